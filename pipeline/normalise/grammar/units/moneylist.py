"""The currencies of data/money.json: ISO 4217 codes, the names that only they have, signs, and what is left open."""

from __future__ import annotations

from pipeline.normalise.grammar.wordlist import read_table

_TABLE = read_table("money")
CURRENCIES = frozenset(_TABLE["currencies"])
NAMES: dict[str, str] = {name: code for code, names in _TABLE["currencies"].items() for name in names}
# A word that several currencies share, a hundredth of one that it does not name, and money without an ISO 4217 code.
SHARED_NAMES = frozenset(_TABLE["shared_names"])
SIGNS: dict[str, str] = _TABLE["signs"]
# What stands before "$", in lower case and without points.
DOLLARS: dict[str, str] = {prefix: code for code, prefixes in _TABLE["before_dollar"].items() for prefix in prefixes}
# Codes that are words as well: read only behind a number.
WORDLIKE = frozenset(_TABLE["wordlike"])
# Codes that are no word in any case.
LOWER_CODES = frozenset(_TABLE["no_word"])
