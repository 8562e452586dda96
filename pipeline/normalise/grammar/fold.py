"""Characters that say nothing or say a digit otherwise: folded before a text is read, and flagged where they stood."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe0f\ufeff]")
_OTHER = re.compile(r"[^\x00-\u00ff]")
_MARKS = {"٫": ".", "٬": ",", "٪": "%", "．": ".", "，": ","}


def folded(text: str) -> tuple[str, list[int] | None]:
    """`text` with plain digits and without what is not seen; and, if anything was left out, where each character was.

    Digits of other scripts and wide ones (Unicode category Nd) become 0 to 9, one for one.
    """
    if text.isascii():
        return text, None
    plain = _OTHER.sub(_digit, text)
    if _INVISIBLE.search(plain) is None:
        return (text if plain == text else plain), None
    kept = [at for at, character in enumerate(plain) if _INVISIBLE.match(character) is None]
    return "".join(plain[at] for at in kept), [*kept, len(text)]


def _digit(found: re.Match[str]) -> str:
    character = found.group()
    if character in _MARKS:
        return _MARKS[character]
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def fold_flags(printed: str) -> tuple[str, ...]:
    """What was folded in a text as printed: "other_digits", "invisible_characters"."""
    if printed.isascii():
        return ()
    other = any(found.group() in _MARKS or found.group().isdecimal() for found in _OTHER.finditer(printed))
    invisible = _INVISIBLE.search(printed) is not None
    return (("other_digits",) if other else ()) + (("invisible_characters",) if invisible else ())
