"""How the leaf blocks of Markdown begin and end: headings, thematic breaks, fences and HTML blocks.

GFM spec sections 4.1 to 4.6. Every pattern is matched against one line from its first character that is not blank to
its trimmed end, and runs in linear time (possessive quantifiers where a match could otherwise be tried in several
ways).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.extract.containers import Cursor
    from pipeline.extract.pipes import Extent

BREAK = re.compile(r"(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}")
UNDERLINE = re.compile(r"=+|-+")
HEADING = re.compile(r"(?P<marks>#{1,6})(?![^ \t])")
FENCE = re.compile(r"(?P<marks>`{3,}+)[^`]*|(?P<tildes>~{3,}+).*")
BLANK_LINE = None  # the HTML block ends at the next blank line

HTML_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|"
    "noframes|ol|optgroup|option|p|param|search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
ATTRIBUTE = r"""[ \t]++[A-Za-z_:][\w.:-]*+(?:[ \t]*+=[ \t]*+(?:[^ \t"'=<>`]++|'[^']*+'|"[^"]*+"))?"""
HTML_BLOCKS = (  # (begins, ends; conditions 1 to 7 of GFM spec 4.6); only the last may not break a paragraph
    (r"<(?:script|pre|style|textarea)(?:[ \t>]|\Z)", r"</(?:script|pre|style|textarea)>"),
    (r"<!--", r"-->"),
    (r"<\?", r"\?>"),
    (r"<![A-Za-z]", r">"),
    (r"<!\[CDATA\[", r"\]\]>"),
    (rf"</?(?:{HTML_NAMES})(?:[ \t]|/?>|\Z)", BLANK_LINE),
    (rf"(?:<[A-Za-z][A-Za-z0-9-]*+(?:{ATTRIBUTE})*[ \t]*+/?>|</[A-Za-z][A-Za-z0-9-]*+[ \t]*+>)\Z", BLANK_LINE),
)
HTML = tuple(
    (re.compile(begins, re.IGNORECASE), None if ends is None else re.compile(ends, re.IGNORECASE))
    for begins, ends in HTML_BLOCKS
)


class Raw(NamedTuple):
    """An open block of other text: a fence by its marks, or HTML by the pattern that ends it (None: a blank line)."""

    fence: str = ""
    ends: re.Pattern[str] | None = None


def heading(text: str, cursor: Cursor) -> tuple[int, Extent] | None:
    """(level, extent of the words) of an ATX heading, without the marks before and after."""
    found = None if cursor.is_code else HEADING.match(text, cursor.pos, cursor.end)
    if found is None:
        return None
    words = text[found.end() : cursor.end]
    bare = words.rstrip("#")
    kept = bare if not bare or bare[-1] in " \t" else words
    start = found.end() + len(kept) - len(kept.lstrip())
    return len(found["marks"]), (start, max(found.end() + len(kept.rstrip()), start))


def is_break(text: str, cursor: Cursor) -> bool:
    """Whether the line is a thematic break."""
    return not cursor.is_code and BREAK.fullmatch(text, cursor.pos, cursor.end) is not None


def underline(text: str, cursor: Cursor) -> int | None:
    """The level of the setext heading that the line would make of the paragraph above it."""
    if cursor.is_code or UNDERLINE.fullmatch(text, cursor.pos, cursor.end) is None:
        return None
    return 1 if text[cursor.pos] == "=" else 2


def raw_start(text: str, cursor: Cursor, *, in_paragraph: bool) -> Raw | None:
    """The fence or HTML block that the line opens."""
    if cursor.is_code or cursor.blank or text[cursor.pos] not in "`~<":
        return None
    fence = FENCE.fullmatch(text, cursor.pos, cursor.end)
    if fence is not None:
        return Raw(fence=fence["marks"] or fence["tildes"])
    for begins, ends in HTML[:-1] if in_paragraph else HTML:
        if begins.match(text, cursor.pos, cursor.end) is not None:
            return Raw(ends=ends)
    return None


def raw_ends(text: str, cursor: Cursor, raw: Raw) -> bool:
    """Whether the line is the last one of the fence or HTML block; the line that opens a block of HTML may end it."""
    if not raw.fence:
        return cursor.blank if raw.ends is None else raw.ends.search(text, cursor.pos, cursor.end) is not None
    if cursor.is_code or cursor.end - cursor.pos < len(raw.fence):
        return False
    return not text[cursor.pos : cursor.end].strip(raw.fence[0])
