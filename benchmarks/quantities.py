"""How often quantities are read right, not at all, or wrong, on public suites; and how fast.

The suites are no part of this project: they are read from TABLETRACE_GOLD, or else from ../shared/gold, and skipped
with a line that says so where they are not there. A sentence is *right* if everything that the suite marks is found
with its value, bounds, unit and offsets and nothing else of the suite's kind is; *convention* if a contract or a
standard, which is named, reads it otherwise, and all that we state is what it says; else *wrong* if anything that we
state differs, and *abstained* if not. Each disagreement is printed with its reason (benchmarks/quantity_reasons.py).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from benchmarks.gold import GOLD
from benchmarks.quantity_cases import NEWS, STRINGS, judge_news, judge_strings
from benchmarks.quantity_reasons import CODES, CONVENTIONS, OPEN, STATED, reason_of, stated
from benchmarks.quantity_speed import quantulum3, speed
from benchmarks.quantity_suites import SUITES, Suite, Wanted, recognizers
from benchmarks.ucum_codes import ucum
from pipeline.normalise import find_quantities
from pipeline.normalise.grammar.amounts.qualifier import match_after, match_before

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.value import Mention

CLOSE = Decimal("1e-9")
OPENING = re.compile(r"(?:(?:rang(?:ed|es|ing) )?from|between) ")


def _near(one: Decimal | None, two: Decimal | None) -> bool:
    if one is None or two is None:
        return one is two
    return abs(one - two) <= abs(two) * CLOSE


def same_value(wanted: Wanted, mention: Mention) -> bool:
    """Does the mention state what is wanted? "equals 20" is a value of ours and a range of theirs."""
    quantity = mention.quantity
    if wanted.bounds is None:
        # "5 ft 2 in" has no exact decimal in feet: ours is in inches.
        inches = quantity.unit == "[in_i]" and (wanted.unit or "").lower() == "foot"
        value = wanted.value * 12 if inches and wanted.value is not None else wanted.value
        return _near(quantity.value, value)
    low, high, low_in, high_in = wanted.bounds
    if low == high and quantity.qualifier == "unqualified":
        return _near(quantity.value, low)
    inclusive = (quantity.lower_inclusive or low is None) == (low_in or low is None)
    inclusive = inclusive and (quantity.upper_inclusive or high is None) == (high_in or high is None)
    return _near(quantity.lower, low) and _near(quantity.upper, high) and inclusive


def same_unit(wanted: Wanted, mention: Mention) -> bool:
    """Is it the suite's unit? Where we leave a unit open, as the suite does with "Dollar", its word must be ours."""
    quantity, name = mention.quantity, (wanted.unit or "").lower()
    if wanted.code is not None:
        return quantity.unit == wanted.code
    if quantity.unit is not None and quantity.unit in CODES.get(name, ()):
        return True
    word = (quantity.unit_text or "").lower().strip(".").rstrip("s")
    return word != "" and word in (name, *(code.lower() for code in CODES.get(name, ())))


def same_span(text: str, wanted: Wanted, mention: Mention, *, strict: bool) -> bool:
    """Are the offsets the same? Ours take in a qualifier; where the suite marks the number alone, the unit too."""
    if not strict:
        return (mention.start <= wanted.start and wanted.end <= mention.end) or (
            wanted.bounds is not None and wanted.start <= mention.start and mention.end == wanted.end
        )
    opening = OPENING.match(text, mention.start)
    at = opening.end() if opening is not None and opening.end() <= wanted.start else mention.start
    while at < wanted.start and (found := match_before(text, at)) is not None:
        at = found[1]
    after = match_after(text, wanted.end)
    if after is not None and after[1] == mention.end:
        return at == wanted.start
    # A point or an apostrophe that belongs to the word as much as to the sentence.
    return at == wanted.start and text[mention.end : wanted.end].strip(".'’") == "" == text[wanted.end : mention.end]


def verdict(
    text: str, wanted: list[Wanted], mentions: list[Mention], *, units: bool, strict: bool, kinds: tuple[str, ...]
) -> str:
    """right, abstained or wrong, for one sentence."""
    abstained, used = False, set()
    for one in wanted:
        over = [mention for mention in mentions if mention.start < one.end and one.start < mention.end]
        used |= {mention.start for mention in over}
        if len(over) != 1 or (over[0].quantity.value is None and over[0].quantity.lower is over[0].quantity.upper):
            abstained = True
            if len(over) < 2:
                continue
        states = [same_value(one, found) and same_span(text, one, found, strict=strict) for found in over]
        if not all(states) or (units and not all(same_unit(one, found) for found in over)):
            return "wrong"
    for mention in mentions:
        if mention.start not in used and (not kinds or mention.quantity.dimension in kinds):
            return "wrong"
    return "abstained" if abstained else "right"


