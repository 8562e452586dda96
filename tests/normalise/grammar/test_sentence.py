from __future__ import annotations

import pytest

from pipeline.normalise.grammar.sentence import sentence_spans

CASES = [
    ("One here. Two there.", ["One here.", "Two there."]),
    ("It cost 96,5 Mio. Euro. It grew.", ["It cost 96,5 Mio. Euro.", "It grew."]),
    ("Approx. 5 kg, e.g. Iron. Next", ["Approx. 5 kg, e.g. Iron.", "Next"]),
    ("One\nTwo", ["One", "Two"]),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences
