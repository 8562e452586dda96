"""Whether day or month stands first in a column of dates in digits: by its header, its locale, or its own dates.

"Date (d/m/y)" says it; "25/06/2025" proves it for the column. Where they differ, nothing is known.
"""

from __future__ import annotations

import re

from pipeline.normalise.dates.date import parse_date
from pipeline.normalise.dates.order import is_day_first, order_locale

ORDERS = ("dmy", "mdy")
NUMERIC = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2[12][0-9]{3}")
# Letters of day, month and year in English, German, French and Spanish: dd/mm/yyyy, TT.MM.JJJJ, jj/mm/aaaa.
PATTERN = re.compile(
    r"(?<![^\W\d_])(?:([dtj]{1,2})[./-](m{1,2})|(m{1,2})[./-]([dtj]{1,2}))[./-](?:[yja]{1,4})(?![^\W\d_])"
)


def is_numeric_date(text: str) -> bool:
    """Whether a text is a date in digits with its year last, whichever of the two others is the day."""
    bare = text.strip()
    return NUMERIC.fullmatch(bare) is not None and any(parse_date(bare, locale=f"und-x-{order}") for order in ORDERS)


def stated_order(label: str, texts: list[str], locale: str) -> str:
    """`locale` with the order that a column's header states, or its dates prove; as it is if neither does."""
    found = PATTERN.search(label.casefold())
    if found is None:
        return order_locale(texts, locale)
    base = locale.partition("-x-")[0] or "und"
    plain = base if is_day_first(base) is None else "und"
    proven = is_day_first(order_locale(texts, plain))
    if proven is not None and proven is not (found[1] is not None):
        return plain
    return f"{base}-x-{'dmy' if found[1] else 'mdy'}"


def contradicts_order(label: str, text: str) -> bool:
    """Whether a date cannot have the order that its header states: "06/25/2025" below "Date (d/m/y)"."""
    header, found = PATTERN.search(label.casefold()), NUMERIC.fullmatch(text.strip())
    if header is None or found is None:
        return False
    return int(found[3] if header[1] else found[1]) > 12
