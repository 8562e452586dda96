"""tabletrace check-prose: what an article's prose says of the figures of its tables."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.capture.captured import captured_document, captured_source
from pipeline.capture.media import media_type_of
from pipeline.commands.output import say, say_json, say_table
from pipeline.commands.project import here
from pipeline.errors import SourceError
from pipeline.extract import extract_document
from pipeline.issue import raise_errors
from pipeline.normalise.prose.held import SAYS, hold
from pipeline.normalise.prose.language import tongue_of
from pipeline.normalise.prose.match import RULES
from pipeline.normalise.prose.passage import passages_of
from pipeline.normalise.prose.told import FigureTold, Quotation, figures_told, prose_only
from pipeline.normalise.tables import read_tables
from pipeline.value import IN_PROSE

if TYPE_CHECKING:
    from pipeline.document import Document
    from pipeline.layout import Layout
    from pipeline.normalise.prose.held import Held
    from pipeline.normalise.prose.language import Tongue
    from pipeline.source import Source

LOOK = "Look at each differs_candidate: the two may speak of different things, and neither is known to be right."
LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}
LONGEST = 110  # characters of a sentence that a table shows around its number


@click.command("check-prose")
@click.argument("source", required=False)
@click.option(
    "--against", type=click.Path(exists=True, dir_okay=False), help="Take the prose of this text instead of its own."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check_prose(source: str | None, against: str | None, as_json: bool) -> None:
    """Hold the figures of SOURCE (all sources if left out) against the prose of its document.

    It reads raw/ and writes nothing. A difference is no fault: the command ends with 0 whatever it finds.

    Example: tabletrace check-prose spotify-archive-claims --against received.txt
    """
    layout = here()
    known = sorted(path.name for path in layout.raw.iterdir() if path.is_dir()) if layout.raw.is_dir() else []
    if not known:
        raise SourceError(f"no source in {layout.raw}; capture one with `tabletrace add FILE`")
    if source is not None and source not in known:
        raise click.BadParameter(f"no source {source!r} in raw/; there are: {', '.join(known)}")
    if against is not None and source is None and len(known) != 1:
        raise click.UsageError(f"--against needs a SOURCE; there are: {', '.join(known)}")
    wanted = known if source is None else [source]
    sources = [captured_source(layout, name) for name in wanted]
    # Tables of rows have no prose; who asks for one by its name is told so.
    found = [_checked(layout, item, against) for item in sources if item.schema is None or source is not None]
    if as_json:
        say_json({"note": SAYS, "sources": [asdict(item) for item in found]})
        return
    for item in found:
        _show(item)
    say(SAYS)


@dataclass(frozen=True, slots=True)
class Checked:
    """The tables of a source against its own prose, or that of another text."""

    source_id: str
    prose_of: str
    language: str
    locale: str
    note: str | None
    figures: list[FigureTold]
    prose_only: list[Quotation]


def _checked(layout: Layout, source: Source, against: str | None) -> Checked:
    document = captured_document(layout, source)
    reads, issues = read_tables(document, source)
    raise_errors(issue for issue in issues if issue.stops_early)
    prose, own = document, True
    whose = f"our digest of a text by {source.digest_of.publisher}" if source.digest_of else source.document
    if against is not None:
        path = Path(against)
        data = path.read_bytes()
        original = source.digest_of is not None and hashlib.sha256(data).hexdigest() == source.digest_of.sha256
        whose = f"{path.name}, the text that the source is a digest of" if original else path.name
        prose, own = extract_document(data, media_type_of(path), name=path.name), original
    held = hold(reads, prose, source, own=own)
    figures = figures_told(held, reads, document, prose)
    note = _note(held, prose, tongue_of(source, reads, passages_of(prose)))
    return Checked(source.id, whose, held.tongue.language, held.tongue.locale, note, figures, prose_only(held, prose))


def _note(held: Held, prose: Document, own: Tongue) -> str | None:
    """Why nothing, or little, can be found; None where nothing stands in the way."""
    if not passages_of(prose):
        return "nothing to hold it against: there is no prose, that is no paragraph and no list"
    if not held.figures:
        return "no figure to hold against it: no table has a number that can be compared"
    if held.tongue.language != own.language:
        spoken, other = (LANGUAGES.get(name, "an unknown language") for name in (held.tongue.language, own.language))
        return f"its words are {spoken}, and those of the tables {other}: figures are found by words, so few will be"
    return None


def _show(item: Checked) -> None:
    say(f"{item.source_id}: its tables against the prose of {item.prose_of}")
    if item.note is not None:
        say(f"note: {item.note}")
    if not item.figures:
        return
    rows = [row for figure in item.figures for row in _rows(figure)]
    say_table(("figure", "the table", "the prose", "line", "outcome"), rows, whole=("line", "outcome"))
    if item.prose_only:
        say("In the prose only:")
        say_table(("the prose", "line"), [_quoted(quotation) for quotation in item.prose_only], whole=("line",))
    counts = Counter(figure.in_prose for figure in item.figures)
    for outcome in (name for name in RULES if counts[name]):
        say(f"{outcome}: {RULES[outcome]}")
    for figure in item.figures:
        if figure.in_prose == "differs_candidate":
            _look(figure)
    told = ", ".join(f"{counts[outcome]} {outcome}" for outcome in IN_PROSE if counts[outcome])
    say(f"{len(item.figures)} figures: {told}")
    if counts["differs_candidate"]:
        say(LOOK)


def _look(figure: FigureTold) -> None:
    """Both places of a candidate for a difference, one below the other."""
    say(f"\nTo be looked at: {_label(figure)}")
    say(f"  the table, line {figure.line}: “{figure.printed}”")
    for told in figure.matches:
        quoted, line = _quoted(told.quotation)
        say(f"  the prose, line {line}: {quoted}")


def _label(figure: FigureTold) -> str:
    return " · ".join(filter(None, (figure.row_label, figure.column_label)))


def _rows(figure: FigureTold) -> list[tuple[str, ...]]:
    head = (_label(figure), f"“{figure.printed}”")
    if not figure.matches:
        return [(*head, "", "", figure.in_prose)]
    return [(*head, *_quoted(told.quotation), told.outcome) for told in figure.matches]


def _quoted(quotation: Quotation) -> tuple[str, str]:
    """The mention in its sentence, and the line that it stands on."""
    return f"“{quotation.printed}” in {_shortened(quotation)}", str(quotation.line)


def _shortened(quotation: Quotation) -> str:
    """The sentence, or as many of its words around the number as a table has room for."""
    sentence, printed = quotation.sentence, quotation.printed
    if len(sentence) <= LONGEST:
        return f"“{sentence}”"
    start = max(0, sentence.find(printed) + (len(printed) - LONGEST) // 2)
    end = min(len(sentence), start + LONGEST)
    start = sentence.find(" ", start) + 1 if start else 0
    end = end if end == len(sentence) else max(sentence.rfind(" ", start, end), start)
    return f"“{'… ' if start else ''}{sentence[start:end]}{' …' if end < len(sentence) else ''}”"
