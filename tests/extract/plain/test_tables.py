"""Tables that plain text draws by place, each as the form prints it, and the grid that is read."""

from __future__ import annotations

import textwrap

import pytest

from pipeline.extract import extract_document
from pipeline.table import Table, printed_text

SHARES = [["Fruit", "Tonnes", "Share"], ["Apples", "1,204", "61.5"], ["Red pears", "752", "38.5"]]


def tables(text: str) -> tuple[Table, ...]:
    document = extract_document(text.encode(), "text/plain")
    for table in document.tables:
        assert len({len(row) for row in table.rows}) == 1
        for row in table.rows:
            for cell in row:
                assert printed_text(document.text[cell.start : cell.end]) == cell.text
                assert table.start <= cell.start <= cell.end <= table.end
    return document.tables


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


# name, text, header rows: each prints SHARES
FORMS = [
    ("tabs", "Fruit\tTonnes\tShare\nApples\t1,204\t61.5\nRed pears\t752\t38.5\n", 1),
    ("tabs, indented", "\tFruit\tTonnes\tShare\n\tApples\t1,204\t61.5\n\tRed pears\t752\t38.5\n", 1),
    (
        "aligned",
        """
        Fruit      Tonnes  Share
        Apples      1,204   61.5
        Red pears     752   38.5
        """,
        1,
    ),
    (
        "aligned, with a title and a note directly around",
        """
        Harvest of the year
        Fruit      Tonnes  Share
        Apples      1,204   61.5
        Red pears     752   38.5
        Source: the growers' union
        """,
        1,
    ),
    (
        "aligned, with rulers of one run",
        """
        ------------------------
        Fruit      Tonnes  Share
        ------------------------
        Apples      1,204   61.5
        Red pears     752   38.5
        ------------------------
        """,
        1,
    ),
    (
        "simple, as pandoc writes it",
        """
        Fruit       Tonnes  Share
        ---------  -------  -----
        Apples       1,204   61.5
        Red pears      752   38.5
        """,
        1,
    ),
    (
        "simple, with a ruler below it",
        """
        Fruit       Tonnes  Share
        ---------  -------  -----
        Apples       1,204   61.5
        Red pears      752   38.5
        ---------  -------  -----
        """,
        1,
    ),
    (
        "simple, runs only as wide as the labels (PowerShell)",
        """
        Fruit     Tonnes Share
        -----     ------ -----
        Apples     1,204  61.5
        Red pears    752  38.5
        """,
        1,
    ),
    (
        "single blanks between the runs (SQL*Plus)",
        """
        Fruit      Tonnes Share
        --------- ------- -----
        Apples      1,204  61.5
        Red pears     752  38.5
        """,
        1,
    ),
    (
        "multiline, as pandoc writes it",
        """
        --------------------------
        Fruit       Tonnes   Share
        ---------  -------  ------
        Apples       1,204    61.5

        Red pears      752    38.5
        --------------------------
        """,
        1,
    ),
    (
        "simple, as reStructuredText writes it",
        """
        =========  ======  =====
        Fruit      Tonnes  Share
        =========  ======  =====
        Apples      1,204   61.5

        Red pears     752   38.5
        =========  ======  =====
        """,
        1,
    ),
    (
        "grid",
        """
        +-----------+--------+-------+
        | Fruit     | Tonnes | Share |
        +===========+========+=======+
        | Apples    |  1,204 |  61.5 |
        +-----------+--------+-------+
        | Red pears |    752 |  38.5 |
        +-----------+--------+-------+
        """,
        1,
    ),
    (
        "box without rules between the rows (MySQL)",
        """
        +-----------+--------+-------+
        | Fruit     | Tonnes | Share |
        +-----------+--------+-------+
        | Apples    |  1,204 |  61.5 |
        | Red pears |    752 |  38.5 |
        +-----------+--------+-------+
        2 rows in set (0.00 sec)
        """,
        1,
    ),
    (
        "box with rules that begin with a pipe",
        """
        +-----------+--------+-------+
        | Fruit     | Tonnes | Share |
        |-----------+--------+-------|
        | Apples    |  1,204 |  61.5 |
        | Red pears |    752 |  38.5 |
        +-----------+--------+-------+
        """,
        1,
    ),
    (
        "box drawing",
        """
        ┌───────────┬────────┬───────┐
        │ Fruit     │ Tonnes │ Share │
        ├───────────┼────────┼───────┤
        │ Apples    │  1,204 │  61.5 │
        ├───────────┼────────┼───────┤
        │ Red pears │    752 │  38.5 │
        └───────────┴────────┴───────┘
        """,
        1,
    ),
    (
        "box drawing, heavy header",
        """
        ┏━━━━━━━━━━━┳━━━━━━━━┳━━━━━━━┓
        ┃ Fruit     ┃ Tonnes ┃ Share ┃
        ┡━━━━━━━━━━━╇━━━━━━━━╇━━━━━━━┩
        │ Apples    │  1,204 │  61.5 │
        │ Red pears │    752 │  38.5 │
        └───────────┴────────┴───────┘
        """,
        1,
    ),
    (
        "Org",
        """
        | Fruit     | Tonnes | Share |
        |-----------+--------+-------|
        | Apples    |  1,204 |  61.5 |
        | Red pears |    752 |  38.5 |
        """,
        1,
    ),
    (
        "psql",
        """
           Fruit   | Tonnes | Share
        -----------+--------+-------
         Apples    |  1,204 |  61.5
         Red pears |    752 |  38.5
        (2 rows)
        """,
        1,
    ),
    (
        "pipes in a quotation",
        """
        > | Fruit | Tonnes | Share |
        > |---|---|---|
        > | Apples | 1,204 | 61.5 |
        > | Red pears | 752 | 38.5 |
        """,
        1,
    ),
    (
        "pipes in a quotation of a quotation, without a delimiter row",
        """
        >> | Fruit | Tonnes | Share |
        > > | Apples | 1,204 | 61.5 |
        >> | Red pears | 752 | 38.5 |
        """,
        1,
    ),
    (
        "grid in a quotation",
        """
        > +-----------+--------+-------+
        > | Fruit     | Tonnes | Share |
        > +===========+========+=======+
        > | Apples    |  1,204 |  61.5 |
        > | Red pears |    752 |  38.5 |
        > +-----------+--------+-------+
        """,
        1,
    ),
]