def _bounded(mentions: list[Mention]) -> list[Mention]:
    return [found for found in mentions if found.quantity.qualifier != "unqualified"]


def judge(suite: Suite, *, verbose: bool) -> None:
    """Print how a suite comes out, and each disagreement with its reason."""
    counted: Counter[str] = Counter()
    lines = []
    for number, (text, wanted) in enumerate(suite.cases()):
        mentions = find_quantities(text)
        kinds = suite.kinds
        spans = [(one.start, one.end) for one in wanted]
        inside = [m for m in mentions if any(m.start < end and start < m.end for start, end in spans)]
        if kinds == ("bounded",):
            mentions, kinds = sorted({*inside, *_bounded(mentions)}, key=lambda m: m.start), ()
        told = verdict(text, wanted, mentions, units=suite.units, strict=suite.strict, kinds=kinds)
        if told == "right":
            counted[told] += 1
            continue
        reason = reason_of(suite.name, number)
        if reason in CONVENTIONS and (told != "wrong" or stated(text, inside) == STATED.get((suite.name, number))):
            told = "convention"
        counted[told] += 1
        lines.append(f"  {told:10} {number:3}: {_said(reason)}")
        if verbose:
            marked = [(text[w.start : w.end], str(w.bounds if w.value is None else w.value), w.unit) for w in wanted]
            lines.append(f"              {text[:250]!r}\n              wanted {marked}")
            lines.append(f"              found  {stated(text, mentions)}")
    total = counted.total()
    kinds_of = ("right", "convention", "abstained", "wrong")
    told = ", ".join(f"{kind} {counted[kind]} ({counted[kind] / total:.1%})" for kind in kinds_of)
    own = counted["right"] / max(1, total - counted["convention"])
    print(f"{suite.name}: {told}; without the sentences of another convention: right {own:.1%}")
    print(*lines, sep="\n")


def _said(reason: str | None) -> str:
    if reason in CONVENTIONS:
        what, authority = CONVENTIONS[reason]
        return f"{what} ({authority})"
    return OPEN.get(reason or "", "no reason yet")


def peers() -> None:
    """What quantulum3 and price-parser make of the same sentences: values and bounds only, units left out."""
    peer = quantulum3()
    if peer is not None:
        for suite in SUITES:
            print(f"quantulum3 on {suite.name}: {_peer(peer.parse, suite)}")
    try:
        from price_parser import Price
    except ImportError:
        print("price-parser: not installed")
        return
    cases = [(text, wanted) for text, wanted in recognizers("CurrencyModel") if len(wanted) == 1]
    right = sum(_near(Price.fromstring(text).amount, wanted[0].value) for text, wanted in cases)
    cut = sum(_near(Price.fromstring(text[w[0].start : w[0].end]).amount, w[0].value) for text, w in cases)
    print(f"price-parser on {len(cases)} sentences with one price: value right {right}; on the bare price {cut}")


def _peer(parse: Callable[[str], Any], suite: Suite) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for text, wanted in suite.cases():
        try:
            found = parse(text)
        except Exception:  # a peer's crash is its result
            counted["crashed"] += 1
            continue
        told = "right"
        for one in wanted:
            over = [q for q in found if q.span[0] < one.end and one.start < q.span[1]]
            values = [Decimal(repr(float(q.value))) for q in over]
            spreads = [Decimal(repr(float(q.uncertainty or 0))) for q in over]
            if not over:
                told = "abstained" if told == "right" else told
                continue
            low, high = one.bounds[:2] if one.bounds is not None else (one.value, one.value)
            ends = [(value - spread, value + spread) for value, spread in zip(values, spreads, strict=True)]
            if one.bounds is None:
                ends = [(value, value) for value in values]
            if not any(_near(start, low) and _near(end, high) for start, end in ends):
                told = "wrong"
        counted[told] += 1
    return dict(sorted(counted.items()))


def main() -> None:
    """Accuracy, then speed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--verbose", action="store_true", help="show each disagreement")
    options.add_argument("--no-speed", action="store_true")
    options.add_argument("suites", nargs="*")
    told = options.parse_args()
    if GOLD.is_dir():
        for suite in SUITES:
            if not told.suites or suite.name in told.suites:
                judge(suite, verbose=told.verbose)
        if not told.suites:
            ucum()
            peers()
    else:
        print(f"SKIPPED: no suites at {GOLD}; set TABLETRACE_GOLD to where they are")
    if not told.suites:
        for name in STRINGS:
            judge_strings(name, verbose=told.verbose)
        for name in NEWS:
            judge_news(name, verbose=told.verbose)
    if not told.no_speed:
        speed()


if __name__ == "__main__":
    main()
