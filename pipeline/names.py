"""Published names: snake_case ASCII, never a word that DuckDB or PostgreSQL reserves."""

from __future__ import annotations

import re

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAME = re.compile(r"[a-z][a-z0-9_]*")
LONGEST = 60
ROOM = 5  # for what is put before or after a name to make it fit or free

# The union of DuckDB 2.0's duckdb_keywords() ("reserved", "type_function") and PostgreSQL 17's appendix C ("reserved",
# "reserved (can be function or type)").
RESERVED = frozenset(
    """
    all analyse analyze and anti any array as asc asof asymmetric at authorization between binary both by case cast
    check collate collation column columns concurrently constraint create cross current_catalog current_date
    current_role current_schema current_time current_timestamp current_user default deferrable desc describe
    distinct do else end except false fetch for foreign freeze from full generated glob grant group having ilike in
    initially inner intersect into is isnull join lambda lateral leading left like limit localtime localtimestamp
    map natural not notnull null offset on only or order outer overlaps pivot pivot_longer pivot_wider placing
    positional primary qualify references returning right select semi session_user show similar some struct
    summarize symmetric system_user table tablesample then to trailing true try_cast tuple union unique unpack
    unpivot user using variadic verbose when where window with
    """.split()  # noqa: SIM905 a paragraph is easier to compare with its sources than a list of 110 lines
)


def published_name(text: str) -> str:
    """A text as a published name; an empty string where nothing of it can be one."""
    from slugify import slugify

    name = str(slugify(text, separator="_", max_length=LONGEST - ROOM, word_boundary=True))
    if name and not name[0].isalpha():
        name = f"n_{name}"
    return unreserved(name)


def unreserved(name: str) -> str:
    """A declared name as it is published: a hyphen becomes `_`, a reserved word gets a trailing `_`."""
    name = name.replace("-", "_")
    return f"{name}_" if name in RESERVED else name


def slug(text: str) -> str:
    """A text as the id of a source: lower-case ASCII words joined by hyphens."""
    from slugify import slugify

    return str(slugify(text, max_length=LONGEST, word_boundary=True))
