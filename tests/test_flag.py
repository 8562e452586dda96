"""Every flag has a meaning, which the glossary tells, and no meaning is without a flag."""

from __future__ import annotations

from pipeline.flag import FLAGS
from pipeline.layout import CODE
from pipeline.normalise import find_quantities, parse_quantity
from tests.normalise.grammar.case_files import NEWS, STRINGS, lines, unmarked


def test_the_glossary_tells_every_flag() -> None:
    glossary = (CODE.parent / "GLOSSARY.md").read_text("utf-8").partition("| flag | says |\n|---|---|\n")[2]
    assert glossary == "".join(f"| {flag} | {meaning} |\n" for flag, meaning in FLAGS.items())


def test_every_flag_is_one_that_is_set() -> None:
    code = "".join(path.read_text("utf-8") for path in sorted((CODE / "normalise").rglob("*.py")))
    assert [
        flag for flag in FLAGS if f'"{flag}"' not in code and f'"{flag.rpartition("_")[0]}_{{where}}"' not in code
    ] == []


def test_the_flags_of_readings_have_a_meaning() -> None:
    cells = [parse_quantity(text, locale=locale) for name in STRINGS for locale, text, _ in lines(name)]
    prose = [find_quantities(unmarked(text)[0], locale=locale) for name in NEWS for locale, text in lines(name)]
    quantities = [cell for cell in cells if cell is not None] + [one.quantity for found in prose for one in found]
    assert {flag for quantity in quantities for flag in quantity.flags} <= set(FLAGS)
