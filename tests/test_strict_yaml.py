from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.strict_yaml import read_yaml
from tests.builders import TREES, source_keys

SLUG = "a slug (a-z, 0-9, hyphens) that equals the folder's name"
KEYS = "a source.yaml with only the keys that the README lists"
SOUND = source_keys(b"", tables=[TREES])


def found(text: str | bytes) -> list[tuple[int, int, str, str]]:
    """(line, column, found, expected) of each fault that is not about an absent key."""
    faults = read_yaml(text if isinstance(text, bytes) else text.encode(), "source").faults
    return [
        (fault.line, fault.column, fault.found, fault.expected)
        for fault in faults
        if "is a required property" not in fault.found
    ]


def test_a_sound_file_has_its_values_and_the_place_of_each() -> None:
    file = read_yaml(json.dumps(SOUND, indent=1).encode(), "source")
    assert (file.value, file.faults) == (SOUND, ())
    assert file.place(("id",)) == (2, 2)
    assert file.place(("tables", 0, "claim", "nothing")) == file.place(("tables", 0, "claim"))


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("~", None),
        ("null", None),
        ("", None),
        ("Null", "Null"),
        ("true", True),
        ("false", False),
        ("True", "True"),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("007", "007"),
        ("0o14", "0o14"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("1.5", "1.5"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("12345678901234567890123", "12345678901234567890123"),
        ('"12"', "12"),
        ('""', ""),
        ("'~'", "~"),
        ('"2025-12-22"', "2025-12-22"),
        ("2025-12", "2025-12"),
        ("2025-12-22~", "2025-12-22~"),
        ("2025-12-20/2025-12-21", "2025-12-20/2025-12-21"),
        ("[a, 1, no]", ["a", 1, "no"]),
        ("|\n  two\n  lines", "two\nlines\n"),
    ],
)
def test_a_plain_scalar_is_what_yaml_1_2_says(scalar: str, value: object) -> None:
    assert read_yaml(f"title: {scalar}\n".encode(), "source").value["title"] == value


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("id: a\nretrieved: 2026-11-22\n", (2, 12, "the YAML date 2026-11-22", 'text in quotes: "2026-11-22"')),
        (
            "id: a\npublished: 2025-1-2 10:00:00\n",
            (2, 12, "the YAML date 2025-1-2 10:00:00", 'text in quotes: "2025-1-2 10:00:00"'),
        ),
        ("id: a\ntitle: b\nid: a\n", (3, 1, "the key 'id' a second time", "each key once")),
        ("id: a\n? [b]\n: c\n", (2, 3, "a key that is not text", "a text key")),
        (
            "id: !!python/object/apply:os.system [x]\n",
            (1, 5, "the tag tag:yaml.org,2002:python/object/apply:os.system", "plain values"),
        ),
        ("id: !mine x\n", (1, 5, "the tag !mine", "plain values")),
        ("id: &a x\n", (1, 5, "the anchor a", "plain values")),
        ("id: x\ntitle: *a\n", (2, 8, "the anchor a", "plain values")),
        ('title: "\\e[2J"\n', (1, 8, "the character '\\x1b'", "text without control characters")),
        ('title: "\\ud83d\\ude00"\n', (1, 8, "the character '\\ud83d'", "text without control characters")),
        ('title: "\\0"\n', (1, 8, "the character '\\x00'", "text without control characters")),
        (b"id: a\ntitle: \xff\n", (2, 1, "the byte 0xff", "UTF-8")),
        ("- a\n", (1, 1, "no keys", "a mapping of keys to values")),
        ("", (1, 1, "no keys", "a mapping of keys to values")),
        ("id: [a\n", (2, 1, "expected ',' or ']', but got '<stream end>'", "well-formed YAML")),
        ("id: a\n---\nid: b\n", (2, 1, "but found another document", "well-formed YAML")),
        ('title: "\\UFFFFFFFF"\n', (1, 1, "Python int too large to convert to C int", "well-formed YAML")),
    ],
)
def test_what_is_no_plain_data_is_a_fault_with_its_place(text: str | bytes, fault: tuple[int, int, str, str]) -> None:
    assert fault in found(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("id: a\nlicense: MIT\n", (2, 1, "the unknown key 'license' in the file", KEYS)),
        (
            "tables:\n  - match: {caption: x, nope: 1}\n    resource: y\n",
            (2, 25, "the unknown key 'nope' in tables.0.match", "one of caption, headers or number"),
        ),
        ("id: A b\n", (1, 1, 'id: "A b" does not match "^[a-z0-9]+(-[a-z0-9]+)*$"', SLUG)),
        ("id: ../x\n", (1, 1, 'id: "../x" does not match "^[a-z0-9]+(-[a-z0-9]+)*$"', SLUG)),
        (
            'document: "../../etc/passwd"\n',
            (1, 1, 'document: "../../etc/passwd" does not match "^[^/\\\\]+$"', "the name of a file in this folder"),
        ),
        ("authors: [1]\n", (1, 11, 'authors.0: 1 is not of type "string"', "a list of names")),
        ('title: ""\n', (1, 1, 'title: "" is shorter than 1 character', "text, or null if not known")),
    ],
)
def test_the_schema_says_what_was_expected_where(text: str, fault: tuple[int, int, str, str]) -> None:
    assert fault in found(text)


def test_all_faults_are_found_at_once() -> None:
    text = "id: a b\nretrieved: 2026-11-22\nid: x\nfoo: 1\nbar: 2\nsha256: abc\n"
    assert [fault[0] for fault in found(text)] == [2, 3, 1, 6, 4, 5]


def test_a_deep_file_is_refused_before_it_is_built() -> None:
    assert found("id: " + "[" * 5000 + "]" * 5000)[0][2:] == ("more than 20 levels", "a flatter file")


def test_aliases_that_grow_are_refused() -> None:
    text = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
    assert len(found(text)) == 7


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    read_yaml(data, "source")


YAML_PIECES = [
    "a",
    ":",
    " ",
    "\n",
    "- ",
    "? ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "&x",
    "*x",
    "!t",
    "|",
    ">",
    "'",
    '"',
    "\\",
    "\\x",
    "\\U",
    "F" * 8,
    "#",
    "%YAML 1.1",
    "---",
    "...",
    "2025-01-01",
    "\t",
    "é",
    "id",
    "tables",
]


@given(st.lists(st.sampled_from(YAML_PIECES), max_size=30).map("".join))
def test_no_yaml_like_text_makes_it_raise(text: str) -> None:
    read_yaml(text.encode(), "source")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.sampled_from(sorted({*SOUND, "corrections", "digest_of", "notice", "supersedes"})), JSON)
def test_no_value_of_any_key_makes_it_raise(key: str, value: object) -> None:
    read_yaml(json.dumps(SOUND | {key: value}, ensure_ascii=False).encode("utf-8", "surrogatepass"), "source")
