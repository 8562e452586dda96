"""Our own cases: strings and sentences of made-up news, written before the reader was run on them.

Rules were made for what was wrong in strings.txt and news.txt, and later for some of the other files; what each came
to at its first run is said at its head.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.normalise import find_quantities, parse_quantity
from tests.normalise.grammar.case_files import NEWS, STRINGS, agrees, expected, lines, same, states, unmarked

if TYPE_CHECKING:
    from pipeline.value import Quantity

__all__ = ["NEWS", "STRINGS", "judge_news", "judge_strings"]


def judge_strings(name: str, *, verbose: bool) -> None:
    """Right, abstained and wrong on the strings."""
    counted: Counter[str] = Counter()
    for locale, text, reading in lines(name):
        wanted, quantity = expected(reading), parse_quantity(text, locale=locale)
        if not states(quantity) or quantity is None:
            told = "right" if wanted is None else "abstained"
        else:
            told = "right" if wanted is not None and agrees(wanted, quantity) else "wrong"
        counted[told] += 1
        if told != "right" and verbose:
            print(f"  {told:9} {locale} {text!r} wanted {reading}: {_short(quantity)}")
    print(f"own {name}: right {counted['right'] / counted.total():.1%}, {dict(counted)}")


def _short(quantity: Quantity | None) -> str:
    if quantity is None:
        return "None"
    q = quantity
    return f"{q.qualifier} {q.value} [{q.lower} {q.upper}] {q.unit} {q.unit_text!r} {q.flags}"


def judge_news(name: str, *, verbose: bool) -> None:
    """Precision, recall and F1 of value, and of value with qualifier, on the sentences."""
    counted: Counter[str] = Counter()
    for locale, sentence in lines(name):
        text, wanted = unmarked(sentence)
        left = list(find_quantities(text, locale=locale))
        counted["found"] += len(left)
        counted["wanted"] += len(wanted)
        for start, end, reading in wanted:
            over = [m for m in left if m.start < end and start < m.end]
            right = [m for m in over if same(reading.value, m.quantity.value)]
            full = [m for m in right if agrees(reading, m.quantity)]
            counted["value"] += bool(right)
            counted["full"] += bool(full)
            left = [m for m in left if m not in over]
            if not full and verbose:
                got = [f"{text[m.start : m.end]!r} {_short(m.quantity)}" for m in over]
                print(f"  {'missed' if not over else 'differs'} {text[start:end]!r} in {text!r}: {got}")
        for mention in left:
            if verbose:
                print(f"  too much {text[mention.start : mention.end]!r} in {text!r}")
    both = counted["found"] + counted["wanted"]
    value, whole = 2 * counted["value"] / both, 2 * counted["full"] / both
    print(f"own {name}: value F1 {value:.1%}, whole {whole:.1%}, {dict(counted)}")


if __name__ == "__main__":
    for name in STRINGS:
        judge_strings(name, verbose=True)
    for name in NEWS:
        judge_news(name, verbose=True)
