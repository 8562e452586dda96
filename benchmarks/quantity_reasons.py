"""Why a suite and we disagree, by suite and number of the sentence; and the suites' names for units."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.value import Mention, Quantity

# The suites' names for units: codes, or words where code and suite leave the same thing open (~ is a space).
_NAMES = {
    "dollar": "USD dollar $",
    "pound": "GBP [lb_av] pound lb £",
    "euro": "EUR",
    "cent": "cent",
    "pence": "pence penny GBp",
    "penny": "penny",
    "us dollar": "USD",
    "united states dollar": "USD",
    "franc": "franc",
    "swiss franc": "CHF",
    "peseta": "peseta",
    "netherlands guilder": "NLG dutch~guilder",
    "finnish markka": "FIM finnish~markka",
    "rupee": "rupee INR",
    "bitcoin": "bitcoin btc ₿",
    "satoshi": "satoshi",
    "sen": "sen",
    "milliliter": "mL",
    "inch": "[in_i]",
    "mile": "[mi_i]",
    "barrel": "[bbl_us]",
    "foot": "[ft_i] foot feet [in_i]",
    "ounce": "[oz_av]",
    "acre": "[acr_us]",
    "gallon": "[gal_us] gallon",
    "cubic foot": "[cft_i]",
    "square meter": "m2",
    "ton": "t ton",
    "metric ton": "t",
    "bit": "bit",
    "mile per hour": "[mi_i]/h",
    "meter": "m",
    "kilometer": "km",
    "millimeter": "mm",
    "square kilometer": "km2",
    "decimeter": "dm",
    "megabyte": "MBy",
    "megabit": "Mbit",
    "picometer": "pm",
    "tablespoon": "[tbs_us] tablespoon tbsp",
    "cup": "[cup_us] cup",
    "teaspoon": "[tsp_us] teaspoon tsp",
    "kilometer per hour": "km/h",
    "meter per millisecond": "m/ms",
    "centimeter per millisecond": "cm/ms",
    "kilometer per millisecond": "km/ms",
    "kilogram": "kg",
    "microgram": "ug",
    "degree": "deg degree ° deg",
    "radian": "rad",
    "turn": "circ turn",
    "c": "Cel",
    "f": "[degF]",
    "metre": "m",
    "pound sterling": "GBP",
    "kilometre": "km",
    "dimensionless": "1",
    "week": "wk",
    "nanometre": "nm",
    "day": "d",
    "year": "a",
    "month": "mo",
    "inverse second": "s-1 /s",
    "cubic kilometre": "km3",
    "square kilometre": "km2",
    "hour": "h",
    "electronvolt": "eV",
    "watt per minute": "W/min",
    "dollar per hour": "$/hour",
    "kilometre per square second": "km/s2",
    "litre": "L",
    "dollar per kilogram": "$~per~kg",
    "percentage": "%",
    "teraelectronvolt": "TeV",
    "square mile": "[mi_i]2",
    "exabyte": "EBy",
    "kibibyte": "KiBy",
    "byte": "By",
    "watt hour": "W.h",
    "megawatt hour": "MW.h",
    "ton per day": "tpd",
    "joule second": "J.s",
    "dozen": "dozen",
    "gigayear": "10*9.a",
    "megayear": "10*6.a",
    "tonne": "t",
    "dime": "dime",
    "yen": "JPY",
    "joule per square metre per year": "J/m2/a",
    "candela second": "cd.s",
    "gigahertz": "GHz",
    "milligray": "mGy",
    "inverse femtobarn": "10*15.b-1",
    "degree celsius": "Cel",
    "degree fahrenheit": "[degF]",
    "kelvin": "K",
    "kilometre per hour": "km/h",
    "picometre": "pm",
    "attometre": "am",
    "centilitre": "cL",
    "pound-mass": "[lb_av]",
    "milligram": "mg",
    "cubic centimetre": "mL cm3",
    "count per week": "times~per~week",
}
CODES = {name: tuple(code.replace("~", " ") for code in codes.split()) for name, codes in _NAMES.items()}

# Why we read it otherwise, or not, and what says so: the contract of Quantity (pipeline/value.py), that of
# find_quantities, or UCUM. A number that can be read in two ways is not read (a value is stated exactly or not at all).
_CERTAIN = "a value that is not certain is null (contract of Quantity)"
_NO_COUNT = "no dates, lone years, list numbers, ordinals, versions, references or names (contract of find_quantities)"
_WHOLE = "a rate has a unit of its own (UCUM 2.1, terms); a range has bounds and no value (contract of Quantity)"
CONVENTIONS: dict[str, tuple[str, str]] = {
    "identifier": ("a date, telephone number, address, list number, course, name or version", _NO_COUNT),
    "ordinal": ("an ordinal is no quantity, nor is what it counts a part of", _NO_COUNT),
    "row": ("numbers or amounts side by side, with nothing that says which belong together", _CERTAIN),
    "sign": ("a sign with a space behind it may be a dash or a bullet", _CERTAIN),
    "date": ("alone it may be a date or a fraction", _CERTAIN),
    "letter": ("a letter that is a scale, a unit, a code or part of a name (G, b, M, m, t, mb)", _CERTAIN),
    "readings": ("two readings, of which the suite takes one", _CERTAIN),
    "clock": ("may be a time of day", _NO_COUNT),
    "cents": ("a number behind an amount of money, with more behind it, may be cents or not", _CERTAIN),
    "unfinished": ("a comparison that does not end, or that contradicts itself", _CERTAIN),
    "percent_of": ("per cent of twenty is a part of twenty and no 20 %", "English; % is 10*-2 (UCUM 2.1, table 23)"),
    "article": ("'a' is an article and no 1; a dozen is 12", "English; a bare count has the unit 1 (UCUM 2.1)"),
    "whole": ("a rate, a range, a share or a measure in two units is read whole, not in parts", _WHOLE),
    "parenthesised": (
        "(12) is 12, and -12 only where a column is declared as accounts",
        "the flag parenthesised (contract of Quantity)",
    ),
    "change": ("from one to another is a change: two values, and no range", "bounds are those that a text asserts"),
    "twice_named": ("the currency is named twice; the suite counts the second name in or not", "offsets only"),
}
# What is left to be done.
OPEN: dict[str, str] = {
    "open_letter": "a letter behind a number that only the rest of the sentence decides",
    "word": "a word that is no unit, currency or number in our tables, or is misspelt",
    "mixed": "digits and number words mixed in one number, or in a row",
    "words": "number words that our grammar does not join",
    "separator": "in prose a mark that is not the locale's is left, and so is a list of numbers",
    "sum": "a sum, a product or a power that is written out",
    "parts": "a measure in units that have no exact sum (years and days)",
}
BY_SUITE: dict[str, dict[str, str]] = {
    "NumberModel": {
        "identifier": "0 1 143 144 189 198 199 224 232",
        "row": "27 140",
        "sign": "32 41",
        "date": "63",
        "letter": "40 88 193 194",
        "ordinal": "96 227",
        "readings": "25 110",
        "sum": "84 231",
        "separator": "159 187 200",
        "mixed": "150 169",
        "words": "70 182 228",
    },
    "PercentModel": {"percent_of": "9 10 11 12"},
    "CurrencyModel": {
        "cents": "99 103",
        "row": "118",
        "twice_named": "124",
        "word": "4 102 109 110 164 178",
    },
    "DimensionModel": {
        "whole": "6 10 60 87",
        "sign": "39",
        "unfinished": "43",
        "letter": "49",
        "clock": "52",
        "sum": "58",
        "word": "68",
        "open_letter": "47 95",
    },
    "TemperatureModel": {"sign": "31"},
    "NumberRangeModelExperimentalMode": {
        "ordinal": "3 5",
        "unfinished": "51",
        "whole": "57 58",
    },
    "quantulum3": {
        "identifier": "3 4 25 47 55 61 63",
        "whole": "10",
        "parts": "17",
        "parenthesised": "80",
        "article": "23 30 39 51 52",
        "change": "24 94",
        "word": "50 60 68",
    },
}
# Where a convention has us state something else than the suite, this is all that we may state there of its kinds:
# anything else is wrong.
STATED: dict[tuple[str, int], tuple[str, ...]] = {
    ("CurrencyModel", 124): ("$10 dollars = 10 USD",),
    ("DimensionModel", 6): ("500,000 barrels a day = 500000 [bbl_us]/d",),
    ("DimensionModel", 10): ("eight to 10 feet = 8..10 [ft_i]",),
    ("DimensionModel", 60): ("12 m 2 dm = 122 dm",),
    ("DimensionModel", 87): ("37.8 microgrammes per gramme = 37.8 ug/g",),
    ("NumberRangeModelExperimentalMode", 57): ("2 in 5 or more = 0.4 1",),
    ("NumberRangeModelExperimentalMode", 58): ("more than 2 in 5 = 0.4 1",),
    ("quantulum3", 10): ("twenty-one years and six months = 258 mo",),
    ("quantulum3", 24): ("about $350 per kg = 350 None", "$680 per kg = 680 None"),
    ("quantulum3", 30): ("8x2^10 bits = 8192 bit", "approximately one thousand bytes = 1000 By"),
    ("quantulum3", 51): ("a dozen = 12 1",),
    ("quantulum3", 80): ("$99.99 = 99.99 USD",),
    ("quantulum3", 94): ("44 mg = 44 mg", "50 mg = 50 mg"),
}
PROSE = """\
The tower, finished in 1998 after six years of work, is 212 metres high and cost an estimated €340 million, nearly
twice what the city council had approved. Its owners say that it saves 18.5 GWh of electricity a year, about 40% of
what buildings of that size use, though an audit of March 2019 found savings of between 9 and 11 GWh.

