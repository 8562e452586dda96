"""Characters that a document sets by their place in a symbol font: what they look like, as Unicode.

The Symbol font is laid out as Adobe's Symbol encoding (Unicode's mapping table VENDORS/APPLE/../ADOBE/symbol.txt). Of
Wingdings only the marks are read that tables use for yes and no. Whatever else is asked for stays the private character
that the document names, which nothing takes for a word or a number.
"""

from __future__ import annotations

_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…\uf8e6\uf8e7↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈"
SYMBOL = {0x20 + place: char for place, char in enumerate(_LOW)} | {
    0xA0 + place: char for place, char in enumerate(_HIGH)
}
WINGDINGS = {0x6C: "●", 0x6E: "■", 0xA7: "▪", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xE0: "→"}
FONTS = {"symbol": SYMBOL, "wingdings": WINGDINGS}
PRIVATE = range(0xF000, 0xF100)


def symbol(font: str, code: str) -> str:
    """The character at `code` (hexadecimal, as w:sym has it) of a font; "" if the code is none."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if not 0x20 <= number <= 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return ""
    table = FONTS.get(font.casefold())
    if table is None:
        return chr(number)
    place = number - 0xF000 if number in PRIVATE else number
    return table.get(place, chr(0xF000 + place) if place < 0x100 else chr(number))


def in_font(font: str, text: str) -> str:
    """Text set in a font: its private characters are places in that font if it is a symbol font."""
    if text.isascii() or font.casefold() not in FONTS:
        return text
    return "".join(symbol(font, f"{ord(char):x}") if ord(char) in PRIVATE else char for char in text)
