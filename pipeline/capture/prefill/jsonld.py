"""JSON-LD as pages embed it (schema.org): the one node that describes the page, and what it says.

Broken blocks are passed over. Where several nodes could be the page (teasers of other articles), the one that names the
page's own address is it; if none does, nothing is read.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Node = Mapping[str, object]

ARTICLES = frozenset(
    """Article NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle OpinionNewsArticle
    ReportageNewsArticle ReviewNewsArticle BlogPosting LiveBlogPosting TechArticle ScholarlyArticle
    MedicalScholarlyArticle SatiricalArticle Report""".split()  # noqa: SIM905 easier to compare with schema.org
)
PROPERTIES = (
    ("title", "name"),  # before the headline: encyclopedias write a description there
    ("title", "headline"),
    ("publisher", "publisher"),
    ("authors", "author"),
    ("authors", "creator"),
    ("published", "datePublished"),
    ("language", "inLanguage"),
    ("licence", "license"),
)
# The kinds of node that can be the page, the surest first.
KINDS = (ARTICLES, frozenset(["Dataset"]), frozenset(["WebPage"]))
# Where the text of a property stands that is given as a node.
INNER = {"inLanguage": ("alternateName", "name"), "license": ("url", "@id", "name")}
PLAIN = ("name", "@value")
# What pages wrap around a script so that old programs pass over it.
BEFORE, AFTER = ("<!--", "//<![CDATA[", "// <![CDATA[", "<![CDATA["), ("-->", "//]]>", "// ]]>", "]]>", ";")
DEEPEST = 8  # lists and graphs within each other
MOST_NODES = 2000

Triple = tuple[str, str, str]


def json_ld(blocks: Iterable[str], address: str = "") -> list[Triple]:
    """(key of source.yaml, text, where) of the node that is the page, whose address is `address` if that is known."""
    nodes = [node for block in blocks for node in _nodes(_parsed(block))][:MOST_NODES]
    ids = {str(node["@id"]): node for node in reversed(nodes) if isinstance(node.get("@id"), str)}
    page = _page(nodes, address)
    return [] if page is None else list(_says(page, ids))


def _parsed(block: str) -> object:
    text = block.strip()
    for mark in BEFORE:
        text = text.removeprefix(mark)
    for mark in AFTER:
        text = text.removesuffix(mark).rstrip()
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object, depth: int = 0) -> Iterator[Node]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)


def _types(node: Node) -> list[str]:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return [re.sub(r"^(https?://schema\.org/|schema:)", "", kind) for kind in named if isinstance(kind, str)]


def _page(nodes: list[Node], address: str) -> Node | None:
    for kinds in KINDS:
        found = [node for node in nodes if not kinds.isdisjoint(_types(node))]
        if len(found) > 1:
            found = [node for node in found if address and address in (*_addresses(node), node.get("@id"))]
        if found:
            return found[0] if len(found) == 1 else None
        if any(not kinds.isdisjoint(_types(node)) for node in nodes):
            return None
    return None


def _addresses(node: Node) -> list[str]:
    """The addresses that a node gives as its own or as its page's."""
    entity = node.get("mainEntityOfPage")
    inner = [entity.get("@id"), entity.get("url")] if isinstance(entity, dict) else [entity]
    return [value for value in (node.get("url"), *inner) if isinstance(value, str)]


def _says(page: Node, ids: Mapping[str, Node]) -> Iterator[Triple]:
    kind = min(kind for kinds in KINDS for kind in kinds.intersection(_types(page)))
    for key, name in PROPERTIES:
        for text in _texts(page.get(name), ids, INNER.get(name, PLAIN)):
            yield key, text, f"JSON-LD {kind}.{name}"
    for text in _addresses(page):
        yield "url", text, f"JSON-LD {kind}.url"


def _texts(value: object, ids: Mapping[str, Node], inner: Sequence[str], depth: int = 0) -> Iterator[str]:
    """The texts of a property: itself, or what stands in the node that it is or refers to."""
    if depth > DEEPEST:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, ids, inner, depth + 1)
    elif isinstance(value, dict):
        node = {**ids.get(str(value.get("@id")), {}), **value}
        found = next((node[name] for name in inner if isinstance(node.get(name), str | list)), None)
        yield from _texts(found, ids, inner, depth + 1)
