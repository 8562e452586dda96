"""Places of cells that are found by the form of the source are those that the parser tells, wherever they are used."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.document import line_starts
from pipeline.extract.html.cells import CELLS
from pipeline.extract.html.places import Written, exact_extents, regular_extents
from pipeline.extract.html.tree import parse_html, tables_in_order

WORDS = ["", "5", " a b ", "<b>z</b>", "<a href='>'>k</a>", "m<sup>2</sup>", "p<br>q", "<p>r", "<!-- </td><td> -->"]
ODD = [
    "<td>",
    "</td>",
    "</th>",
    "</tr>",
    "<tr>",
    "<svg><td>x",
    "<script></td></script>",
    "<template><td>1</td></template>",
]
ATTRIBUTES = ["", " class='a'", " title='</td>'", ' title="<td>"', " title=</td>", " x='>'"]
CELL = st.builds(
    "<{0}{1}>{2}{3}{4}".format,
    st.sampled_from(["td", "td", "th", "TD"]),
    st.sampled_from(ATTRIBUTES),
    st.sampled_from([*WORDS * 3, *ODD]),
    st.sampled_from(["</td>", "</td>", "</td>", "</th>", "", "</TD>"]),
    st.sampled_from(["", "\n", " "]),
)
ROW = st.builds(
    "{}{}{}".format, st.sampled_from(["<tr>", "<tr class=x>", "<tbody><tr>"]), CELL, st.sampled_from(["</tr>", ""])
)
ROWS = st.lists(ROW | CELL, min_size=1, max_size=8).map("".join)


@settings(max_examples=600)
@given(ROWS, st.sampled_from(["</table>", "", "</table><p></td></p>"]))
@example("<tr><td>1<td>2</td><!--</td><td>--></tr>", "</table>")
@example("<tr><th>1</td><td>2</td></tr>", "</table>")
@example("<tr><td>1</td></td><td>2</td></tr>", "</table>")
@example("<tr><td title='</td>'>1", "</table>")
@example("<tr><td></tr></td></tr><td></td>", "</table>")
@example("<tr><td></tr><tr><TD><!-- </td><td> --></td></tr>", "</table>")
def test_regular_places_are_exact(rows: str, end: str) -> None:
    text = f"<p>.\n<table>{rows}{end}"
    root = parse_html(text)
    assert root is not None
    table = next(iter(tables_in_order(root)))
    line, column = table.position or (0, 0)
    tags = [cell.tag for cell in table.iter_elements(CELLS)]
    found = regular_extents(text, Written(line_starts(text)[line - 1] + column, len(text), len(tags), tags))
    exact = [extent for cells in exact_extents(text)[0].values() for extent in cells.values()]
    assert found is None or list(zip(*found, strict=True)) == exact


def test_a_regular_table_is_found_by_its_form() -> None:
    head, body = "<tr><th>a</th> <th>b</th></tr>", "<tr><td>1</td>\n<td><b>2</b></td></tr>"
    text = f"<table><thead>{head}</thead>\n<tbody>{body}</tbody></table>"
    found = regular_extents(text, Written(0, len(text), 4, ["th", "th", "td", "td"]))
    assert found is not None
    printed = [text[start:end] for start, end in zip(*found, strict=True)]
    assert printed == ["<th>a</th>", "<th>b</th>", "<td>1</td>", "<td><b>2</b></td>"]
