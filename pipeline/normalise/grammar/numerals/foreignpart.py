"""Parts of a whole that Spanish names by two words: "tercera parte", "cuartas partes"."""

from __future__ import annotations

import re

_FEMININE = frozenset(["tercera", "cuarta", "quinta", "sexta", "séptima", "octava", "novena", "décima"])
_PARTS = re.compile(r"[ \u00a0]partes?(?!\w)", re.IGNORECASE)


def past_parts(text: str, found: re.Match[str]) -> int | None:
    """The end of a part: "tercera" is one only as "tercera parte"."""
    if found.group().lower().rstrip("s") not in _FEMININE:
        return found.end()
    parts = _PARTS.match(text, found.end())
    return parts.end() if parts is not None else None
