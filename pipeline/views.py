"""The views that a release offers in SQL besides its tables, as (name, SELECT, comment)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.contract import SYSTEM
from pipeline.database import identifier
from pipeline.measures import COMMENT, CURRENT, measures_view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.contract import Contract

PROVENANCE = """\
SELECT f.figure_id, f.printed, f.value, f.lower, f.upper, f.qualifier, f.unit, f.status, f.rule,
       f.claimant, f.claimed, f.row_label, f.column_label,
       c.grid_row, c.grid_column, f.char_start, f.char_end, c.original_start, c.original_end,
       t.table_id, t.caption, t.heading, t.resource,
       s.source_id, s.title AS source_title, s.publisher, s.url, s.published, s.text_kind, s.text_path, s.sha256
FROM figures AS f
JOIN cells AS c ON c.table_id = f.table_id AND c."row" = f."row" AND c.field = f.field
JOIN tables AS t ON t.table_id = f.table_id
JOIN sources AS s ON s.source_id = f.source_id"""


def release_views(contracts: Iterable[Contract]) -> list[tuple[str, str, str]]:
    """`provenance`, `measures`, and `current_<table>` for these, figures and every article table."""
    views = [("provenance", PROVENANCE, "Each figure with its cell, its table and its source in one row.")]
    views.append(("measures", measures_view(), COMMENT))
    views.append(("current_measures", CURRENT, f"Of current sources only. {COMMENT}"))
    for contract in contracts:
        if contract.name in SYSTEM and contract.name != "figures":
            continue
        select = (
            f"SELECT t.* FROM {identifier(contract.name)} AS t "  # noqa: S608 the name is quoted
            "JOIN sources AS s ON s.source_id = t.source_id WHERE s.status = 'current'"
        )
        views.append((f"current_{contract.name}", select, f"{contract.title}: rows of current sources only."))
    return views
