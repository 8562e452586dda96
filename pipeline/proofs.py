"""What a release proves of itself: every file has its hash, every span and value its cell, every cell its row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pipeline.contract import SYSTEM
from pipeline.files import files_below, sha256_of
from pipeline.issue import Issue
from pipeline.manifest import PART, listed_files
from pipeline.prose_proofs import check_prose
from pipeline.table import prints

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.contents import Contents, Record
    from pipeline.layout import Layout

# Neither git nor DVC keeps the files of a table of rows.
AGAIN = "run `dvc repro --force` or `tabletrace build`, which write it again from raw/"
# Folders of derived/ that are no part of a release.
OWN = ("stages", "site")
# Columns of article tables whose text is not what one cell prints.
NOT_PRINTED = ("source_id", "table_id", "row", "claimant", "claimed")


def check_files(layout: Layout, descriptor: Mapping[str, Any]) -> list[Issue]:
    """An issue for each file that is missing, changed, or not listed."""
    listed, issues = listed_files(descriptor), []
    for path, (digest, _size) in listed.items():
        full = layout.root / path
        if not full.is_file():
            issues.append(
                Issue("file-missing", "no such file", file=path, action=AGAIN if PART.fullmatch(path) else "")
            )
        elif sha256_of(full)[0] != digest:
            found, expected = f"sha256 {sha256_of(full)[0]}", f"sha256 {digest}"
            issues.append(Issue("file-changed", found, file=path, expected=expected))
    known = {*listed, layout.relative(layout.report)}
    for full in _released(layout):
        name = layout.relative(full)
        issues += [] if name in known else [Issue("file-extra", "a file that is not listed", file=name)]
    return issues


def _released(layout: Layout) -> Iterator[Path]:
    """Every file below derived/ but those that a build makes for itself: stages/, site/, the database, hidden files."""
    for entry in sorted(layout.derived.iterdir()) if layout.derived.is_dir() else ():
        if entry.name in OWN or entry.name.startswith((".", layout.database.name)):
            continue
        yield from files_below(entry) if entry.is_dir() and not entry.is_symlink() else [entry]


def check_contents(contents: Contents) -> list[Issue]:
    """Every proof on the tables of a release; the issues in the order of the cells."""
    if set(SYSTEM) - set(contents.records):
        return []
    return [
        *_spans(contents),
        *check_prose(contents),
        *_values(contents),
        *_figures(contents),
        *_ledger(contents),
        *_unique(contents),
    ]


def _spans(contents: Contents) -> Iterator[Issue]:
    """Every published cell's text stands at its span."""
    for cell in contents.records["cells"]:
        if cell["status"] == "withheld":
            continue
        start, end = int(cell["char_start"]), int(cell["char_end"])
        there = contents.texts.get(cell["source_id"], "")[start:end]
        if not prints(there, cell["printed"]):
            found = f"{there!r} at {start}-{end}"
            yield _issue("span-wrong", found, cell, expected=f"{cell['printed']!r}, which the cell prints")


def _cells(contents: Contents) -> dict[tuple[str, str, str], Record]:
    """The ledger's data cells by (table_id, row, field)."""
    return {(cell["table_id"], cell["row"], cell["field"]): cell for cell in contents.records["cells"] if cell["row"]}


def _values(contents: Contents) -> Iterator[Issue]:
    """Every value of an article table that is text is what its cell prints; every other has a cell."""
    cells = _cells(contents)
    corrected = {
        (issue["table_id"], issue["row"], issue["field"])
        for issue in contents.records["issues"]
        if issue["code"] == "correction-applied"
    }
    fields = {(cell["table_id"], cell["field"]) for cell in contents.records["cells"] if cell["field"]}
    for contract in contents.articles:
        for record in contents.records.get(contract.name, ()):
            for item in contract.fields:
                key = record["table_id"], record["row"], item.name
                if item.name in NOT_PRINTED or (key[0], item.name) not in fields:
                    continue
                cell = cells.get(key)
                if cell is None:
                    found = f"{record[item.name]!r} without a cell"
                    yield _issue("value-without-cell", found, {**record, "field": item.name})
                elif item.type == "string" and record[item.name] != cell["printed"] and key not in corrected:
                    found = f"{record[item.name]!r}, the cell prints {cell['printed']!r}"
                    yield _issue("value-without-cell", found, cell)


def _figures(contents: Contents) -> Iterator[Issue]:
    """Every figure has its cell, with the same text at the same span."""
    cells = _cells(contents)
    for figure in contents.records["figures"]:
        cell = cells.get((figure["table_id"], figure["row"], figure["field"]))
        same = ("printed", "char_start", "char_end")
        if cell is None or any(cell[name] != figure[name] for name in same):
            yield _issue("value-without-cell", f"the figure {figure['figure_id']}", figure)


def _ledger(contents: Contents) -> Iterator[Issue]:
    """Every position of every table is in the ledger once, and every published data cell has its row.

    `tables.rows` does not count the rows at the end of a table that are notes, so their cells are left out here.
    """
    counts = Counter(cell["table_id"] for cell in contents.records["cells"] if cell["role"] != "note")
    for table in contents.records["tables"]:
        if not table["char_start"]:
            continue  # a table of rows
        size = (int(table["header_rows"]) + int(table["rows"])) * int(table["columns"])
        if counts[table["table_id"]] != size:
            yield _issue("cell-unaccounted", f"{counts[table['table_id']]} cells of {size}", table)
    rows = {
        (record["table_id"], record["row"])
        for item in contents.articles
        for record in contents.records.get(item.name, ())
    }
    for cell in contents.records["cells"]:
        if cell["row"] and cell["status"] == "published" and (cell["table_id"], cell["row"]) not in rows:
            yield _issue("cell-unaccounted", f"{cell['printed']!r} in no row", cell)


def _unique(contents: Contents) -> Iterator[Issue]:
    """Keys and uniqueKeys hold; a key with an empty part is not compared (as SQL has it)."""
    for contract in contents.contracts.values():
        for key in (contract.primary_key, *contract.unique_keys):
            seen: set[tuple[str, ...]] = set()
            for record in contents.records.get(contract.name, ()):
                values = tuple(record[name] for name in key)
                if values in seen and all(values):
                    found = f"{', '.join(key)} = {', '.join(map(repr, values))} a second time in {contract.name}"
                    yield _issue("key-not-unique", found, record)
                seen.add(values)


def _issue(code: str, found: str, record: Record, expected: str = "") -> Issue:
    row, start = record.get("row"), record.get("char_start")
    return Issue(
        code,
        found,
        source_id=record.get("source_id"),
        table_id=record.get("table_id"),
        row=int(row) if row else None,
        field=record.get("field") or None,
        start=int(start) if start else None,
        end=int(record["char_end"]) if start else None,
        expected=expected,
    )
