from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.prose.plain import GAP, plain_words

MARKDOWN = [
    ("**300** terabytes", "300 terabytes"),
    ("*nearly* 300 _TB_", "nearly 300 TB"),
    ('[300 TB](https://a.b/5_kg "5 kg") of it', "300 TB of it"),
    ("[300 TB][12] of it", "300 TB of it"),
    ("300 TB[^1] and 5 kg[12] and 6 kg[3, 4–6]", "300 TB and 5 kg and 6 kg"),
    (r"about 5 \~ 3 \* 2", "about 5 ~ 3 * 2"),
    ("5&nbsp;TB &amp; more", "5\u00a0TB & more"),
    ("one line\nand another", "one line and another"),
    ("quoted\n> and more\n>> and more", "quoted and more and more"),
    ("an item\n  of two lines", "an item of two lines"),
    ("a hard break\\\n5 kg", "a hard break\n5 kg"),
    ("set `9 TB` here", f"set {GAP} here"),
    ("![5 kg](image.png) 6 kg", f"{GAP} 6 kg"),
    ("12 m<sup>2</sup> and <b>3</b> kg", f"12 m{GAP} and 3 kg"),
    ("see https://a.b/55%20kg, 5 kg", f"see {GAP} 5 kg"),
    ("2 * 3 and snake_case_word", "2 * 3 and snake_case_word"),
]
PLAIN = [
    ("**300** [TB](x)", "**300** [TB](x)"),
    ("300 TB [12] of it", "300 TB  of it"),
    ("> 5 kg\n> 6 kg", "> 5 kg > 6 kg"),
    ("mail a.b@c.de 5 kg", f"mail {GAP} 5 kg"),
]


@pytest.mark.parametrize(("text", "words"), MARKDOWN)
def test_marks_are_taken_out_of_markdown(text: str, words: str) -> None:
    assert plain_words(f"# x\n{text}", 4, 4 + len(text), markdown=True).text == words


@pytest.mark.parametrize(("text", "words"), PLAIN)
def test_text_keeps_its_marks(text: str, words: str) -> None:
    assert plain_words(text, 0, len(text), markdown=False).text == words


@given(st.text(alphabet="ab1 *_[]()<>`\\~&;!\n>^.:/@#\ufffc", max_size=60), st.booleans())
def test_every_word_has_its_place(text: str, markdown: bool) -> None:
    plain = plain_words(text, 0, len(text), markdown=markdown)
    for at, char in enumerate(plain.text):
        start, end = plain.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert char in (text[start], GAP) or text[start] in "\n\\ &"


@pytest.mark.parametrize("part", ["[", "*_", "<a", "`", "[a](", "![", "&a", "<sup>", "a@", "\n>"])
def test_no_text_takes_long(part: str) -> None:
    text = part * 20_000
    assert plain_words(text, 0, len(text), markdown=True).text is not None
