"""Articles made for the benchmark: a table, sentences that say its rows in known ways, and what has to come out.

Everything follows from a seed. For each row the truth is one of: `repeated`, `qualifier_differs`, `rounded`,
`bound_consistent` (said so), `differs` (said with another number and nothing that explains it), `explained` (said of
another time, place or plan, with another number) and `silent` (not said).
"""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.prose_topics import DISTRACTORS, JOINT, OTHERS, SAME, TOPICS, Row, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

CHANGES = ("digit", "scale", "unit")
TRUTHS = ("repeated", "reworded", "qualifier_differs", "rounded", "bound_consistent", "differs", "explained", "silent")


class Amount(NamedTuple):
    """A number as a cell prints it, and other ways to write the same, another one or nearly the same."""

    cell: str
    same: tuple[str, ...]
    changed: dict[str, str]
    about: str | None
    below: str


class Article(NamedTuple):
    """A document and the truth of each row by its label; `how` is what was done to the row."""

    text: str
    media_type: str
    truth: dict[str, str]
    how: dict[str, str]


# kind: (range of the number, how a cell writes it, same as factor and form, by what a unit or scale is changed)
FORMS: dict[str, tuple[tuple[int, int], str, tuple[tuple[str, str], ...], dict[str, str]]] = {
    "count": ((120, 9_999), "{:,}", (), {"scale": "{:,} thousand"}),
    "scaled": ((12, 989), "{} million", (("1000000", "{:,}"),), {"scale": "{} billion"}),
    "data": (
        (12, 989),
        "{} TB",
        (("0.001", "{} PB"), ("1000", "{:,} GB"), ("1", "{} terabytes")),
        {"unit": "{} GB", "scale": "{} PB"},
    ),
    "money": ((12, 989), "€{} million", (("1", "{} million euros"),), {"scale": "€{} billion", "unit": "${} million"}),
    "power": (
        (12, 989),
        "{} MW",
        (("1000", "{:,} kW"), ("1", "{} megawatts"), ("0.001", "{} GW")),
        {"unit": "{} kW", "scale": "{} GW"},
    ),
    "percent": ((12, 89), "{}%", (("1", "{} percent"), ("1", "{} per cent")), {}),
    "mass": ((12, 989), "{} tonnes", (("1000", "{:,} kg"),), {"unit": "{} kg"}),
    "length": ((12, 989), "{} km", (("1", "{} kilometres"), ("1000", "{:,} m")), {"unit": "{} miles"}),
}


def articles(count: int, seed: int) -> list[Article]:
    """So many articles, the same for the same seed."""
    source = Random(seed)  # noqa: S311 no secret
    return [_article(source) for _ in range(count)]


