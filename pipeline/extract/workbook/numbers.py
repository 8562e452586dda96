"""What a number of a sheet is printed as: the stored number, whole, with what its number format adds to its meaning.

Excel keeps 15 significant digits, so that many are written and no noise of binary fractions is: 0.1, never
0.1000000000000000055. A number of more decimals than are published (1/3) is rounded as the sheet shows it: to the
decimals of its format, or to 11 characters where that is General; this is told. The format (ECMA-376 part 1, 18.8.31)
gives a per cent sign, the power of 1000 that its commas take away, and the words and currency signs before and after
the digits; a format of zeros alone gives the zeros before a whole number, as codes have (00501). Digits are never
grouped, and what can be published whole is: a sheet that shows 12 % for 0.1234 has the cell "12.34%". Dates are ISO
8601, as precise as their format.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

Value = int | float | str | bool | date | datetime | time | timedelta
EXCEL = Context(prec=15)
BUILT_IN = {  # those of 18.8.30 that say something
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    17: "mmm-yy",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
}
MOST_DECIMALS = 9  # that a release holds of a number
WIDTH = 11  # characters, the point among them, that General shows of a number
SMALLEST = Decimal("0.0001")  # a smaller one is not rounded by General
TOKEN = re.compile(
    r'"([^"]*)"?|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[([^\]]*)\]|(General|[0#?.,]+|E[+-]|@)|(%)|(.)', re.DOTALL
)
SECTION = re.compile(r'"[^"]*"?|\\.?|[^;"\\]+|;', re.DOTALL)
CONDITION = re.compile(r"[<>=]")
LITERALS = "$-+/():!^&'~{}<>= €£¥°"
LONGEST = 20  # characters of words beside the digits
MOST_PLAIN = 21  # digits before an exponent is written


class Shown(NamedTuple):
    """What a number format adds, its decimals (None: General), and how wide it fills a whole number with zeros.

    `sure` is False where it cannot be told.
    """

    before: str = ""
    after: str = ""
    power: int = 0
    sure: bool = True
    decimals: int | None = None
    width: int = 0


def read_format(code: str, *, negative: bool = False) -> Shown:
    """What the section of a number format for a number of that sign adds."""
    sections = _sections(code)
    if any(CONDITION.search(words) for section in sections for words in re.findall(r"\[([<>=][^\]]*)\]", section)):
        return Shown(sure=False)
    section = sections[1] if negative and len(sections) > 1 else sections[0]
    before, after, digits, power = "", "", "", 0
    for quoted, escaped, currency, _other, placeholder, percent, literal in TOKEN.findall(section):
        if placeholder:
            digits += placeholder
            continue
        words = quoted or escaped or currency or percent or (literal if literal in LITERALS else "")
        power += 2 * bool(percent)
        if literal and not words:
            return Shown(sure=False)
        before, after = (before, after + words) if digits else (before + words, after)
    if "?" in digits and "/" in after:  # a fraction: 0.5 that is shown as 1/2
        return Shown(before.lstrip())
    if not digits:
        return Shown(sure=code.strip() in ("", "General"))
    power -= 3 * (len(digits) - len(digits.rstrip(",")))
    if negative and len(sections) > 1:  # the sign is written, whatever stands for it there
        before, after = before.replace("(", "").lstrip("-"), after.replace(")", "")
    sure = len(before) + len(after) <= LONGEST
    return Shown(before.lstrip(), after.rstrip(), power, sure, _decimals(digits), _zeros(digits, section))


def printed_number(value: float, shown: Shown) -> tuple[str, bool]:
    """(a number as text, canonical, with what its format adds; whether it was rounded)."""
    whole = EXCEL.create_decimal(repr(value)).scaleb(shown.power).normalize()
    number = _rounded(whole, shown.decimals)
    if number.adjusted() > MOST_PLAIN or number.adjusted() < -MOST_PLAIN:
        digits = f"{abs(number):E}"
    else:
        digits = f"{abs(number):f}"
        digits = digits if "." in digits else digits.zfill(shown.width)
    sign = "-" if number < 0 else ""
    return f"{sign}{shown.before}{digits}{shown.after}".strip(), number != whole


def _zeros(digits: str, section: str) -> int:
    """How many digits a format of zeros alone, side by side, prints at least."""
    return len(digits) if len(digits) > 1 and set(digits) == {"0"} and digits in section else 0


def _decimals(digits: str) -> int | None:
    """How many decimals a format shows; None for General and for powers of ten."""
    if not set(digits) <= set("0#?.,"):
        return None
    return len(digits.partition(".")[2].replace(",", ""))


def _rounded(number: Decimal, decimals: int | None) -> Decimal:
    """The number as its format shows it, if it has more decimals than are published and is not rounded to nothing."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= MOST_DECIMALS:
        return number
    if decimals is None:
        if abs(number) < SMALLEST:
            return number
        decimals = max(WIDTH - 2 - max(number.adjusted(), 0), 0)
    rounded = number.quantize(Decimal(1).scaleb(-min(decimals, MOST_DECIMALS)), rounding=ROUND_HALF_UP).normalize()
    return rounded or number


def printed_date(value: date | datetime | time | timedelta, code: str) -> str:
    """A date or time in ISO 8601; without the day, or the month, that its format does not show."""
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(value, time):
        return value.replace(microsecond=0).isoformat()
    letters = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code).lower()
    if "y" in letters and "d" not in letters and "h" not in letters:
        return f"{value:%Y-%m}" if "m" in letters else f"{value:%Y}"
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat(sep=" ")
    return value.isoformat()


def _sections(code: str) -> list[str]:
    """The sections of a format, parted by semicolons outside of quotes."""
    sections = [""]
    for part in SECTION.findall(code):
        if part == ";":
            sections.append("")
        else:
            sections[-1] += part
    return sections
