"""Is a text a valid UCUM code? The only door to ucumvert, which is slow to import and so imported when asked."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SIGNED_INTEGER = re.compile(r"(?:^|[./(])[0-9]+[+-][0-9]")
_LONGEST = 200


@cache
def _parse() -> tuple[Callable[[str], object], type[Exception]]:
    """The parser and the error with which it refuses a code."""
    from lark.exceptions import LarkError
    from ucumvert import get_ucum_parser

    return get_ucum_parser().parse, LarkError


def is_ucum(code: str) -> bool:
    """Is `code` valid UCUM 2.1 in its case-sensitive form ("kbit/s", never "kbps")?

    Only 10* and 10^ take a signed exponent (UCUM section 2.2, rule 9), which the parser's grammar does not hold.
    """
    if not code or len(code) > _LONGEST or not code.isascii() or _SIGNED_INTEGER.search(code):
        return False
    parse, refused = _parse()
    try:
        parse(code)
    except refused:
        return False
    return True
