"""A row is found again where it stands, whatever stands before it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import StructureFault
from pipeline.rows.gate.dialect import Dialect
from pipeline.rows.gate.find import Place, find_rows

CELL = st.text(st.sampled_from('ab,"\n '), max_size=4)


def find(*texts: str, dialect: Dialect | None = None, width: int = 2, **wanted: list[int]) -> list[Place]:
    reads = [io.BytesIO(text.encode()).read for text in texts]
    return list(find_rows(reads, dialect or Dialect(), width, **wanted))


@given(st.lists(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6), min_size=1, max_size=3), st.data())
def test_every_row_is_where_its_text_is(parts: list[list[tuple[str, str]]], data: st.DataObject) -> None:
    texts = []
    for rows in parts:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([("x", "y"), *rows])
        texts.append(out.getvalue())
    flat = [(file, row) for file, rows in enumerate(parts) for row in rows]
    number = data.draw(st.integers(1, len(flat)))
    for wanted in ({"rows": [number]}, {"numbers": [number + 1]}):
        (place,) = find(*texts, **wanted)
        file, row = flat[number - 1]
        assert (place.row, place.number, place.file, tuple(place.cells)) == (number, number + 1, file, row)
        assert "".join(texts[file].splitlines(keepends=True)[place.line - 1 :]).startswith(place.text)
        assert next(csv.reader([place.text], strict=True) if "\n" not in place.text else iter([list(row)])) == list(row)


def test_comments_and_blank_rows_are_no_rows_of_data() -> None:
    dialect = Dialect(comment_char="#", skip_blank=True)
    text = "x,y\n# a comment\n1,2\n\n3,4\n"
    assert [(place.row, place.line) for place in find(text, dialect=dialect, rows=[1, 2])] == [(1, 3), (2, 5)]


def test_rows_that_are_not_there_are_not_found() -> None:
    assert find("x,y\n1,2\n", rows=[2, 9]) == []


def test_a_fault_ends_the_search_behind_it_and_not_before() -> None:
    text = "x,y\n" + "1,2\n" * 300_000 + '1,"2\n'
    assert [place.line for place in find(text, rows=[5])] == [6]
    with pytest.raises(StructureFault):
        find(text, rows=[300_001])
