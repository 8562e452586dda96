"""What Markdown says of itself."""

from __future__ import annotations

import pytest

from pipeline.capture.prefill.prefill import prefill
from pipeline.extract import extract_document


def said(text: str, media_type: str = "text/markdown") -> dict[str, object]:
    data = text.encode()
    return {key: found.value for key, found in prefill(data, extract_document(data, media_type)).items()}


FULL = """---
title: "Trees: a count"
authors:
  - Jane Doe
  - name: Jo Roe
date: 2025-12-22
lang: de
license: CC-BY-4.0
canonical_url: https://a.example/x
publisher: The Paper
---
# Another heading
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            FULL,
            {
                "title": "Trees: a count",
                "publisher": "The Paper",
                "authors": ("Jane Doe", "Jo Roe"),
                "url": "https://a.example/x",
                "published": "2025-12-22",
                "language": "de",
                "licence": "CC-BY-4.0",
            },
        ),
        ("---\ndate: 2025\nauthor: Jane Doe\n...\nWords.", {"authors": ("Jane Doe",), "published": "2025"}),
        ("---\nTitle: A\ntitle: B\n---\n", {"title": "B"}),
        ("# A title #\n\nWords.", {"title": "A title"}),
        ("A title\n=======\n\nWords.", {"title": "A title"}),
        ("Words.\n\n# A title\n", {"title": "A title"}),
        ("## A part\n\n# A title\n", {}),
        ("# The *Titanic*\n", {}),
        ("Words.", {}),
        ("---\ntitle: [unclosed\n---\nWords.", {}),
        ("---\ntitle: !!python/object:os.system x\n---\nWords.", {}),
        ("---\na: &a [x]\ntitle: *a\n---\nWords.", {}),
        ("---\n- a list\n---\nWords.", {}),
        ("---\ntitle: {a: b}\ndate: true\n---\nWords.", {}),
        ("\n---\ntitle: not at the top\n---\n", {}),
    ],
)
def test_front_matter_and_headings(text: str, found: dict[str, object]) -> None:
    assert said(text) == found


def test_a_plain_text_says_nothing_of_itself() -> None:
    assert said("# A comment\n\nWords.", "text/plain") == {}
