"""Why a suite and we disagree, by suite and number of the sentence; and the suites' names for units."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.value import Mention

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
    "inverse femtobarn": "fb-1",
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

# Why we read it otherwise, or not: first what the suite's convention is and ours is not, then what we do not do.
REASONS: dict[str, str] = {
    "endless": "has no exact decimal: understood, its value left null and not rounded",
    "readings": "two readings (130 fifths or 100 thirty-fifths; 103 quarters or 100.75)",
    "ordinal": "may be an ordinal or a part (a fifth), and larger parts than twentieths are not read",
    "share": "a share or odds are two numbers to us, and no quotient",
    "power": "a power of another number than ten, which is arithmetic",
    "identifier": "a date, telephone number, list number, address, name, version or lone year is no quantity",
    "row": "numbers side by side, or an enumeration, with nothing that says which belong together",
    "letter": "a letter that is a scale, a unit or part of a name (k, G, b, M, m, t, mb)",
    "sign": "a sign with a space behind it may be a dash",
    "date": "alone it may be a date or a fraction",
    "years": "may be years",
    "separator": "the separators of another locale than the one given",
    "cents": "a number behind an amount of money may be cents or not",
    "qualifiers": "two qualifiers that differ, or a qualified range, have no sure bounds (data-model.md)",
    "change": "from one to another is a change or a muddle, and no range",
    "comparison": "not English, code, or a comparison that does not end",
    "article": "'a' is an article and no 1; a dozen is 12",
    "whole": "we read the whole (a rate, a range, a compound measure, an accounting sign as parenthesised)",
    "clock": "may be a time of day",
    "percent_of": "per cent of twenty is no 20 %",
    "zero": "zero as a word is a number only with things behind it",
    "word": "a word that is no unit, currency or number in our tables, or is misspelt",
    "mixed": "digits and number words mixed in one number",
    "half": "a half or a quarter with no 'of', or 'one', may be something else",
}
# The rest is left to be done.
CONVENTIONS = frozenset(REASONS[key] for key in REASONS if key not in ("word", "mixed", "half", "letter"))
BY_SUITE: dict[str, dict[str, str]] = {
    "NumberModel": {
        "endless": "12 14 96 98 99 181 183 185 211 213 222 223",
        "readings": "67 70 71 75 77 78 100 101 102 103 104 105 106 107 108 109 110 121 123 124 126 133 182 203 210 212",
        "ordinal": "18 19 76 89 90 97 227 228",
        "share": "111 112 113 114 115 116 117 118 119 120 127 134 135 164 175 176 177 178 214 215",
        "power": "58 79 80 81 82 83 84",
        "identifier": "0 1 140 143 144 189 224 232",
        "row": "27 198 199",
        "letter": "40 54 88 193 194",
        "sign": "31 32 41",
        "date": "62 63",
        "separator": "159 173 187 200",
        "change": "163",
        "zero": "142 229 231",
        "word": "20 22 24 25 225 226",
        "mixed": "147 148 149 150 151 152 153 154 169 170",
        "half": "161 216",
    },
    "PercentModel": {"percent_of": "9 10 11 12"},
    "CurrencyModel": {
        "comparison": "4",
        "cents": "98 99 101 103 145 146 166 167 168 170",
        "row": "117 118 119 121 124 125 126 128 129 130 131 144 172",
        "separator": "133",
        "word": "102 109 110 164 169 178 179",
    },
    "DimensionModel": {
        "whole": "6 10 87",
        "sign": "39",
        "comparison": "43",
        "letter": "47 49 95",
        "clock": "52",
        "row": "57 58 60",
        "word": "68 92",
        "half": "91",
    },
    "TemperatureModel": {"word": "24", "sign": "31"},
    "NumberRangeModelExperimentalMode": {
        "ordinal": "3 5 13",
        "qualifiers": "9 19 20 24",
        "years": "12 53 54 55 56",
        "comparison": "25 30 37 38 42 45 46 47 48 49 50 51 52 68",
        "share": "57 58",
        "word": "71 75",
    },
    "quantulum3": {
        "identifier": "3 25 47 55 61 63",
        "whole": "10 17 80",
        "word": "13 14 48 50 53 59 60",
        "row": "15 16 86 87 88",
        "article": "23 30 39 51 52",
        "change": "24 91 94 96 97 98",
        "qualifiers": "29",
        "endless": "41 42 84",
        "half": "43",
        "zero": "68 69",
        "clock": "74 75 76",
    },
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


def explained(suite: str, number: int, mentions: list[Mention]) -> str:
    """The reason of a disagreement."""
    for key, numbers in BY_SUITE.get(suite, {}).items():
        if str(number) in numbers.split():
            return REASONS[key]
    return "open" if mentions else "nothing found"
