"""The table of units: spellings → UCUM code and dimension, reviewed like code.

Sources: UCUM 2.1 (tables 3-23) for the codes, the SI brochure (9th edition, tables 2-8) for the symbols.
"""

from __future__ import annotations

from pipeline.normalise.grammar.moneylist import CURRENCIES

_PREFIXES = {
    "n": ("nano", "n"),
    "µ": ("micro", "u"),
    "m": ("milli", "m"),
    "c": ("centi", "c"),
    "d": ("deci", "d"),
    "h": ("hecto", "h"),
    "k": ("kilo", "k"),
    "M": ("mega", "M"),
    "G": ("giga", "G"),
    "T": ("tera", "T"),
    "P": ("peta", "P"),
    "E": ("exa", "E"),
    "Z": ("zetta", "Z"),
    "Y": ("yotta", "Y"),
    "Ki": ("kibi", "Ki"),
    "Mi": ("mebi", "Mi"),
    "Gi": ("gibi", "Gi"),
    "Ti": ("tebi", "Ti"),
}
# (UCUM code, dimension, symbols, words, prefixes that are in use); spellings stand between bars.
_ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    ("By", "information", "B", "byte|bytes|octet|octets", "k M G T P E Z Y Ki Mi Gi Ti"),
    ("bit", "information", "bit|bits", "bit|bits", "k M G T Ki Mi Gi"),
    ("bit/s", "information_rate", "bit/s|bits/s", "", "k M G T"),
    ("By/s", "information_rate", "B/s", "", "k M G T Ki Mi Gi"),
    ("1", "factor", "x", "times|fold", ""),
    ("10*-4", "percentage_points", "", "basis point|basis points", ""),
    ("s-1", "frequency", "s-1|s⁻¹|s^-1|1/s", "", ""),
    ("dB", "level", "dB", "decibel|decibels", ""),
    ("%", "fraction", "%|％", "percent|per cent|pct|pct.|per-cent|percents|percentage", ""),
    ("[ppth]", "fraction", "‰", "per mille|per mil|permille", ""),
    ("[ppm]", "fraction", "ppm", "parts per million", ""),
    ("[ppb]", "fraction", "ppb", "parts per billion", ""),
    ("m", "length", "m", "metre|metres|meter|meters", "n µ m c d k"),
    ("[ly]", "length", "ly", "light-year|light-years|light year|light years", ""),
    ("pm", "length", "pm", "picometre|picometres|picometer|picometers", ""),
    ("am", "length", "am", "attometre|attometres|attometer|attometers", ""),
    ("[in_i]", "length", "in.|″", "inch|inches", ""),
    ("[ft_i]", "length", "ft|ft.|′", "foot|feet", ""),
    ("[yd_i]", "length", "yd|yds", "yard|yards", ""),
    ("[mi_i]", "length", "mi|mi.", "mile|miles", ""),
    ("[nmi_i]", "length", "nmi", "nautical mile|nautical miles", ""),
    ("g", "mass", "g", "gram|grams|gramme|grammes", "n µ m k"),
    ("t", "mass", "t", "tonne|tonnes|metric ton|metric tons", ""),
    ("[lb_av]", "mass", "lb|lb.|lbs|lbs.", "", ""),
    ("[oz_av]", "mass", "oz|oz.", "ounce|ounces", ""),
    ("s", "time", "s|sec|secs|sec.", "second|seconds", "n µ m"),
    ("min", "time", "min|mins|min.", "minute|minutes", ""),
    ("h", "time", "h|hr|hrs|hr.", "hour|hours", ""),
    ("d", "time", "d", "day|days", ""),
    ("wk", "time", "wk|wks", "week|weeks", ""),
    ("mo", "time", "mo.|mos", "month|months", ""),
    ("a", "time", "yr|yrs|yr.", "year|years", ""),
    ("10*6.a", "time", "Ma|Myr", "", ""),
    ("10*9.a", "time", "Ga|Gyr", "gigaannum|gigayear|gigayears", ""),
    (
        "Cel",
        "temperature",
        "°C|° C|ºC|℃|deg C|deg. C",
        "degrees Celsius|degree Celsius|degrees centigrade|degree centigrade|degrees C|degree C|deg Celsius|° Celsius"
        "|°Celsius|Celsius|centigrade|celcius|centigrate|degrees celcius",
        "",
    ),
    (
        "[degF]",
        "temperature",
        "°F|° F|ºF|℉|deg F|deg. F",
        "degrees Fahrenheit|degree Fahrenheit|degrees F|degree F|deg Fahrenheit|° Fahrenheit|°Fahrenheit|Fahrenheit"
        "|farenheit|degrees farenheit",
        "",
    ),
    ("K", "temperature", "K", "kelvin|kelvins", ""),
    (
        "m2",
        "area",
        "m²|m2|m^2|sqm|sq.m.|sq. m",
        "square metre|square metres|square meter|square meters|sq m|metres squared|meters squared",
        "",
    ),
    ("cm2", "area", "cm²|cm2|cm^2", "square centimetres|square centimeters|square centimetre|square centimeter", ""),
    (
        "km2",
        "area",
        "km²|km2|km^2|sq. km",
        "square kilometre|square kilometres|square kilometer|square kilometers|sq km|km squared",
        "",
    ),
    ("har", "area", "ha", "hectare|hectares", ""),
    ("[acr_us]", "area", "", "acre|acres", ""),
    ("[sft_i]", "area", "ft²|ft2|ft^2|sq ft|sq. ft.|sq. ft|sqft", "square foot|square feet", ""),
    ("[sin_i]", "area", "in²|sq in", "square inch|square inches", ""),
    ("[mi_i]2", "area", "mi²|sq mi|sq. mi.", "square mile|square miles", ""),
    ("L", "volume", "L|l", "litre|litres|liter|liters", "µ m c d h"),
    ("m3", "volume", "m³|m3|m^3", "cubic metre|cubic metres|cubic meter|cubic meters", ""),
    ("cm3", "volume", "cm³|cm3|cm^3|cc", "cubic centimetres|cubic centimeters|cubic centimetre|cubic centimeter", ""),
    ("km3", "volume", "km³|km3|km^3", "cubic kilometres|cubic kilometers|cubic kilometre|cubic kilometer|km cubed", ""),
    ("[cft_i]", "volume", "ft³|ft3|cu ft", "cubic foot|cubic feet", ""),
    ("[bbl_us]", "volume", "bbl", "barrel|barrels", ""),
    ("[bbl_us]/d", "volume_rate", "bpd|b/d|bbl/d", "", ""),
    ("[gal_us]", "volume", "", "US gallon|US gallons|U.S. gallons", ""),
    ("[gal_br]", "volume", "", "imperial gallon|imperial gallons", ""),
    ("J", "energy", "J", "joule|joules", "k M G T"),
    ("eV", "energy", "eV", "electronvolt|electronvolts|electron volts", "m k M G T"),
    ("W.h", "energy", "Wh|W·h", "watt hour|watt hours|watt-hour|watt-hours", "k M G T"),
    ("kcal", "energy", "kcal", "kilocalorie|kilocalories", ""),
    ("W", "power", "W", "watt|watts", "m k M G T"),
    ("Hz", "frequency", "Hz", "hertz", "k M G T"),
    ("V", "electric_potential", "V", "volt|volts", "m k"),
    ("A", "electric_current", "A", "ampere|amperes|amp|amps", "m"),
    ("Ohm", "electric_resistance", "Ω", "ohm|ohms", "k M"),
    ("Pa", "pressure", "Pa", "pascal|pascals", "h k M G"),
    ("bar", "pressure", "bar", "", "m"),
    ("[psi]", "pressure", "psi", "", ""),
    ("N", "force", "N", "newton|newtons", "k M"),
    ("mol", "amount", "mol", "mole", "m"),
    ("Gy", "absorbed_dose", "Gy", "", "m"),
    ("Sv", "dose_equivalent", "Sv", "sievert|sieverts", "m µ"),
    ("lm", "luminous_flux", "lm", "lumen|lumens", ""),
    ("lx", "illuminance", "lx", "lux", ""),
    ("m/s", "speed", "m/s", "", ""),
    ("m/s2", "acceleration", "m/s²|m/s2|m/s^2", "", ""),
    ("km/s2", "acceleration", "km/s²|km/s2|km/s^2", "", ""),
    ("km/h", "speed", "km/h|kmh|kph|kmph|km/hr", "kilometres an hour|kilometers an hour", ""),
    ("[mi_i]/h", "speed", "mph|mi/h", "miles an hour", ""),
    ("[kn_i]", "speed", "kn", "knot|knots", ""),
    ("deg", "angle", "", "degrees of arc", ""),
    ("rad", "angle", "rad", "radian|radians", "m"),
)
_EXTRA_ROWS: tuple[tuple[str, str, str], ...] = (
    ("kBy", "information", "KB"),
    ("kbit", "information", "Kbit"),
    ("kbit/s", "information_rate", "Kbps|Kbit/s|kbps|kb/s"),
    ("Mbit/s", "information_rate", "Mbps|Mb/s"),
    ("Gbit/s", "information_rate", "Gbps|Gb/s"),
    ("Tbit/s", "information_rate", "Tbps"),
    ("kBy/s", "information_rate", "KB/s"),
    ("MBy/s", "information_rate", "MBps"),
    ("GBy/s", "information_rate", "GBps"),
    ("um", "length", "um|μm"),
    ("Mt", "mass", "Mt|megatonne|megatonnes"),
    ("Gt", "mass", "Gt|gigatonne|gigatonnes"),
    ("ug", "mass", "ug|μg|mcg"),
    ("us", "time", "us|μs"),
)
_EXTRA = {spelling: (code, kind) for code, kind, spellings in _EXTRA_ROWS for spelling in spellings.split("|")}
# "Mb" is written for megabits and for megabytes, "bps" for bits and for basis points, "ton" for three masses.
AMBIGUOUS = frozenset(
    [
        "bps",
        "Kb",
        "kb",
        "Mb",
        "mb",
        "Gb",
        "gb",
        "Tb",
        "tb",
        "MBits",
        "ton",
        "tons",
        "gallon",
        "gallons",
        "pint",
        "pints",
        "pound",
        "pounds",
        "degree",
        "degrees",
        "deg",
        "deg.",
        "°",
        "º",
        "calorie",
        "calories",
        "hp",
        "cup",
        "cups",
        "fl oz",
        "fluid ounce",
        "fluid ounces",
        "quarter",
        "quarters",
        "M",
        "m.",
        "b",
        "k",
        "$",
        "¥",
        "K.",
        "point",
        "points",
        "Cal",
        "kt",
        "C",
        "F",
        "tablespoon",
        "tablespoons",
        "tbsp",
        "teaspoon",
        "teaspoons",
        "tsp",
        "quart",
        "quarts",
        "billion electron volts",
        "turn",
        "turns",
    ]
)
POINTS = (
    "percentage-point",
    "percentage-points",
    "percentage points",
    "percentage point",
    "percent points",
    "%-points",
    "pp",
    "p.p.",
    "pps",
    "ppts",
    "%pt",
)


