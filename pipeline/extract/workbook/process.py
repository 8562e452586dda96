"""The values of a workbook, read by calamine in a process of its own with little memory and little time.

A few bytes can ask a reader of workbooks for the memory of 17 billion cells, and what is written in Rust ends its whole
process then. So nothing of an untrusted workbook is opened in the process of the build, and whatever ends the reader is
one document that could not be read.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, cast

from pipeline.errors import ExtractError
from pipeline.extract.size import MOST_FILE_CELLS, too_large_file
from pipeline.layout import CODE
from pipeline.media import XLSX

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

    from pipeline.extract.workbook.marks import Marks
    from pipeline.extract.workbook.package import Package

MOST_MEMORY = 448 * 1024 * 1024  # bytes of address space
MOST_SECONDS = 9
REFUSED = 3  # the exit code with a message of our own


def read_sheets(data: bytes, media_type: str, where: str) -> dict[str, Any]:
    """{"sheets": [...]} as `values` makes it; ExtractError if the workbook cannot be read within the limits."""
    # -P, or Python would import modules from the folder it is called in.
    command = [sys.executable, "-P", "-m", "pipeline.extract.workbook.process", media_type, where]
    paths = os.pathsep.join([str(CODE.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths}
    try:
        done = subprocess.run(  # noqa: S603 our own module
            command, input=data, env=environment, capture_output=True, timeout=MOST_SECONDS + 1, check=False
        )
    except subprocess.TimeoutExpired:
        raise _beyond(where, f"no end after {MOST_SECONDS} seconds") from None
    if done.returncode == 0:
        return cast("dict[str, Any]", json.loads(done.stdout))
    if done.returncode == REFUSED:
        raise ExtractError(done.stderr.decode("utf-8", "replace"))
    said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["without a word"]
    why = next((line for line in said if "memory" in line), said[-1])
    raise _beyond(where, f"an early end of its reader (code {done.returncode}; {why[:200]})")


def _beyond(where: str, found: str) -> ExtractError:
    return ExtractError(
        f"{where}: found {found}; expected a workbook that is read within {MOST_MEMORY // 2**20} MB and {MOST_SECONDS} "
        "seconds: a cell far away from the others, or a damaged file, can ask for more; open it in a spreadsheet "
        "program, copy the tables that are cited into a new workbook, and capture that"
    )


def values(data: bytes, media_type: str, where: str) -> dict[str, Any]:
    """The sheets as plain values: name, skipped (why, or null), rows of texts, where they begin, merged ranges.

    Called in the process that is limited. ExtractError says what is wrong with a workbook.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    package, formats = _package(data, where) if media_type == XLSX else (None, [])
    marks = _marks(package, formats, where)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_sheet(workbook, number, marks, where) for number in range(len(workbook.sheet_names))]
    except CalamineError as error:
        raise ExtractError(
            f"{where}: found no workbook that can be read ({error}); expected a whole one, without a password: get it "
            "again, or open it in a spreadsheet program and save it anew"
        ) from None
    size = sum(len(sheet["rows"]) * len(sheet["rows"][0]) for sheet in sheets if sheet["rows"])
    if size > MOST_FILE_CELLS:
        raise too_large_file(where, f"{size:,} cells in {len(sheets)} sheets")
    return {"sheets": sheets, "formats": package is not None}


def _package(data: bytes, where: str) -> tuple[Package, list[str]]:
    from pipeline.extract.workbook.marks import number_formats
    from pipeline.extract.workbook.package import Package

    package = Package(data, where)
    return package, number_formats(package)


def _marks(package: Package | None, formats: list[str], where: str) -> dict[str, Marks]:
    """The marks of each sheet of an .xlsx; ExtractError before the reader of values makes room for too many cells."""
    if package is None:
        return {}
    from pipeline.extract.workbook.marks import column_name, read_marks, sheet_parts
    from pipeline.extract.workbook.strings import raised_strings

    found, raised = {}, raised_strings(package)
    for name, part in sheet_parts(package).items():
        if "/worksheets/" in part and part.lower() in package.names:
            marks = found[name] = read_marks(package, part, formats, raised)
            if marks.size > MOST_FILE_CELLS:
                last = f"{column_name(marks.last[1])}{marks.last[0] + 1}"
                raise too_large_file(where, f"{marks.size:,} cells in the sheet {name!r}, whose last one is {last}")
    return found


def _sheet(workbook: CalamineWorkbook, number: int, marks: dict[str, Marks], where: str) -> dict[str, Any]:
    from pipeline.extract.workbook.marks import Marks
    from pipeline.extract.workbook.texts import texts_of

    about = workbook.sheets_metadata[number]
    kind, shown = str(about.typ).rpartition(".")[2], str(about.visible).rpartition(".")[2]
    result: dict[str, Any] = {"name": about.name, "skipped": None, "rows": [], "start": [0, 0], "merged": []}
    if kind != "WorkSheet":
        return result | {"skipped": f"it is no sheet of cells ({kind})"}
    sheet = workbook.get_sheet_by_index(number)
    if sheet.start is None:
        return result | {"skipped": "it is empty"}
    if sheet.height * sheet.width > MOST_FILE_CELLS:
        raise too_large_file(where, f"{sheet.height * sheet.width:,} cells in the sheet {about.name!r}")
    mark = marks.get(about.name, Marks())
    texts, doubts, rounded = texts_of(sheet.to_python(), sheet.start, mark)
    return result | {
        "rows": texts,
        "start": list(sheet.start),
        "merged": [[*first, *last] for first, last in sheet.merged_cell_ranges or ()],
        "hidden": None if shown == "Visible" else "the sheet is hidden in the workbook",
        "hidden_rows": mark.hidden_rows,
        "hidden_columns": mark.hidden_columns,
        "without_value": [list(place) for place in mark.without_value],
        "doubts": doubts,
        "rounded": rounded,
    }


def _main() -> int:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    try:
        found = values(sys.stdin.buffer.read(), *sys.argv[1:])
    except ExtractError as error:
        sys.stderr.write(error.message)
        return REFUSED
    except MemoryError:
        sys.stderr.write(_beyond(sys.argv[2], "a need for more memory").message)
        return REFUSED
    sys.stdout.write(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(_main())
