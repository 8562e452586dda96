"""What an HTML page says of itself, in the order of precedence: JSON-LD, then the head's `<meta>` elements (Highwire's
citation_*, Open Graph, Dublin Core, Twitter, plain names), then HTML's own elements, then what saved the page.

The page's own `<html lang>` and `<link rel="canonical">` go before all others for the language and the address. A
`<time>` counts only where it says that it is the date of publication: pages are full of other times.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.capture.prefill.jsonld import json_ld
from pipeline.capture.prefill.read import read_url
from pipeline.capture.prefill.said import Said
from pipeline.extract.html.tree import parse_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.html.tree import Element

# (attribute, its value, key) in the order of precedence.
META = (
    ("name", "citation_title", "title"),
    ("property", "og:title", "title"),
    ("name", "dc.title", "title"),
    ("name", "dcterms.title", "title"),
    ("name", "twitter:title", "title"),
    ("name", "citation_publisher", "publisher"),
    ("property", "og:site_name", "publisher"),
    ("name", "dc.publisher", "publisher"),
    ("name", "dcterms.publisher", "publisher"),
    ("name", "citation_author", "authors"),
    ("property", "article:author", "authors"),
    ("name", "dc.creator", "authors"),
    ("name", "dcterms.creator", "authors"),
    ("name", "author", "authors"),
    ("property", "og:url", "url"),
    ("name", "citation_publication_date", "published"),
    ("name", "citation_date", "published"),
    ("name", "citation_online_date", "published"),
    ("property", "article:published_time", "published"),
    ("name", "dcterms.issued", "published"),
    ("name", "dc.date.issued", "published"),
    ("name", "dc.date", "published"),
    ("name", "date", "published"),
    ("name", "citation_language", "language"),
    ("name", "dc.language", "language"),
    ("name", "dcterms.language", "language"),
    ("http-equiv", "content-language", "language"),
    ("property", "og:locale", "language"),
    ("name", "dcterms.license", "licence"),
    ("name", "dc.rights", "licence"),
    ("name", "license", "licence"),
)
CANONICAL, LANG = '<link rel="canonical">', "<html lang>"
BEGINNING = 4096  # characters in which a saved page says so
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]*?)\s*-->")
PUBLISHED = ("published", "entry-date", "dt-published")  # classes of a <time>


def page_says(text: str) -> list[Said]:
    """Everything that a page says, the place that wins first."""
    root = parse_html(text)
    if root is None:
        return []
    links = list(_links(root))
    saved = _saved_from(text)
    canonical = [said for said in links if said.where == CANONICAL]
    lang = root.attr("lang") or ""
    found = _metas(root)
    addresses = (read_url(said.text) for said in (*canonical, *found, *saved) if said.key == "url")
    address = next(filter(None, addresses), "")
    linked = json_ld([script.text for script in root.iter_elements("script") if _is_json_ld(script)], address)
    return [
        *canonical,
        Said("language", lang, LANG),
        *(Said(*said) for said in linked),
        *found,
        *_title(root),
        *(said for said in links if said.where != CANONICAL),
        *_times(root),
        *saved,
    ]


def saved_on(text: str) -> str | None:
    """When a page was saved, as SingleFile writes it; None if it does not say."""
    found = SINGLE_FILE.search(text[:BEGINNING])
    return found[2] if found is not None and found[2] else None


def _saved_from(text: str) -> list[Said]:
    head = text[:BEGINNING]
    places = ((SAVED_FROM, "the comment of the saved page"), (SINGLE_FILE, "SingleFile's comment"))
    matches = ((form.search(head), where) for form, where in places)
    return [Said("url", found[1], where) for found, where in matches if found is not None]


def _is_json_ld(script: Element) -> bool:
    kind = script.attr("type") or ""
    return kind.partition(";")[0].strip().lower() == "application/ld+json"


def _metas(root: Element) -> list[Said]:
    contents: dict[str, list[str]] = {}
    for meta in root.iter_elements("meta"):
        content = meta.attr("content")
        if content:
            # Open Graph's names stand in `name` on many pages, and plain names in `property`.
            names = {meta.attr("property") or "", meta.attr("name") or "", meta.attr("http-equiv") or ""}
            for name in sorted(names):
                contents.setdefault(_plain(name), []).append(content)
    return [
        Said(key, text, f'<meta {attribute}="{name}">')
        for attribute, name, key in META
        for text in contents.get(name, ())
    ]


def _plain(name: str) -> str:
    """The name of a <meta> in lower case; Dublin Core is written with a colon too."""
    return re.sub(r"^(dc|dcterms):", r"\1.", name.strip().lower())


def _title(root: Element) -> Iterator[Said]:
    head = root.find("head")
    title = None if head is None else head.find("title")
    if title is not None:
        yield Said("title", title.text, "<title>")


def _links(root: Element) -> Iterator[Said]:
    """The canonical address, and the licence of the page: of an <a> only outside of figures, which have their own."""
    for tag in ("link", "a"):
        for link in root.iter_elements(tag):
            rel = (link.attr("rel") or "").lower().split()
            href = link.attr("href") or ""
            if tag == "link" and "canonical" in rel:
                yield Said("url", href, CANONICAL)
            elif "license" in rel and (tag == "link" or link.closest("figure") is None):
                yield Said("licence", href, f'<{tag} rel="license">')


def _times(root: Element) -> Iterator[Said]:
    for time in root.iter_elements("time"):
        stamp = time.attr("datetime")
        if not stamp:
            continue
        if (time.attr("itemprop") or "").lower() == "datepublished" or time.attr("pubdate") is not None:
            yield Said("published", stamp, '<time itemprop="datePublished">')
        elif not {*PUBLISHED}.isdisjoint((time.attr("class") or "").lower().split()):
            yield Said("published", stamp, '<time class="published">')