def _amount(kind: str, number: int, other: int) -> Amount:
    _range, form, same, changes = FORMS[kind]
    cell = form.format(number)
    written = tuple(how.format((number * Decimal(factor)).normalize()) for factor, how in same)
    changed = {"digit": form.format(other), **{name: how.format(number) for name, how in changes.items()}}
    places = len(str(number)) - 1
    coarse = round(number, -places) if places else number
    fine = round(number, -(places - 1)) if places > 1 else coarse
    rounded = next((item for item in (fine, coarse) if item != number), None)
    about = None if rounded is None else form.format(rounded)
    return Amount(
        cell, tuple(text for text in written if "E" not in text), changed, about, form.format(number * 9 // 10)
    )


def _article(source: Random) -> Article:
    topic = source.choice(TOPICS)
    rows = source.sample(topic.rows, source.randint(3, len(topic.rows)))
    numbers = _numbers(source, topic.kind, 2 * len(rows))
    amounts = [_amount(topic.kind, numbers[2 * at], numbers[2 * at + 1]) for at in range(len(rows))]
    truth, how, said = {}, {}, []
    swapped = source.random() < 0.15
    for at, row in enumerate(rows):
        told = _told(source, amounts[at])
        truth[row.label], how[row.label], quantity = told
        if swapped and at < 2:
            # The prose has the rows right, and the table the other way round.
            truth[row.label], how[row.label], quantity = "differs", "swapped", amounts[1 - at].cell
        if quantity is not None:
            said.append((row, quantity, truth[row.label]))
    return _written(source, topic, rows, amounts, said, truth, how)


def _numbers(source: Random, kind: str, count: int) -> list[int]:
    """Numbers of which no two are near each other, whatever they are rounded to."""
    low, high = FORMS[kind][0]
    found: list[int] = []
    while len(found) < count:
        number = source.randint(low, high)
        if number % 10 and all(
            abs(number - other) > max(number, other) * (0.03 if kind == "percent" else 0.12) for other in found
        ):
            found.append(number)
        elif source.random() < 0.01:
            found = []
    return found


def _told(source: Random, amount: Amount) -> tuple[str, str, str | None]:
    """(truth, what was done, the quantity as the prose says it)."""
    kind = source.choice(TRUTHS)
    if kind == "repeated":
        return "repeated", "unchanged", amount.cell
    if kind == "reworded" and amount.same:
        return "repeated", "reworded", source.choice(amount.same)
    if kind == "qualifier_differs":
        word = source.choice(("nearly", "about", "over", "at least", "around", "some"))
        return kind, "qualified", f"{word} {source.choice((amount.cell, *amount.same))}"
    if kind == "rounded" and amount.about is not None:
        return kind, "rounded", f"about {amount.about}"
    if kind == "bound_consistent":
        return kind, "bounded", f"more than {amount.below}"
    if kind in ("differs", "explained"):
        change = source.choice(sorted(amount.changed))
        return kind, change, amount.changed[change]
    return "silent", "left out", None


def _written(
    source: Random,
    topic: Topic,
    rows: list[Row],
    amounts: list[Amount],
    said: list[tuple[Row, str, str]],
    truth: dict[str, str],
    how: dict[str, str],
) -> Article:
    sentences = list(_sentences(source, topic, said))
    others = [source.choice(DISTRACTORS).format(pages=source.randint(3, 99)) for _ in range(source.randint(0, 3))]
    sentences += others
    silent = [amount.cell for row, amount in zip(rows, amounts, strict=True) if truth[row.label] == "silent"]
    if silent and topic.kind == "count":
        sentences.append(source.choice(SAME).format(same=source.choice(silent)))
    source.shuffle(sentences)
    markdown = source.random() < 0.5
    mark = "# " if markdown else ""
    half = source.randint(0, len(sentences))
    first, second = " ".join([topic.opening, *sentences[:half]]), " ".join(sentences[half:])
    lines = [f"| {' | '.join(topic.header)} |"]
    lines += ["| --- | --- |"] if markdown else []
    lines += [f"| {row.label} | {amount.cell} |" for row, amount in zip(rows, amounts, strict=True)]
    parts = [f"{mark}{topic.opening.rstrip('.')}", first, f"{mark}{topic.caption}", "\n".join(lines), second]
    text = "\n\n".join(part for part in parts if part) + "\n"
    return Article(text, "text/markdown" if markdown else "text/plain", truth, how)


def _sentences(source: Random, topic: Topic, said: list[tuple[Row, str, str]]) -> Iterator[str]:
    """A sentence for each row, or for two."""
    plain = [item for item in said if item[2] != "explained"]
    if len(plain) > 1 and source.random() < 0.4:
        (row, quantity, _), (row2, quantity2, _) = plain[:2]
        nouns = {"n": source.choice(row.nouns), "n2": source.choice(row2.nouns)}
        text = source.choice(JOINT).format(q=quantity, q2=quantity2, **nouns)
        yield text[0].upper() + text[1:]
        said = [item for item in said if item not in plain[:2]]
    for row, quantity, kind in said:
        yield _sentence(source, topic, row, quantity, kind)


def _sentence(source: Random, topic: Topic, row: Row, quantity: str, kind: str) -> str:
    form = source.choice(OTHERS if kind == "explained" else topic.told)
    text = form.format(q=quantity, n=source.choice(row.nouns))
    return text[0].upper() + text[1:]
