"""A table found among the lines of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.extract.drawn import Drawn
    from pipeline.extract.pipes import Extent


class Found(NamedTuple):
    """A table, and its lines: `first` to `last`, exclusive; `extents` of them where quotation marks are left out."""

    drawn: Drawn
    first: int
    last: int
    extents: tuple[Extent, ...] = ()