@pytest.mark.parametrize(("text", "headers"), [case[1:] for case in FORMS], ids=[case[0] for case in FORMS])
def test_forms(text: str, headers: int) -> None:
    (table,) = tables(f"Before it.\n\n{textwrap.dedent(text)}\nAfter it.\n")
    assert (table.skipped, table.header_rows, grid(table)) == (None, headers, SHARES)


GRIDS = [
    (
        "a wrapped header is several header rows",
        """
        Fruit       Tonnes  Share in
                             per cent
        ---------  -------  ---------
        Apples       1,204       61.5
        """,
        (2, [["Fruit", "Tonnes", "Share in"], ["", "", "per cent"], ["Apples", "1,204", "61.5"]]),
    ),
    (
        "empty cells where columns are aligned",
        """
        Fruit      Tonnes  Share
        Core
          Apples    1,204   61.5
          Pears             38.5
        """,
        (1, [["Fruit", "Tonnes", "Share"], ["Core", "", ""], ["Apples", "1,204", "61.5"], ["Pears", "", "38.5"]]),
    ),
    (
        "a last row with a label only",
        """
        Fruit      Tonnes  Share
        Apples      1,204   61.5
        Pears         752   38.5
        Plums
        Stones are not counted
        """,
        (1, [["Fruit", "Tonnes", "Share"], ["Apples", "1,204", "61.5"], ["Pears", "752", "38.5"], ["Plums", "", ""]]),
    ),
    (
        "an empty cell in a box without rules between the rows",
        """
        +--------+--------+-------+
        | Fruit  | Tonnes | Share |
        +--------+--------+-------+
        | Apples |  1,204 |  61.5 |
        | Pears  |        |  38.5 |
        | Plums  |      3 |       |
        +--------+--------+-------+
        """,
        (1, [["Fruit", "Tonnes", "Share"], ["Apples", "1,204", "61.5"], ["Pears", "", "38.5"], ["Plums", "3", ""]]),
    ),
    (
        "signs of money that stand apart",
        """
                          2023        2024
        Revenue      $   1,204   $     980
        Cost              (300)       (280)
        Net          $     904   $     700
        """,
        (
            1,
            [
                ["", "2023", "2024"],
                ["Revenue", "$ 1,204", "$ 980"],
                ["Cost", "(300)", "(280)"],
                ["Net", "$ 904", "$ 700"],
            ],
        ),
    ),
    (
        "signs of money below a label of their own",
        """
        Item    Currency   Price
        Lime    $             12
        Oak     $              9
        Elm     €              7
        """,
        (1, [["Item", "Currency", "Price"], ["Lime", "$", "12"], ["Oak", "$", "9"], ["Elm", "€", "7"]]),
    ),
    (
        "empty cells between tabs",
        "Fruit\tTonnes\tShare\nApples\t\t61.5\nPears\t752\t\n",
        (1, [["Fruit", "Tonnes", "Share"], ["Apples", "", "61.5"], ["Pears", "752", ""]]),
    ),
    (
        "an empty corner before a tab",
        "\t2019\t2020\nApples\t1\t2\nPears\t3\t4\n",
        (1, [["", "2019", "2020"], ["Apples", "1", "2"], ["Pears", "3", "4"]]),
    ),
    (
        "a headerless table between two rulers",
        """
        =======  ====
        Apples   12
        Pears    7
        =======  ====
        """,
        (0, [["Apples", "12"], ["Pears", "7"]]),
    ),
    (
        "the last column goes on below",
        """
        =====  =========
        Fruit  Remark
        =====  =========
        Apple  kept until
               the spring
        Pear   sold
        =====  =========
        """,
        (1, [["Fruit", "Remark"], ["Apple", "kept until the spring"], ["Pear", "sold"]]),
    ),
    (
        "an underline spans columns of the header",
        """
        =====  =====  =====
          Stock       Price
        ------------  -----
        Old    New
        =====  =====  =====
        1      2      3
        =====  =====  =====
        """,
        (2, [["Stock", "Stock", "Price"], ["Old", "New", ""], ["1", "2", "3"]]),
    ),
    (
        "columns of a box joined",
        """
        +-------+---+---+
        | Fruit | Year  |
        +-------+---+---+
        | Apple | 1 | 2 |
        +-------+---+---+
        """,
        (1, [["Fruit", "Year", "Year"], ["Apple", "1", "2"]]),
    ),
    (
        "rows of a box joined",
        """
        +-------+-------+
        | Fruit | Year  |
        +=======+=======+
        | Apple | 2019  |
        |       +-------+
        |       | 2020  |
        +-------+-------+
        """,
        (1, [["Fruit", "Year"], ["Apple", "2019"], ["Apple", "2020"]]),
    ),
    (
        "wide characters move the borders of a box",
        """
        +------+-----+
        | 果物 | t   |
        +------+-----+
        | 梨   | 752 |
        | 桃   | 12  |
        +------+-----+
        """,
        (1, [["果物", "t"], ["梨", "752"], ["桃", "12"]]),
    ),
    (
        "a pipe within a cell of a grid",
        """
        +-------+-------+
        | Sign  | Means |
        +=======+=======+
        | a | b | or    |
        +-------+-------+
        """,
        (1, [["Sign", "Means"], ["a | b", "or"]]),
    ),
    (
        "pipes with a delimiter row below each row of labels",
        """
        | | Stock | |
        |---|---|---|
        | Fruit | Old | New |
        |---|---|---|
        | Apples | 1 | 2 |
        """,
        (2, [["", "Stock", ""], ["Fruit", "Old", "New"], ["Apples", "1", "2"]]),
    ),
    (
        "words only, named as a table",
        """
        Table 3: Who lives where

        Name   City    Country
        Ann    Oslo    Norway
        Piet   Gouda   Netherlands
        """,
        (1, [["Name", "City", "Country"], ["Ann", "Oslo", "Norway"], ["Piet", "Gouda", "Netherlands"]]),
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in GRIDS], ids=[case[0] for case in GRIDS])
def test_grids(text: str, expected: tuple[int, list[list[str]]]) -> None:
    (table,) = tables(textwrap.dedent(text))
    assert (table.skipped, (table.header_rows, grid(table))) == (None, expected)


