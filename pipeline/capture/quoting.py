"""Any text as a YAML scalar on one line, in which nothing is anything but text."""

from __future__ import annotations

import json


def quoted(value: object) -> str:
    """A value as JSON, which is YAML, with each character that does not print as YAML's escape.

    JSON's own escapes will not do: it writes an emoji as two of them, which YAML reads as two characters.
    """
    text = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in text)
