"""Stage two: the texts of cells become typed values, or issues with their place."""

from __future__ import annotations

from pipeline.normalise.dates.date import parse_date
from pipeline.normalise.grammar.quantity import find_quantities, parse_quantity

__all__ = ["find_quantities", "parse_date", "parse_quantity"]
