"""The flags of a reading and what each of them says: what a careful reader should know of a number or a date."""

from __future__ import annotations

FLAGS: dict[str, str] = {
    "age": "a person's age, in years",
    "ambiguous_currency": "several currencies have this name or sign",
    "ambiguous_separator": "a separator that may group digits or begin decimals: no value",
    "ambiguous_unit": "several units, or none with a code, have this name: the number stands, the unit is open",
    "approximate_bounds": "the bounds are only about right",
    "assumed_unit": "the unit of a letter that what stands around it decides",
    "assumed_usd": "dollars of no named country, taken for those of the United States",
    "fiscal_year": "a year of accounts, which may begin on any day",
    "invisible_characters": "characters without a width or a direction stood in it",
    "non_terminating": "a fraction without an end as a decimal: 28 digits in Python, not published as a number",
    "other_digits": "written in digits of another script",
    "parenthesised": "printed in parentheses, which in accounts say below zero",
    "percentage_points": "a difference of percentages",
    "ratio": "a share stated by two numbers",
    "restated": "stated a second time in another unit, which says the same",
    "scale_from_caption": "the caption states the scale",
    "scale_from_header": "the header states the scale",
    "scale_from_row": "the label of the row, or the row's own cell of units, states the scale",
    "shared_scale": "the scale stands behind the other number of the range",
    "shared_unit": "the unit stands with another number of the list or of the change",
    "trailing_zeros": "zeros at the end, which may be counted or rounded",
    "two_readings": "may be another thing as well: no value",
    "unexplained_mark": "a mark stands on it that no note explains",
    "unit_from_caption": "the caption states the unit",
    "unit_from_header": "the header states the unit",
    "unit_from_row": "the label of the row, or the row's own cell of units, states the unit",
    "unit_in_header": "the header states a unit that has no code of ours",
    "unknown_rate": "so much for something that has no code of ours: the unit's text says for what",
}
