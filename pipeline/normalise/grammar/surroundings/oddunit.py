"""Units in prose that may be none: a lone letter is as often a word, a name or a plural."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.surroundings.abroad import may_be_an_hour
from pipeline.normalise.grammar.wordlist import pattern

if TYPE_CHECKING:
    from pipeline.normalise.grammar.surroundings.around import Surroundings
    from pipeline.value import Quantity

# "50 Cent" is a name: more than one are cents.
_SINGULAR = frozenset(["Cent", "Dollar", "Pound"])
_OPEN_SYMBOLS = frozenset(["°", "º", "m", "K", "hp", "MP", "pc"])
_BARE_SYMBOLS = frozenset(["m", "g", "h", "s", "W", "V", "L", "K", "t"])
# "1.5 g protein/kg", "20 g per kg".
_PER_MORE = re.compile(r" per | [a-z]{3,}/[a-z]{1,2}(?!\w)")


def odd_unit(quantity: Quantity, around: Surroundings) -> bool:
    """In prose a lone letter may be a word, a name or a plural, and "over 3 years" may mean "during"."""
    symbol, printed = quantity.unit_text or "", around.printed
    if quantity.unit is None and not (quantity.dimension or "").startswith("currency"):
        # A word of several sizes ("gallons", "tons") leaves the number sure and the unit open; "Mb" may be anything.
        if "unknown_rate" in quantity.flags:
            return False
        return "ambiguous_unit" not in quantity.flags or (len(symbol) < 3 and symbol not in _OPEN_SYMBOLS)
    if may_be_an_hour(around, symbol) or (symbol in _SINGULAR and printed[:1].isdigit() and around.own == "en"):
        return True
    if symbol == "x":
        return not printed[-2:-1].isdigit()
    if len(symbol) == 1 and symbol in "CF" and quantity.dimension == "temperature":
        return False
    rated = quantity.dimension not in ("time", "count", "currency", "fraction")
    if rated and _PER_MORE.match(around.after) is not None:
        return True
    if len(symbol) == 1 and symbol.isalpha() and quantity.dimension != "currency":
        # "120g of sugar", but "9g in the turn", "90s".
        measured = symbol in "gLWV" and around.after.startswith((" of ", " de "))
        measured = measured or (symbol in "WV" and _powered(around.own).match(around.after) is not None)
        return symbol not in _BARE_SYMBOLS or (printed[-2:-1].isdigit() and symbol != "m" and not measured)
    return False


@cache
def _powered(own: str) -> re.Pattern[str]:
    """What watts and volts drive: "a 45W charger"."""
    return re.compile(rf" (?:{pattern('powered', own)})\b", re.IGNORECASE)
