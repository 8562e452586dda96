"""The texts that SQL alone can judge, for each type: the usual form, told by an exact test, and its limits in SQL.

DuckDB's casts and its ordering of values are used only where the test holds; every other text is refused by its lexical
form or goes to the judge. `{v}` stands for the text (never null), `{x}` for what it is cast to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import TYPE_CHECKING, Any

from pipeline.contract import PRECISION
from pipeline.database import literal
from pipeline.rows.compile.moments import CLOCK
from pipeline.rows.compile.numbers import booleans, number_pattern
from pipeline.rows.compile.schema import MARK
from pipeline.rows.compile.texts import BASE64, UUID

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, time

    from pipeline.rows.compile.judge import Judge

BLANKS = r"[ \t\n\r\f\v]*"
NEVER, ALWAYS = "FALSE", "TRUE"
BROKEN_IF = {
    "minimum": "<",
    "maximum": ">",
    "exclusiveMinimum": "<=",
    "exclusiveMaximum": ">=",
}
EXACT = Context(prec=2000, Emax=10**6, Emin=-(10**6))


@dataclass(frozen=True, slots=True)
class Plain:
    """How SQL judges the usual texts of a field.

    `test`: whether a text is one of them; `other`: whether one that is not is certainly of another type; `cast`: its
    value, of the type `kind`; `limits`: the SQL that says that a constraint is broken.
    """

    test: str = NEVER
    other: str = NEVER
    cast: str = "{v}"
    kind: str = "VARCHAR"
    limits: Mapping[str, str] = field(default_factory=dict)


def fits(pattern: str) -> str:
    """SQL: whether the whole text fits a pattern."""
    return f"regexp_full_match({{v}}, {literal(pattern).replace('{', '{{').replace('}', '}}')})"


def plain(judge: Judge) -> Plain:
    """How SQL judges a field; with the default `Plain` the judge is asked for every distinct text."""
    maker = MAKERS.get(judge.rule.type)
    return Plain() if maker is None or judge.item is not None else maker(judge)


def _quoted(text: str) -> str:
    return literal(text).replace("{", "{{").replace("}", "}}")


def _listed(values: list[Any], show: Callable[[Any], str], subject: str = "{v}") -> str:
    shown = [show(value) for value in values]
    return f"{subject} NOT IN ({', '.join(shown)})" if shown else ALWAYS


def _string(judge: Judge) -> Plain:
    form = judge.rule.format
    if form in ("email", "uri"):
        return Plain()
    limits = {name: _string_limit(name, value) for name, value in judge.limits.items()}
    if form == "default":
        test = f"NOT starts_with({{v}}, {literal(MARK)})" if judge.rule.marked else ALWAYS
        return Plain(test=test, other=ALWAYS if judge.rule.marked else NEVER, limits=limits)
    return Plain(test=fits({"uuid": UUID, "binary": BASE64}[form]), other=ALWAYS, limits=limits)


def _string_limit(name: str, value: Any) -> str:
    if name == "minLength":
        return f"length({{v}}) < {value}"
    if name == "maxLength":
        return f"length({{v}}) > {value}"
    if name == "pattern":
        return f"NOT {fits(f'(?:{value})')}"
    return _listed(value, _quoted)


def _any(judge: Judge) -> Plain:
    return Plain(test=ALWAYS, limits={name: _listed(value, _quoted) for name, value in judge.limits.items()})


def _integer(judge: Judge) -> Plain:
    bare = judge.rule.properties.get("bareNumber", True)
    other = f"NOT {fits(f'{BLANKS}[+-]?[0-9]+{BLANKS}')}" if bare else NEVER
    limits = {name: _integer_limit(name, value) for name, value in judge.limits.items()}
    return Plain("CAST({x} AS VARCHAR) = {v}", other, "TRY_CAST({v} AS BIGINT)", "BIGINT", limits)


def _integer_limit(name: str, value: Any) -> str:
    if name in ("enum", "categories"):
        return _listed([item for item in value if -(2**63) <= item < 2**63], str, "{x}")
    if not -(2**63) <= value < 2**63:
        return _beyond(name, above=value > 0)
    return f"{{x}} {BROKEN_IF[name]} {value}"


def _beyond(name: str, *, above: bool) -> str:
    """A bound that no usual value reaches is broken by all of them, or by none."""
    return ALWAYS if above == (name in ("minimum", "exclusiveMinimum")) else NEVER


def _number(judge: Judge) -> Plain:
    properties, scale = judge.rule.properties, judge.rule.decimals
    point = properties.get("decimalChar", ".")
    escaped = "".join(f"[{char}]" if char not in "^\\]" else f"\\{char}" for char in point)
    usual = fits(rf"-?[0-9]{{1,{PRECISION - scale}}}(?:{escaped}[0-9]{{1,{scale}}})?")
    cast = "{v}" if point == "." else f"replace({{v}}, {_quoted(point)}, '.')"
    simple = properties.get("bareNumber", True) and not properties.get("groupChar") and point == "."
    special = r"[nN][aA][nN]|[+-]?[iI][nN][fF]"
    other = f"NOT {fits(f'{BLANKS}(?:{number_pattern(judge.rule)}|{special}){BLANKS}')}" if simple else NEVER
    limits = {name: _number_limit(name, value, scale) for name, value in judge.limits.items()}
    kind = f"DECIMAL({PRECISION},{scale})"
    return Plain(usual, other, f"TRY_CAST({cast} AS {kind})", kind, limits)


def _number_limit(name: str, value: Any, scale: int) -> str:
    """Usual values lie on a grid of 10^-scale, so a bound between two of its points is moved to one of them."""
    largest = Decimal(10) ** (PRECISION - scale)
    if name == "enum":
        usual = [item for item in value if item.is_finite() and abs(item) < largest and _on_grid(item, scale)]
        return _listed(usual, lambda item: _decimal(item, scale), "{x}")
    if not value.is_finite() or abs(value) >= largest:
        return _beyond(name, above=value > 0)
    if not _on_grid(value, scale):
        value = _moved(value, scale, up=name in ("minimum", "exclusiveMaximum"))
    known = abs(value) < largest
    return f"{{x}} {BROKEN_IF[name]} {_decimal(value, scale)}" if known else _beyond(name, above=value > 0)


def _moved(value: Decimal, scale: int, *, up: bool) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-scale), ROUND_CEILING if up else ROUND_FLOOR, EXACT)


def _on_grid(value: Decimal, scale: int) -> bool:
    return int(value.as_tuple().exponent) >= -scale or value == _moved(value, scale, up=True)


def _decimal(value: Decimal, scale: int) -> str:
    return f"CAST('{_moved(value, scale, up=True):f}' AS DECIMAL({PRECISION},{scale}))"


def _boolean(judge: Judge) -> Plain:
    meanings = booleans(judge.rule)
    known, true = (", ".join(map(_quoted, texts)) for texts in (meanings, [t for t, v in meanings.items() if v]))
    limits = {name: _listed(value, lambda item: str(item).upper(), "{x}") for name, value in judge.limits.items()}
    if not meanings:
        return Plain(other=ALWAYS)
    return Plain(f"{{v}} IN ({known})", ALWAYS, f"{{v}} IN ({true})" if true else NEVER, "BOOLEAN", limits)


def _date(judge: Judge) -> Plain:
    if judge.rule.format != "default":
        return Plain()
    limits = {name: _ordered(name, value, lambda item: f"DATE '{item.isoformat()}'") for name, value in _all(judge)}
    test = "length({v}) = 10 AND CAST({x} AS VARCHAR) = {v}"
    return Plain(test, ALWAYS, "TRY_CAST({v} AS DATE)", "DATE", limits)


def _all(judge: Judge) -> list[tuple[str, Any]]:
    return list(judge.limits.items())


def _ordered(name: str, value: Any, show: Callable[[Any], str], subject: str = "{x}") -> str:
    return _listed(value, show, subject) if name == "enum" else f"{subject} {BROKEN_IF[name]} {show(value)}"


def _by_text(pattern: str, show: Callable[[Any], str]) -> Callable[[Judge], Plain]:
    """A type whose texts, all of one width, are ordered as its values are."""

    def make(judge: Judge) -> Plain:
        limits = {
            name: _ordered(name, value, lambda item: _quoted(show(item)), "{v}") for name, value in judge.limits.items()
        }
        return Plain(test=fits(pattern), other=ALWAYS, limits=limits)

    return make


def _clock(judge: Judge) -> Plain:
    """Times and moments of whole seconds without a zone; where texts or limits have one, the judge decides."""
    if judge.rule.format != "default":
        return Plain()
    limits = [item for _name, value in _all(judge) for item in (value if isinstance(value, list) else [value])]
    other = f"NOT {fits(_MOMENT if judge.rule.type == 'datetime' else CLOCK)}"
    if not all(_is_simple(item) for item in limits):
        return Plain(other=other)
    shown = {name: _ordered(name, value, lambda item: _quoted(item.isoformat()), "{v}") for name, value in _all(judge)}
    hours = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    if judge.rule.type == "time":
        return Plain(test=fits(hours), other=other, limits=shown)
    zone = "" if limits else "Z?"
    test = f"{fits(f'[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{hours}{zone}')} AND left({{v}}, 4) <> '0000'"
    known = "TRY_CAST(left({v}, 10) AS DATE) IS NOT NULL"
    return Plain(test=f"{test} AND {known}", other=other, limits=shown)


_MOMENT = rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ]{CLOCK}"


def _is_simple(value: datetime | time) -> bool:
    return value.tzinfo is None and value.microsecond == 0


MAKERS: Mapping[str, Callable[[Judge], Plain]] = {
    "string": _string,
    "any": _any,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "time": _clock,
    "datetime": _clock,
    "year": _by_text("[0-9]{4}", lambda item: f"{item:04}"),
    "yearmonth": _by_text("[0-9]{4}-(?:0[1-9]|1[0-2])", lambda item: f"{item[0]:04}-{item[1]:02}"),
}
