"""Names of months and seasons, with their numbers (EDTF level 1: 21–24 for the seasons, level 2: 33–36 quarters)."""

from __future__ import annotations

_LISTS = {
    "en": "january february march april may june july august september october november december",
    "en_short": "jan feb mar apr may jun jul aug sep oct nov dec",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
MONTHS: dict[str, int] = {
    name: number for names in _LISTS.values() for number, name in enumerate(names.split(), start=1)
} | {"sept": 9, "jänner": 1, "feber": 2}
SEASONS: dict[str, int] = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
MONTH_PATTERN = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
