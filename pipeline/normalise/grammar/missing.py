"""Cells that say there is no value. A stated absence is never zero and never a silent null."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.value import MissingCode

# Signs of tables of statistics: ".." (UN, World Bank), ":" (Eurostat), "." and "·" (Destatis), "///" (INSEE), and the
# shorthand "[c]", "[x]", "[z]" of the UK's Government Analysis Function. The words in German, French and Spanish.
_NOT_APPLICABLE = ("[z]", "///", "entfällt", "nicht zutreffend", "sans objet", "non applicable", "no aplica")
_NOT_DISCLOSED = ("k. a.", "k.a.", "keine angabe", "keine angaben", "non communiqué", "non divulgué", "no divulgado")
_NOT_AVAILABLE = ("nicht verfügbar", "keine daten", "non disponible", "no disponible", "sin datos")
_UNKNOWN = ("unbekannt", "inconnu", "inconnue", "desconocido", "desconocida")
_SPELLINGS: dict[MissingCode, tuple[str, ...]] = {
    "empty": ("",),
    "dash": ("-", "--", "---", "‒", "–", "––", "—", "——", "―", "−", "‐", "‑"),
    "not_applicable": (
        "n/a",
        "n.a.",
        "n/a.",
        "not applicable",
        "does not apply",
        "inapplicable",
        "[z]",
        "///",
        *_NOT_APPLICABLE,
    ),
    "not_disclosed": (
        "not disclosed",
        "undisclosed",
        "not specified",
        "unspecified",
        "not stated",
        "not reported",
        "n.r.",
        "confidential",
        "withheld",
        "not given",
        "not published",
        "not revealed",
        "not public",
        "[c]",
        *_NOT_DISCLOSED,
    ),
    "not_available": (
        "not available",
        "unavailable",
        "no data",
        "tbd",
        "tba",
        "tbc",
        "t.b.d.",
        "t.b.a.",
        "to be determined",
        "to be announced",
        "to be confirmed",
        "not yet available",
        "pending",
        "...",
        "…",
        "..",
        ".",
        "·",
        ":",
        "[x]",
        "missing",
        "no value",
        *_NOT_AVAILABLE,
    ),
    "unknown": ("unknown", "not known", "?", "??", "???", "unclear", "undetermined", "uncertain", *_UNKNOWN),
}
_CODES: dict[str, MissingCode] = {spelling: code for code, spellings in _SPELLINGS.items() for spelling in spellings}
_LONGEST = max(map(len, _CODES))


def read_missing(text: str) -> MissingCode | None:
    """Say which absence of a value the whole of `text` states, or None if it states something else.

    "n.a." and "n/a" are read as not applicable, which is what they say; "NA", "nil" and "none" are values elsewhere
    (Namibia, zero, a category) and are not read.
    """
    if len(text) > 400:
        return None
    folded = " ".join(text.split()).lower()
    if len(folded) > _LONGEST + 2:
        return None
    inner = folded[1:-1].strip() if folded[:1] + folded[-1:] in ("()", "[]") and len(folded) > 2 else folded
    return _CODES.get(folded) or _CODES.get(inner)
