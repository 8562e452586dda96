"""What a release proves of its prose: each mention stands at its span, and each match is what its numbers say."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.conversion import factor_of
from pipeline.issue import Issue
from pipeline.table import prints
from pipeline.value import IN_PROSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.contents import Contents, Record

# Each text of a mention with the columns of its span.
MENTIONED = {"printed": ("char_start", "char_end"), "sentence": ("sentence_start", "sentence_end")}
STATED = ("value", "lower", "upper")


def check_prose(contents: Contents) -> list[Issue]:
    """Every proof on mentions, matches and what figures say of the prose."""
    return [*_mentions(contents), *_equals(contents), *_in_prose(contents)]


def _mentions(contents: Contents) -> Iterator[Issue]:
    """Every mention's words stand at its span, and its span in that of its sentence."""
    for mention in contents.records["mentions"]:
        text = contents.texts.get(mention["source_id"], "")
        spans = [tuple(int(mention[name]) for name in names) for names in MENTIONED.values()]
        (start, end), (first, last) = spans
        if not first <= start < end <= last:
            expected = f"a span within the sentence at {first}-{last}"
            yield _issue("span-wrong", f"the mention {mention['mention_id']} at {start}-{end}", mention, expected)
        for name, span in zip(MENTIONED, spans, strict=True):
            there = text[slice(*span)]
            if mention[name] and not prints(there, mention[name]):
                found = f"{there!r} at {span[0]}-{span[1]}"
                yield _issue("span-wrong", found, mention, f"{mention[name]!r}, which {mention['mention_id']} says")


def _equals(contents: Contents) -> Iterator[Issue]:
    """What is matched as equal states the same, and what is not does not."""
    figures = {figure["figure_id"]: figure for figure in contents.records["figures"]}
    mentions = {mention["mention_id"]: mention for mention in contents.records["mentions"]}
    for item in contents.records["prose_matches"]:
        figure, mention = figures.get(item["figure_id"]), mentions.get(item["mention_id"])
        if figure is None or mention is None:
            continue  # that a key leads nowhere is found by whoever checks the keys
        if (item["relation"] == "equal") != (_stated(figure) == _stated(mention)):
            found = f"{item['relation']} of {item['figure_id']} and {item['mention_id']}"
            yield _issue("prose-unlike-figure", found, figure, "the relation that the two numbers have")


def _stated(record: Record) -> list[Fraction | None]:
    """What a row states, in the base of its unit: the value, or the two ends where there is none."""
    factor = factor_of(record["unit"] or "1")[1]
    found = [Fraction(Decimal(record[name])) * factor if record[name] else None for name in STATED]
    return found[:1] if found[0] is not None else found[1:]


def _in_prose(contents: Contents) -> Iterator[Issue]:
    """Every figure says of the prose what the first of its matches says, in the order of IN_PROSE."""
    found: dict[str, set[str]] = {}
    for item in contents.records["prose_matches"]:
        found.setdefault(item["figure_id"], set()).add(item["outcome"])
    for figure in contents.records["figures"]:
        outcomes = found.get(figure["figure_id"], {"not_mentioned"})
        expected = next((name for name in IN_PROSE if name in outcomes), "")
        unsaid = expected == "not_mentioned" and not figure["in_prose"]
        if figure["in_prose"] != expected and not unsaid:
            yield _issue("prose-unlike-figure", repr(figure["in_prose"]), figure, repr(expected))


def _issue(code: str, found: str, record: Record, expected: str) -> Issue:
    row, start, end = (record.get(name) for name in ("row", "char_start", "char_end"))
    return Issue(
        code,
        found,
        source_id=record["source_id"],
        table_id=record.get("table_id"),
        row=int(row) if row else None,
        field=record.get("field"),
        start=int(start) if start else None,
        end=int(end) if end else None,
        expected=expected,
    )
