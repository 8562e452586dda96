from __future__ import annotations

import io
import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commands.output import HIDDEN, progress, report_error, safe, say, say_json, say_table
from pipeline.errors import InvalidData
from pipeline.issue import Issue

DANGEROUS = "\x1b\x07\x9b\x7f\x00\r\u202e\u2066\ufeff\ud800"


def obeyed(text: str) -> set[str]:
    """What of a text a terminal would obey, or would not be told apart by."""
    return {
        char for char in text if char in HIDDEN or (unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t")
    }


@given(st.text(alphabet=st.characters()) | st.sampled_from(DANGEROUS))
def test_nothing_that_is_printed_is_obeyed(text: str) -> None:
    assert obeyed(safe(text)) == set()


@pytest.mark.parametrize("text", ["", "Größe 日本 😀", "a\n\tb", "[bold]x[/bold]", "\u00a0½–’"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("text", "printed"), [("\x1b[2J", "\\x1b[2J"), ("\u202e", "\\u202e"), ("\r", "\\r"), ("\ud800", "\\ud800")]
)
def test_what_is_not_is_shown(text: str, printed: str, capsys: pytest.CaptureFixture[str]) -> None:
    say(text)
    assert capsys.readouterr().out == f"{printed}\n"


@pytest.mark.parametrize("text", [DANGEROUS, "é", '"'])
def test_json_means_the_same_and_is_not_obeyed(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    say_json({"text": text})
    out = capsys.readouterr().out
    assert (json.loads(out), obeyed(out)) == ({"text": text}, set())


def test_json_is_json_on_a_stream_of_any_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="backslashreplace")
    monkeypatch.setattr(sys, "stdout", stream)
    say_json({"é": "~86 million – ‘x’"})
    stream.flush()
    assert json.loads(stream.buffer.getvalue()) == {"é": "~86 million – ‘x’"}


def test_a_table_is_as_wide_as_it_needs_and_marks_nothing_up(capsys: pytest.CaptureFixture[str]) -> None:
    say_table(["[red]A", "B"], [["x" * 500, "[bold]y\x1b[0m"]])
    out = capsys.readouterr().out
    assert "x" * 500 in out
    assert "[red]A" in out
    assert "[bold]y\\x1b[0m" in out


@pytest.mark.parametrize(
    ("terminal", "no_colour", "red"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_an_error_is_red_on_a_terminal_only(
    terminal: bool, no_colour: bool, red: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    report_error(InvalidData("wrong \x1b[2J", [Issue("key-empty", "x")]), as_json=False)
    err = capsys.readouterr().err
    assert "wrong \\x1b[2J" in err
    assert "\\x1b[31m" not in err
    assert err.splitlines()[-1] == "tabletrace: exit 13: the data has faults"
    assert red or "\x1b" not in err


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_is_shown_on_a_terminal_only(
    terminal: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    monkeypatch.setenv("NO_COLOR", "1")
    for item in progress(iter("abc"), 3, "capturing"):
        say(item)
    printed = capsys.readouterr()
    assert printed.out.splitlines() == ["a", "b", "c"]
    assert ("capturing" in printed.err) is terminal
    assert "\x1b[3" not in printed.err  # colours