def _spellings(row: tuple[str, str, str, str, str]) -> dict[str, tuple[str, str]]:
    code, dimension, symbols, words, prefixes = row
    short, long = (list(filter(None, listed.split("|"))) for listed in (symbols, words))
    found = dict.fromkeys([*short, *long], (code, dimension))
    for prefix in prefixes.split():
        name, ucum = _PREFIXES[prefix]
        found |= {prefix + symbol: (ucum + code, dimension) for symbol in short}
        found |= {name + word: (ucum + code, dimension) for word in long}
    return found


SYMBOLS: dict[str, tuple[str, str]] = _EXTRA | {
    spelling: unit for row in _ROWS for spelling, unit in _spellings(row).items()
}
# A word of four letters or more is no symbol: its case carries nothing.
WORDS = {spelling.lower(): unit for spelling, unit in SYMBOLS.items() if len(spelling) > 3 and "/" not in spelling}
FRENCH = {f"{prefix}o": (f"{ucum}By", "information") for prefix, ucum in zip("kMGTP", "kMGTP", strict=True)}
_CODES: dict[str, str] = dict(SYMBOLS.values()) | {"1": "count"}
_DERIVED = {
    ("information", "time"): "information_rate",
    ("length", "time"): "speed",
    ("mass", "volume"): "density",
    ("volume", "time"): "volume_rate",
    ("mass", "time"): "mass_rate",
    ("energy", "time"): "power",
    ("factor", "time"): "frequency",
}


def dimension_of(code: str) -> str | None:
    """The dimension of a code that this project writes: "information" for "TBy", "currency" for "EUR", else None."""
    if code in _CODES:
        return _CODES[code]
    if code in CURRENCIES:
        return "currency"
    above, slash, below = code.partition("/")
    if not slash or above not in _CODES or below not in _CODES:
        return None
    return quotient(_CODES[above], _CODES[below])


def quotient(above: str, below: str) -> str:
    """The dimension of one thing per another: "speed" for length and time."""
    return _DERIVED.get((above, below), f"{above}_per_{below}")
