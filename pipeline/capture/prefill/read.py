"""The words of a page, read as values of source.yaml; None for what has no one reading. Nothing is guessed.

Dates are EDTF: of an ISO date-time the date as it is written, in the time zone of whoever wrote it. What content
systems write for "no date" is none. Languages are BCP 47 (RFC 5646) with its customary case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.capture.prefill.licence import read_licence
from pipeline.normalise import parse_date
from pipeline.normalise.dates.edtf import read_edtf
from pipeline.strict_yaml import UNFIT

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 1000  # characters of a title or a name; what is longer is none
URL = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
PLACELESS = re.compile(r"https?://(localhost|127\.|\[::1\]|0\.0\.0\.0)", re.IGNORECASE)
ISO = re.compile(r"(\d{4})([-/]?)(\d{2})\2(\d{2})(?:[T ]\d{2}.*)?", re.ASCII | re.DOTALL)
NO_DATE = frozenset(["0001-01-01", "1970-01-01"])
TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")
NO_LANGUAGE = ("und", "mul", "zxx", "mis")
SHORTER = {"eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es"}  # RFC 5646, 2.2.1
# Where the separators differ among the countries of a language, the language alone does not tell them: Spanish writes
# 1,234 in Mexico and 1.234 in Spain; a Swiss or South African text does not write as its neighbours do.
LOCALES = {
    "en": ("", "US", "GB", "IE", "CA", "AU", "NZ", "IN", "SG"),
    "de": ("", "DE", "AT"),
    "fr": ("", "FR", "BE"),
    "es": ("ES", "AR", "CL", "CO", "UY"),
}


def read_words(text: str) -> str | None:
    """A title or a name: white space folded; None if it holds what no text holds, or is longer than any title."""
    folded = " ".join(text.split())
    return folded if folded and len(folded) <= LONGEST and not UNFIT.search(folded) else None


def read_name(text: str) -> str | None:
    """The name of a person or a publisher: words that are no address and no handle (@somebody)."""
    words = read_words(text)
    return None if words is None or "://" in words or words.startswith(("@", "www.")) else words


def read_url(text: str) -> str | None:
    """An http(s) address that is whole and not of the machine it was written on."""
    stripped = text.strip()
    if len(stripped) > 2 * LONGEST or UNFIT.search(stripped) or PLACELESS.match(stripped):
        return None
    scheme, colon, rest = stripped.partition(":")
    return f"{scheme.lower()}{colon}{rest}" if URL.fullmatch(stripped) else None


def read_date(text: str) -> str | None:
    """EDTF. Of an ISO date-time the date part as written; a date in words if it has one reading in English."""
    found = ISO.fullmatch(text.strip())
    if found is not None:
        edtf = f"{found[1]}-{found[3]}-{found[4]}"
        return None if edtf in NO_DATE or read_edtf(edtf) is None else edtf
    date = parse_date(text)
    return None if date is None or date.edtf in NO_DATE or date.edtf.startswith("XXXX") else date.edtf


def read_language(text: str) -> str | None:
    """A BCP 47 tag; Open Graph's en_GB is en-GB."""
    tag = text.strip().replace("_", "-").lower()
    if not TAG.fullmatch(tag):
        return None
    language, *rest = tag.split("-")
    if language in NO_LANGUAGE:
        return None
    return "-".join([SHORTER.get(language, language), *map(_subtag, rest)])


def _subtag(text: str) -> str:
    """A subtag in its customary case: regions in capitals, scripts with one (RFC 5646, 2.1.1)."""
    if len(text) == 2:
        return text.upper()
    return text.title() if len(text) == 4 and text.isalpha() else text


def locale_of(language: str) -> str | None:
    """Whose separators the numbers of a text in this language use, where the language tells; else None."""
    primary, *rest = language.split("-")
    region = next((part for part in rest if len(part) == 2), "")
    return primary if region in LOCALES.get(primary, ()) else None


READERS: dict[str, Callable[[str], str | None]] = {
    "title": read_words,
    "publisher": read_name,
    "url": read_url,
    "published": read_date,
    "language": read_language,
    "licence": read_licence,
}
