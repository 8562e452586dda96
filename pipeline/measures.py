"""The view `measures`: what several sources say of one thing, side by side.

Figures of different sources are laid together where source.yaml gives them one measure id, never by guessing. They are
compared in exact decimals, in one unit, by the rules that prose is compared by: `equal`, `qualifier_differs`,
`within_bounds` (what one asserts holds the other), `rounded` (equal at the coarser resolution), `differ` (bounds that
leave nothing to both, too), and `not_comparable`, whose `reason` is `value` (one states none that could be read),
`unit` (another or an unknown one), `percent_of` or `counted` (what source.yaml says is not the same), `column` (a row
has several figures, and no column of the one has the name of the other's) or `size` (too large to be converted).
It says nothing about which of them is true.
"""

from __future__ import annotations

from textwrap import wrap

from pipeline.conversion import comparable_units
from pipeline.database import literal

COMMENT = (
    "Two figures of different sources for one declared measure, side by side, and how they relate as numbers. "
    "Consistency between documents; it says nothing about whether a claim is true."
)
_VIEW = """\
WITH units (unit, base, factor) AS (
  VALUES
{units}
), numbers AS (
  SELECT f.*, s.publisher, s.status AS source_status,
         CASE WHEN f.unit IS NOT NULL THEN f.dimension
              WHEN f.dimension IS NULL AND NOT list_has_any(coalesce(f.flags, []), {unsure}) THEN 'count' END AS kind,
         f.status IN ('read', 'range', 'corrected') AS stated,
         list(f.field) OVER (PARTITION BY f.measure, f.source_id) AS fields,
         coalesce(u.base, f.unit, '1') AS base,
         TRY(f.value * coalesce(u.factor, 1)) AS number,
         TRY(f.lower * coalesce(u.factor, 1)) AS low,
         TRY(f.upper * coalesce(u.factor, 1)) AS high,
         TRY(coalesce(f.resolution, 0) * coalesce(u.factor, 1)) AS written,
         TRY(CASE WHEN f.qualifier = 'approximate' AND f.value <> 0 AND f.value = trunc(f.value)
                  THEN CAST('1' || regexp_extract(CAST(CAST(f.value AS HUGEINT) AS VARCHAR), '0*$') AS DECIMAL(38,9))
                       * coalesce(u.factor, 1) END) AS rounded_to
  FROM figures AS f
  JOIN sources AS s ON s.source_id = f.source_id
  LEFT JOIN units AS u ON u.unit = f.unit
  WHERE f.measure IS NOT NULL
), sides AS (
  SELECT *, greatest(written, coalesce(rounded_to, 0)) AS step,
         CASE WHEN low IS NULL AND high IS NULL THEN number ELSE low END AS least,
         CASE WHEN low IS NULL AND high IS NULL THEN number ELSE high END AS most,
         low IS NOT NULL OR high IS NOT NULL AS bounded
  FROM numbers
), pairs AS (
  SELECT a.measure,
         CASE
           WHEN NOT a.stated OR NOT b.stated THEN 'value'
           WHEN a.kind IS NULL OR b.kind IS NULL OR a.kind <> b.kind OR a.base <> b.base THEN 'unit'
           WHEN a.kind IN ('fraction', 'percentage_points') AND {a_of} IS DISTINCT FROM {b_of} THEN 'percent_of'
           WHEN lower(trim(a.counted)) <> lower(trim(b.counted)) THEN 'counted'
           WHEN a.field <> b.field AND (len(a.fields) > 1 OR len(b.fields) > 1) THEN 'column'
           WHEN coalesce(a.number, a.low, a.high) IS NULL OR coalesce(b.number, b.low, b.high) IS NULL THEN 'size'
         END AS reason,
         CASE
           WHEN a.number = b.number OR (a.number IS NULL AND b.number IS NULL AND a.low = b.low AND a.high = b.high)
             THEN CASE WHEN a.qualifier = b.qualifier THEN 'equal'
                       WHEN {apart} THEN 'differ' ELSE 'qualifier_differs' END
           WHEN {a_holds_b} OR {b_holds_a} THEN 'within_bounds'
           WHEN NOT a.bounded AND NOT b.bounded AND a.step <> b.step
             AND 2 * abs(a.number - b.number) <= greatest(a.step, b.step) THEN 'rounded'
           ELSE 'differ'
         END AS found,
         {columns}
  FROM sides AS a
  JOIN sides AS b ON b.measure = a.measure AND a.source_id < b.source_id
  WHERE a.field = b.field OR NOT (list_contains(a.fields, b.field) OR list_contains(b.fields, a.field))
)
SELECT measure, CASE WHEN reason IS NULL THEN found ELSE 'not_comparable' END AS comparison, reason,
       {names}
FROM pairs
ORDER BY measure, figure_id, other_figure_id"""
CURRENT = "SELECT * FROM measures WHERE source_status = 'current' AND other_source_status = 'current'"
# Flags of a number whose unit is not known: it is no number of things.
_UNSURE = ("ambiguous_unit", "unknown_rate", "unit_in_header")
_SHOWN = (
    "figure_id", "source_id", "publisher", "source_status", "claimant", "claimed", "printed", "value", "lower", "upper",
    "qualifier", "unit", "counted", "percent_of",
)  # fmt: skip
_HOLDS = (
    "({a}.bounded AND ({a}.low IS NULL OR {b}.most IS NULL OR {b}.most > {a}.low"
    " OR ({b}.most = {a}.low AND {a}.lower_inclusive))"
    " AND ({a}.high IS NULL OR {b}.least IS NULL OR {b}.least < {a}.high"
    " OR ({b}.least = {a}.high AND {a}.upper_inclusive)))"
)


# Two bounds at one value that leave nothing to both: "over 80" and "under 80", "nearly 80" and "at least 80".
_APART = (
    "(({a}.high = {b}.low AND NOT ({a}.upper_inclusive AND {b}.lower_inclusive) AND {a}.number IS NOT NULL)"
    " AND {a}.low IS NULL AND {b}.high IS NULL)"
)


def measures_view() -> str:
    """The SELECT over figures and sources. A row for each two figures; the columns of the second begin with other_."""
    rows = [f"({literal(code)}, {literal(base)}, {factor}::DECIMAL(38,0))" for code, base, factor in comparable_units()]
    columns = [f"a.{name}" for name in _SHOWN] + [f"b.{name} AS other_{name}" for name in _SHOWN]
    names = [*_SHOWN, *(f"other_{name}" for name in _SHOWN)]
    return _VIEW.format(
        units="\n".join(wrap(", ".join(rows), 118, initial_indent="    ", subsequent_indent="    ")),
        columns="\n         ".join(wrap(", ".join(columns), 105)),
        names="\n       ".join(wrap(", ".join(names), 105)),
        unsure=f"[{', '.join(map(literal, _UNSURE))}]",
        a_of="lower(trim(a.percent_of))",
        b_of="lower(trim(b.percent_of))",
        apart=f"({_APART.format(a='a', b='b')} OR {_APART.format(a='b', b='a')})",
        a_holds_b=_HOLDS.format(a="a", b="b"),
        b_holds_a=_HOLDS.format(a="b", b="a"),
    )
