"""What has gaps, strokes, pipes or tabs in plain text and is no table."""

from __future__ import annotations

import textwrap

import pytest

from pipeline.extract import extract_document

NO_TABLES = [
    ("prose with pipes", "Choose a | b.\nOr c | d, as you like.\nBoth | are fine.\n"),
    ("shell commands", "cat a.txt | sort | uniq\ncat b.txt | sort | uniq\ncat c.txt | sort | uniq\n"),
    ("a lone row of pipes", "| a | b |\n"),
    ("formulas between bars", "|x| + |y| >= |x + y|\n|a| = |b|\n"),
    (
        "typewriter blanks after sentences",
        """
        The harvest was good.  In the south it rained.
        Nobody had expected it.  The north was dry, though.
        Prices fell by 3 %.  They rose again in the autumn.
        """,
    ),
    (
        "justified prose",
        """
        The  harvest  was good this year and  everybody said so.
        In the  south it rained  for 12 days,  while the  north
        had  no rain  at all until  the 3rd  week  of September.
        """,
    ),
    (
        "two columns of prose",
        """
        The harvest was good this      Prices fell by 3 percent in
        year. In the south it rained   the first half of the year
        for twelve days, while the     and rose again in autumn,
        north had none until late      when 200 tonnes were sold
        in the month of September.     abroad, it was reported.
        """,
    ),
    (
        "an address beside a date",
        """
        Ann Smith                          12 May 2024
        4 Mill Lane
        Oldtown OX1 2AB                    Ref: 77/4
        """,
    ),
    (
        "addresses side by side",
        """
        Ann Smith              Bob Jones
        4 Mill Lane            77 High Street
        Oldtown OX1 2AB        Newtown NE3 4CD
        01865 123456           0191 654321
        """,
    ),
    (
        "a block of signatures",
        """
        ____________________          ____________________
        Ann Smith                     Bob Jones
        Chair                         Treasurer
        """,
    ),
    (
        "a poem with indented lines",
        """
        The wind was cold,        the night was long,
            and 3 of us           had lost the song
        that once was ours;       we went along.
        """,
    ),
    (
        "contents with dot leaders",
        """
        1. Introduction ............  1
        2. Methods .................  5
        3. Results .................  12
        """,
    ),
    ("contents with dot leaders and tabs", "Introduction ......\t1\nMethods .....\t5\nResults ....\t12\n"),
    (
        "contents without leaders",
        """
        Introduction        1
        Methods             5
        Results            12
        """,
    ),
    (
        "keys and values",
        """
        Name:     Ann Smith
        Age:      44
        Height:   180
        Weight:   71
        """,
    ),
    ("keys and values with tabs", "Name:\tAnn Smith\nAge:\t44\nHeight:\t180\n"),
    (
        "keys and values with colons aside",
        """
        Name    : Ann Smith
        Age     : 44
        Height  : 180
        """,
    ),
    (
        "head of a letter by mail",
        """
        From:     Ann Smith <ann@example.org>
        To:       Bob Jones <bob@example.org>
        Date:     12 May 2024
        Subject:  Harvest
        """,
    ),
    (
        "assignments",
        """
        width   = 12
        height  = 44
        depth   = 7
        """,
    ),
    (
        "source code with remarks",
        """
        int width;      // in metres
        int height;     // in metres
        int depth = 4;  // never changes
        """,
    ),
    ("source code with tabs", "\tint\twidth;\n\tint\theight;\n\tlong\tdepth;\n"),
    ("a makefile", "all: a b\n\techo done\na:\n\ttouch a\nb:\n\ttouch b\n"),
    (
        "assembler",
        """
        start:  mov   eax, 1
                add   ebx, 2
                jmp   start
        """,
    ),
    (
        "a log",
        """
        2024-05-12 10:00:01  INFO   started with 3 workers
        2024-05-12 10:00:02  WARN   disk is 91 % full
        2024-05-12 10:00:07  INFO   stopped
        """,
    ),
    ("a log with tabs", "10:00:01\tINFO\tstarted\n10:00:02\tWARN\tdisk is full\n10:00:07\tINFO\tstopped\n"),
    (
        "a list of options",
        """
        -v, --verbose     say more
        -q, --quiet       say less
        -n, --number N    stop after N lines
        """,
    ),
    ("a numbered list with tabs", "1.\tApples\n2.\tPears\n3.\tPlums\n"),
    ("a bulleted list with tabs", "•\tApples\n•\tPears\n•\tPlums\n"),
    (
        "a numbered list with wide gaps",
        """
        1.   Apples are picked in 3 weeks
        2.   Pears are picked in 4 weeks
        3.   Plums are dried
        """,
    ),
    (
        "names in columns",
        """
        Adams     Baker     Clark
        Davis     Evans     Frank
        Ghosh     Hill      Irwin
        """,
    ),
    (
        "ingredients",
        """
        200 g     flour
        3         eggs
        1 pinch   salt
        """,
    ),
    (
        "scores without a label",
        """
        United    3    1
        Rovers    2    2
        Albion    0    4
        """,
    ),
    (
        "a listing whose columns are one blank apart",
        """
          PID TTY          TIME CMD
         1234 pts/0    00:00:00 bash
         5678 pts/0    00:00:01 vim
         9999 pts/1    00:00:00 ps
        """,
    ),
    (
        "a title with an underline",
        """
        Harvest  of  the  year
        ======================
        It was good.  Very good.
        """,
    ),
    ("a line between paragraphs", "The harvest was good.\n\n----- -----\n\nPrices fell.\n"),
    ("stars and strokes", "- - - - -\nThe harvest was good.\n- - - - -\n"),
    ("a change of speaker", "--- Ann ---\nIt was good.\n--- Bob ---\nIt was not.\n"),
    (
        "a box around words",
        """
        +---------------------+
        | Mind the gap        |
        | between the strokes |
        +---------------------+
        """,
    ),
    (
        "boxes with an arrow",
        """
        +--------+       +--------+
        | field  |       | market |
        |        |------>|        |
        +--------+       +--------+
        """,
    ),
    (
        "arrows between actors",
        """
        |  field  |  mill   |  shop   |
        |---------|-------->|         |
        |         |         |<--------|
        |<--------|---------|         |
        """,
    ),
    (
        "a cat",
        r"""
         /\_/\
        ( o.o )
         > ^ <
        """,
    ),
    (
        "a face in bars",
        r"""
        |\__/|
        |o  o|
        | \/ |
        """,
    ),
    (
        "a tree of folders",
        """
        farm
        ├── fields
        │   ├── north
        │   └── south
        └── barn
        """,
    ),
    (
        "a chart of bars",
        """
        2019 |#####
        2020 |########
        2021 |###
        """,
    ),
    (
        "a guitar part",
        """
        |--0---2---3--|--5---3--|
        |--1---3---0--|--5---3--|
        |--0---2---0--|--5---3--|
        """,
    ),
    ("quoted prose", "> The harvest was good,\n> and prices fell.\n>> It was not!\n"),
    ("more than so many", "> 5 tonnes in the north\n> 7 tonnes in the south\n"),
    ("rows of two quotations", "> | a | b |\n>> | 1 | 2 |\n"),
    ("two words with a tab", "Apples\tred\nPears\tgreen\n"),
    ("prose with tabs", "The harvest\twas good.\nIn the south it\trained a\tlot.\nNot in\tthe north.\n"),
    ("rows in the markup of a wiki", '{| class="wide"\n|-\n! Fruit\n! Tonnes\n|-\n| Apples\n| 12\n|}\n'),
    (
        "timetable of a day",
        """
        9:00     Welcome
        10:30    Coffee
        12:00    Lunch
        """,
    ),
    (
        "questions and answers",
        """
        Q.  Was the harvest good?
        A.  It was, in 2 of 3 fields.
        Q.  And the prices?
        A.  They fell by 3 %.
        """,
    ),
    (
        "a dialogue",
        """
        ANN      The harvest was good this year.
        BOB      I doubt it.
        ANN      Look at the barn, then.
        """,
    ),
    (
        "a glossary",
        """
        Barn      where the harvest is kept
        Mill      where it is ground
        Shop      where it is sold
        """,
    ),
    (
        "aligned equations",
        """
        x + y   = 12
        x - y   = 2
        2x      = 14
        """,
    ),
    (
        "fields of an identity card, without colons",
        """
        Ann Smith          Chair
        Bob Jones          Treasurer
        Cleo Brown         Secretary
        """,
    ),
    (
        "a difference of two files",
        """
        --- a/harvest.txt
        +++ b/harvest.txt
        -Apples   12
        +Apples   13
        """,
    ),
    ("values between commas", "Fruit, Tonnes, Share\nApples, 12, 61.5\nPears, 7, 38.5\n"),
    (
        "JSON",
        """
        {
          "apples":  12,
          "pears":   7,
          "plums":   3
        }
        """,
    ),
]


@pytest.mark.parametrize("text", [case[1] for case in NO_TABLES], ids=[case[0] for case in NO_TABLES])
@pytest.mark.parametrize("around", ["{}", "Before it.\n\n{}\n\nAfter it.\n", "Before it:\n{}"])
def test_no_tables(text: str, around: str) -> None:
    document = extract_document(around.format(textwrap.dedent(text).strip("\n")).encode(), "text/plain")
    found = [table for table in document.tables if table.skipped is None]
    assert [[cell.text for cell in row] for table in found for row in table.rows] == []
