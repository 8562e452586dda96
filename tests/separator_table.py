"""Write pipeline/normalise/grammar/data/separators.json: the decimal and the grouping mark of every locale of CLDR.

From CLDR, through babel, for the digits 0 to 9. Apostrophes and spaces of all kinds are written as "'" and " ". A
locale that has its language's marks is left out.
"""

from __future__ import annotations

import json

from babel import Locale, localedata

from pipeline.layout import CODE

TABLE = CODE / "normalise" / "grammar" / "data" / "separators.json"
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"})


def _marks(name: str) -> str | None:
    symbols = Locale.parse(name).number_symbols
    plain = symbols.get("latn", symbols)
    decimal, group = str(plain.get("decimal", "")).translate(_PLAIN), str(plain.get("group", "")).translate(_PLAIN)
    return decimal + group if decimal in (".", ",") and len(group) == 1 and group != decimal else None


def written() -> str:
    """The text of the table as it is generated."""
    found = {name: marks for name in localedata.locale_identifiers() if (marks := _marks(name)) is not None}
    kept = {
        name.replace("_", "-").lower(): marks
        for name, marks in sorted(found.items())
        if "_" not in name or found.get(name.partition("_")[0]) != marks
    }
    table = {"source": "CLDR, through babel 2.18, and tests/separator_table.py", "locales": kept}
    return json.dumps(table, indent=1) + "\n"


if __name__ == "__main__":
    TABLE.write_text(written(), "utf-8")
