"""Whether prose is held against tables rightly, on articles made for it: metamorphic tests, counted.

An unchanged repetition is `repeated`; a changed digit, scale or unit never is; a rewording in another unit keeps the
relation; a row whose number stands in another row is never matched with that row; what is said of other things, times
and plans is no candidate for a difference. Precision and recall of each outcome are printed, and the program ends with
1 if the precision of `differs_candidate` is below 0.95 or something that must never be was there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.prose_articles import Article, articles
from pipeline.extract import extract_document
from pipeline.normalise.prose.held import Held, hold
from pipeline.normalise.tables import read_tables
from pipeline.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED, COUNT, ASKED = 20260, 600, 0.95
OUTCOMES = ("repeated", "qualifier_differs", "rounded", "bound_consistent", "differs_candidate")
NAMED = {"differs_candidate": "differs"}
EQUAL = ("repeated", "qualifier_differs")


def held_in(article: Article) -> tuple[dict[str, str], Held]:
    """({row label: outcome}, all that was found) of an article."""
    data = article.text.encode()
    document = extract_document(data, article.media_type, name="made")
    source = Source(
        id="made", title="Made", publisher=None, retrieved="2026-01-01", licence="CC0-1.0", republish="full",
        document="made", media_type=article.media_type, sha256=hashlib.sha256(data).hexdigest(), text_kind="verbatim",
        status="current", locale="en", language="en", file="made",
    )  # fmt: skip
    reads, _issues = read_tables(document, source)
    found = hold(reads, document, source)
    labels = {figure.figure_id: reads[0].label(figure.row[1] - 1) for figure in found.figures}
    return {labels[name]: outcome for name, outcome in found.in_prose.items()}, found


def wrong(article: Article, outcomes: dict[str, str]) -> Iterator[str]:
    """What must never be, in words."""
    for label, truth in article.truth.items():
        outcome = outcomes.get(label, "no figure")
        if truth in ("differs", "explained", "silent") and outcome in EQUAL:
            yield f"{label}: {article.how[label]}, {truth}, became {outcome}"
        if truth == "explained" and outcome == "differs_candidate":
            yield f"{label}: {article.how[label]}, {truth}, became {outcome}"


def main() -> int:
    """Print the counts; 0 if all is as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--verbose", action="store_true", help="print every row that was not as it should be")
    options = parser.parse_args()
    pairs: Counter[tuple[str, str]] = Counter()
    by_how: Counter[tuple[str, str, str]] = Counter()
    never: list[str] = []
    began = time.perf_counter()
    for article in articles(options.count, options.seed):
        outcomes, _held = held_in(article)
        never += wrong(article, outcomes)
        for label, truth in article.truth.items():
            outcome = outcomes.get(label, "no figure")
            pairs[truth, outcome] += 1
            by_how[article.how[label], truth, outcome] += 1
            if options.verbose and outcome != truth and NAMED.get(outcome) != truth:
                said = [
                    line
                    for line in article.text.replace(". ", ".\n").split("\n")
                    if label.split()[-1].lower()[:4] in line.lower()
                ]
                sys.stdout.write(f"{truth} ({article.how[label]}) became {outcome}: {label}: {said}\n")
    spent = time.perf_counter() - began
    return _report(pairs, by_how, never, options.count, spent)


def _report(
    pairs: Counter[tuple[str, str]],
    by_how: Counter[tuple[str, str, str]],
    never: list[str],
    count: int,
    spent: float,
) -> int:
    sys.stdout.write(f"{count} articles, {sum(pairs.values())} rows, {1000 * spent / count:.1f} ms each\n")
    sys.stdout.write(f"{'outcome':20} {'precision':>9} {'recall':>7} {'found':>6} {'said':>6}\n")
    measured = {}
    for outcome in OUTCOMES:
        truth = NAMED.get(outcome, outcome)
        right = pairs[truth, outcome]
        found = sum(number for (_, got), number in pairs.items() if got == outcome)
        said = sum(number for (was, _), number in pairs.items() if was == truth)
        measured[outcome] = right / found if found else 0.0
        recall = right / said if said else 0.0
        sys.stdout.write(f"{outcome:20} {measured[outcome]:9.3f} {recall:7.3f} {found:6} {said:6}\n")
    for (how, truth, outcome), number in sorted(by_how.items()):
        sys.stdout.write(f"  {how:10} {truth:18} became {outcome:18} {number:5}\n")
    for line in never[:20]:
        sys.stdout.write(f"must never be: {line}\n")
    precision = measured["differs_candidate"]
    passed = precision >= ASKED and not never
    sys.stdout.write(
        json.dumps({"differs_candidate_precision": round(precision, 4), "asked": ASKED, "never": len(never)}) + "\n"
    )
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
