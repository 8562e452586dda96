"""Twice the text, twice the work: counted in calls, since a clock says as much of the machine as of the code."""

from __future__ import annotations

import sys
from itertools import count

import pytest

from pipeline.normalise import find_quantities

HOSTILE = [
    "1 ", "1,", "1.", "1/", "-", "- ", "-3 ", "½ ", "5½\n", "one ", "one hundred and ", "and ", "twenty-", "half a ",
    "between ", "between 5 and ", "over ", "over 5 ", "more than 5 or more ", "about about ", "from 5 to ", "5 to ",
    "5–", "5 ± ", "5 x ", "5 / ", "5 per ", "5 kg, ", "5 ft 3 in ", "3 hours, ", "3 dollars and ", "million ",
    "5 million and a ", "$", "$5 ", "CHF 60", "€ ", "(", "((5", "5)", "[1] ", "'", "5' ", '5" ', "’", "\n5", "a. ",
    "1e6 ", "10^6 ", "10^", "٣ ", "\u0301", "5\u0301 ", "\u200b", "5\u200b ", "\u00a0", "\u202f½", "5, 6, and ",
    "one in ", "1 in 5 ", "May ", "5 May ", "May 5, ", "10:30 ", "page 5 of ", "of of ", "the ", "5 people a year ",
    "5 km ", "3% ", "- ⅓", "two ' ",
]  # fmt: skip


def _calls(text: str) -> int:
    counted = count()
    sys.setprofile(lambda *_: next(counted))
    try:
        find_quantities(text)
    finally:
        sys.setprofile(None)
    return next(counted)


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    once = piece * (1500 // len(piece))
    # What is kept from one text to the next is made here.
    find_quantities(once + once)
    # What is read at either end of the text costs a little more or less.
    assert _calls(once + once) <= 2.05 * _calls(once) + 500