def test_joined_positions_are_spanned_cells() -> None:
    (table,) = tables("+---+---+\n| a     |\n+===+===+\n| 1 | 2 |\n+---+---+\n")
    assert [cell.role for cell in table.rows[0]] == ["header", "spanned"]
    assert {(cell.start, cell.end) for cell in table.rows[0]} == {(12, 13)}


# What cannot be read with certainty is listed, with the reason.
SKIPPED = [
    (
        "a cell of a grid on two lines",
        """
        +--------------+---------+
        | Fruit        | Remark  |
        +==============+=========+
        | Apples and   | cooled  |
        | pears        | at once |
        +--------------+---------+
        | Plums        | dried   |
        +--------------+---------+
        """,
        "a cell of it is printed on several lines, with other cells between them",
    ),
    (
        "rows or wrapped cells",
        """
        +---------------+------------+
        | Fruit         | Remark     |
        +---------------+------------+
        | Apples picked | cooled     |
        | unripe        | thereafter |
        +---------------+------------+
        """,
        "a cell of it is printed on several lines, with other cells between them",
    ),
    (
        "the second line of a label below its numbers",
        """
        Fruit               2023   2024
        Apples, pears and    120    130
          quinces
        Plums                 55     60
        """,
        "a cell of it is printed on several lines, with other cells between them",
    ),
    (
        "a wrapped label among aligned columns",
        """
        Fruit          Tonnes  Share
        Apples          1,204   61.5
        Pears of all
        kinds             752   38.5
        """,
        "a cell of it is printed on several lines, with other cells between them",
    ),
    (
        "fields of tabs that disagree",
        "Fruit\tTonnes\tShare\nApples\t1,204\t61.5\nPears\t752\nPlums\t3\t4\n",
        "its rows disagree in their number of cells",
    ),
]


