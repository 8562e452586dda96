"""How a rate is written in each language: "per", "a", "pro", "par", "por", a stroke."""

from __future__ import annotations

import re

_SLASH = r"[ \u00a0]?[/⁄][ \u00a0]?(?=\w)"
# "12 kg par les ménages", "5 % por encima": by whom, or how far.
_NOT_PER = {
    "fr": r"[ \u00a0](?:l['’]|(?:le|la|les|des|un|une|ce|cette|ces|son|sa|ses|leurs?|rapport|ailleurs|exemple)\b)",
    "es": r"[ \u00a0](?:el|la|los|las|un|una|su|sus|este|esta|lo|eso|encima|debajo|ejemplo|parte|tanto|causa)\b",
}
PER = {
    "en": re.compile(rf"{_SLASH}|[ \u00a0](?:per|a|an|each|every)[ \u00a0]|[ \u00a0]p\.a\."),
    "de": re.compile(rf"{_SLASH}|[ \u00a0](?:pro|je|per|die|am)[ \u00a0]|[ \u00a0]p\.a\."),
    "fr": re.compile(
        rf"{_SLASH}|[ \u00a0](?:par(?!{_NOT_PER['fr']})|per)[ \u00a0]|[ \u00a0]à l['’]|[ \u00a0]le[ \u00a0](?=m|k|l)"
    ),
    "es": re.compile(rf"{_SLASH}|[ \u00a0](?:por(?!{_NOT_PER['es']})|al|a la|cada|per)[ \u00a0]"),
}
