"""The characters that boxes are drawn with: plain ones, and those of the Unicode block Box Drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.pipes import Extent

HORIZONTAL = frozenset("-=─━═┄┅┈┉╌╍")
VERTICAL = frozenset("|│┃║┆┇┊┋╎╏")
JUNCTIONS = frozenset(
    "+┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬╭╮╯╰"
)
HEAVY = frozenset("=━═")  # strokes that set a header off where other rules of a box are light
EDGES = VERTICAL | JUNCTIONS
RULED = HORIZONTAL | EDGES | {":"}  # a colon tells how a column is aligned (pandoc)


def has_edges(text: str, line: Extent) -> bool:
    """Whether a line has an edge of a box at both ends."""
    start, end = line
    return end - start > 1 and text[start] in EDGES and text[end - 1] in EDGES


def is_rule(text: str, line: Extent) -> bool:
    """Whether a line is a rule from edge to edge: `+---+---+`, or `|---+---|` as Org writes it."""
    start, end = line
    if end - start < 3 or not has_edges(text, line):
        return False
    if text[start] in VERTICAL and text[start + 1] not in HORIZONTAL:
        return False
    return text[start + 1] in RULED and RULED.issuperset(text[start:end]) and not HORIZONTAL.isdisjoint(text[start:end])


def begins_box(text: str, line: Extent, below: Extent | None) -> bool:
    """Whether a box begins: with a rule that has junctions, or with a row above a rule as Org writes it.

    A rule of pipes and hyphens alone is Markdown's delimiter row.
    """
    if is_rule(text, line):
        return text[line[0]] in JUNCTIONS or text.find("+", *line) >= 0
    if below is None or text[line[0]] not in VERTICAL or not has_edges(text, line) or not is_rule(text, below):
        return False
    return text[below[0]] in VERTICAL and text.find("+", *below) >= 0