@pytest.mark.parametrize(("text", "reason"), [case[1:] for case in SKIPPED], ids=[case[0] for case in SKIPPED])
def test_what_cannot_be_read_is_listed(text: str, reason: str) -> None:
    (table,) = tables(textwrap.dedent(text))
    assert table.skipped == reason


CAPTIONS = [
    ("Table: Fruit of the year\n", "Fruit of the year"),
    (": Fruit of the year\n", "Fruit of the year"),
    ("Fruit of the year\n", "Above"),
    ("Table: Of the next\n\nA  B\n-- --\n1  2\n", "Above"),
]


@pytest.mark.parametrize(("below", "caption"), CAPTIONS)
def test_pandoc_writes_the_caption_below(below: str, caption: str) -> None:
    found = tables(f"Above\n\nA   B\n--  --\n1   2\n\n{below}\nEnd.\n")
    assert found[0].caption == caption


def test_extractors_write_the_caption_as_a_first_row() -> None:
    text = "| Fruit of the year |  |  |\n|---|---|---|\n| Fruit | Old | New |\n|---|---|---|\n| Apples | 1 | 2 |\n"
    (table,) = tables(text)
    assert (table.caption, table.header_rows) == ("Fruit of the year", 1)
    assert grid(table) == [["Fruit", "Old", "New"], ["Apples", "1", "2"]]


def test_a_caption_as_a_first_row_without_marked_labels() -> None:
    (table,) = tables("| Fruit of the year |  | \n|---|---|\n| Fruit | Tonnes | \n| Apples | 1 | \n| Pears | 2 | \n")
    assert (table.caption, table.header_rows) == ("Fruit of the year", 1)
    assert grid(table) == [["Fruit", "Tonnes"], ["Apples", "1"], ["Pears", "2"]]
    (table,) = tables("| Name |  |\n|---|---|\n| Apples | 1 |\n| Pears | 2 |\n")
    assert (table.caption, table.header) == ("", ("Name", ""))
