"""The public suites of quantities: what each sentence marks, and how a suite is compared."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from benchmarks.gold import GOLD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a suite marks: a span with a value or with bounds, and a unit by the suite's name for it."""

    start: int
    end: int
    value: Decimal | None
    bounds: tuple[Decimal | None, Decimal | None, bool, bool] | None = None
    unit: str | None = None
    code: str | None = None


def _decimal(text: object) -> Decimal | None:
    try:
        return Decimal(str(text).rstrip("%").replace(",", ""))
    except InvalidOperation:
        return None


def _bounds(text: str) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    low, _, high = text[1:-1].partition(",")
    return _decimal(low), _decimal(high), text[0] == "[", text[-1] == "]"


def recognizers(name: str) -> Iterator[tuple[str, list[Wanted]]]:
    """The sentences of one model of microsoft/Recognizers-Text; what it marks without a value is left out."""
    for case in json.loads((GOLD / "recognizers-text" / f"{name}.json").read_text("utf-8-sig")):
        wanted = []
        for found in case["Results"]:
            told = found.get("Resolution") or {}
            value, span = str(told.get("value")), (found["Start"], found["End"] + 1)
            if value[:1] in "([":
                wanted.append(Wanted(*span, None, _bounds(value)))
            elif _decimal(value) is not None:
                wanted.append(Wanted(*span, _decimal(value), None, told.get("unit"), told.get("isoCurrency")))
        yield case["Input"], wanted


def quantulum() -> Iterator[tuple[str, list[Wanted]]]:
    """The sentences of quantulum3; a value with an uncertainty is a range, or a tolerance where ± is printed."""
    for case in json.loads((GOLD / "quantulum3" / "quantities.json").read_text("utf-8-sig")):
        at, wanted = 0, []
        for found in case["res"]:
            start = case["req"].find(found["surface"], at)
            at = start + len(found["surface"])
            value, spread = Decimal(repr(found["value"])), found.get("uncertainty")
            bounds = None
            if spread:
                spread = Decimal(repr(spread))
                bounds, value = (value - spread, value + spread, True, True), None
            wanted.append(Wanted(start, at, value, bounds, found["unit"]))
        yield case["req"], wanted


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite, how it is compared, and which dimensions it marks (all of them if there are none)."""

    name: str
    cases: Callable[[], Iterator[tuple[str, list[Wanted]]]]
    units: bool
    strict: bool
    kinds: tuple[str, ...] = ()


def _model(name: str) -> Callable[[], Iterator[tuple[str, list[Wanted]]]]:
    return lambda: recognizers(name)


MONEY, DEGREES = ("currency", "currency_part"), ("temperature",)
SIZES = ("length", "area", "volume", "mass", "information", "speed", "angle")
SUITES = (
    Suite("NumberModel", _model("NumberModel"), units=False, strict=False, kinds=("count",)),
    Suite("PercentModel", _model("PercentModel"), units=False, strict=True, kinds=("fraction",)),
    Suite("CurrencyModel", _model("CurrencyModel"), units=True, strict=True, kinds=MONEY),
    Suite("DimensionModel", _model("DimensionModel"), units=True, strict=True, kinds=SIZES),
    Suite("TemperatureModel", _model("TemperatureModel"), units=True, strict=True, kinds=DEGREES),
    Suite("NumberRangeModelExperimentalMode", _model("NumberRangeModelExperimentalMode"), False, False, ("bounded",)),
    Suite("quantulum3", quantulum, units=True, strict=True),
)