Nobody who lives nearby remembers the quarrel that went before it. The council, pressed by the owners of the market
hall and by a society for the preservation of the old town, had asked three architects for drawings, chosen none of
them, and then let the builders go ahead with a plan that had been meant for another river and another climate. When
the first winter came the windows on the north side had to be taken out and made again, and the firm that had made
them went out of business before anyone could say whose fault it had been.

Inside there are 47 floors, of which 31 are let to firms that employ over 6,200 people. Rents have risen from $52 to
$71 per square foot since 2015. The lifts, which travel at up to 10 m/s, carry more than 14,000 passengers on a
working day; a ride to the top takes 35 seconds. In the lobby hangs a clock that has been wrong since the building
was opened, and nobody in the management seems to know who should repair it, or who was paid to do so. Visitors ask
about it more often than about the view, the porter says, and he has long since stopped giving them an answer.
"""


def reason_of(suite: str, number: int) -> str | None:
    """The key of the reason why a sentence is read otherwise, in CONVENTIONS or OPEN; None where there is none yet."""
    return next((key for key, numbers in BY_SUITE.get(suite, {}).items() if str(number) in numbers.split()), None)


def stated(text: str, mentions: list[Mention]) -> tuple[str, ...]:
    """What we state, in the form of STATED."""
    return tuple(f"{text[one.start : one.end]} = {_number(one.quantity)} {one.quantity.unit}" for one in mentions)


def _number(quantity: Quantity) -> str:
    return f"{quantity.lower}..{quantity.upper}" if quantity.value is None else str(quantity.value)
