"""The words that published fields choose from, taken from the types of the values."""

from __future__ import annotations

from typing import get_args

from pipeline.value import MissingCode, Qualifier

QUALIFIERS: tuple[str, ...] = get_args(Qualifier)
MISSING: tuple[str, ...] = get_args(MissingCode)
STATUSES: tuple[str, ...] = ("read", "range", "corrected", "unreadable", *MISSING)
