"""The table of units: spellings → UCUM code and dimension, reviewed like code.

Sources: UCUM 2.1 (tables 3-23) for the codes, the SI brochure (9th edition, tables 2-8) for the symbols.
"""

from __future__ import annotations

from pipeline.normalise.money import CURRENCIES

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
    "Pi": ("pebi", "Pi"),
}
# (UCUM code, dimension, symbols, words, prefixes that are in use); spellings stand between bars.
_ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    ("By", "information", "B", "byte|bytes|octet|octets", "k M G T P E Z Y Ki Mi Gi Ti Pi"),
    ("bit", "information", "bit|bits", "bit|bits", "k M G T Ki Mi Gi"),
    ("bit/s", "information_rate", "bit/s|bits/s", "", "k M G T"),
    ("By/s", "information_rate", "B/s", "", "k M G T Ki Mi Gi"),
    ("%", "fraction", "%", "percent|per cent|pct|pct.|per-cent", ""),
    ("[ppth]", "fraction", "‰", "per mille|per mil|permille", ""),
    ("[ppm]", "fraction", "ppm", "parts per million", ""),
    ("[ppb]", "fraction", "ppb", "parts per billion", ""),
    ("m", "length", "m", "metre|metres|meter|meters", "n µ m c d k"),
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
    ("Cel", "temperature", "°C|° C|ºC|℃", "degrees Celsius|degree Celsius|degrees centigrade|degrees C", ""),
    ("[degF]", "temperature", "°F|° F|ºF|℉", "degrees Fahrenheit|degree Fahrenheit|degrees F", ""),
    ("K", "temperature", "K", "kelvin|kelvins", ""),
    ("m2", "area", "m²|m2|sqm|sq.m.", "square metre|square metres|square meter|square meters|sq m", ""),
    ("cm2", "area", "cm²|cm2", "square centimetres|square centimeters", ""),
    ("km2", "area", "km²|km2", "square kilometre|square kilometres|square kilometer|square kilometers|sq km", ""),
    ("har", "area", "ha", "hectare|hectares", ""),
    ("[acr_us]", "area", "", "acre|acres", ""),
    ("[sft_i]", "area", "ft²|sq ft|sq. ft.", "square foot|square feet", ""),
    ("[mi_i]2", "area", "mi²|sq mi|sq. mi.", "square mile|square miles", ""),
    ("L", "volume", "L|l", "litre|litres|liter|liters", "µ m c d"),
    ("m3", "volume", "m³|m3", "cubic metre|cubic metres|cubic meter|cubic meters", ""),
    ("cm3", "volume", "cm³|cm3", "cubic centimetres|cubic centimeters", ""),
    ("km3", "volume", "km³|km3", "cubic kilometres|cubic kilometers", ""),
    ("J", "energy", "J", "joule|joules", "k M G T"),
    ("W.h", "energy", "Wh|W·h", "watt hour|watt hours|watt-hour|watt-hours", "k M G T"),
    ("kcal", "energy", "kcal", "kilocalorie|kilocalories", ""),
    ("W", "power", "W", "watt|watts", "m k M G T"),
    ("Hz", "frequency", "Hz", "hertz", "k M G T"),
    ("V", "electric_potential", "V", "volt|volts", "m k"),
    ("A", "electric_current", "A", "ampere|amperes|amp|amps", "m"),
    ("Ohm", "electric_resistance", "Ω", "ohm|ohms", "k M"),
    ("Pa", "pressure", "Pa", "pascal|pascals", "h k M G"),
    ("bar", "pressure", "bar", "bar|bars", "m"),
    ("[psi]", "pressure", "psi", "", ""),
    ("N", "force", "N", "newton|newtons", "k M"),
    ("mol", "amount", "mol", "mole|moles", "m"),
    ("m/s", "speed", "m/s", "", ""),
    ("km/h", "speed", "km/h|kmh|kph|km/hr", "kilometres an hour|kilometers an hour", ""),
    ("[mi_i]/h", "speed", "mph|mi/h", "miles an hour", ""),
    ("[kn_i]", "speed", "kn", "knot|knots", ""),
    ("deg", "angle", "", "degrees of arc", ""),
)
_EXTRA = {
    "KB": ("kBy", "information"),
    "Kbit": ("kbit", "information"),
    "MBps": ("MBy/s", "information_rate"),
    "Kbps": ("kbit/s", "information_rate"),
    "Kbit/s": ("kbit/s", "information_rate"),
    "kbps": ("kbit/s", "information_rate"),
    "Mbps": ("Mbit/s", "information_rate"),
    "Gbps": ("Gbit/s", "information_rate"),
    "Tbps": ("Tbit/s", "information_rate"),
    "KB/s": ("kBy/s", "information_rate"),
    "GBps": ("GBy/s", "information_rate"),
    "kb/s": ("kbit/s", "information_rate"),
    "Mb/s": ("Mbit/s", "information_rate"),
    "Gb/s": ("Gbit/s", "information_rate"),
    "um": ("um", "length"),
    "μm": ("um", "length"),
    "ug": ("ug", "mass"),
    "μg": ("ug", "mass"),
    "μs": ("us", "time"),
    "us": ("us", "time"),
}
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
        *(
            "pound",
            "pounds",
            "cent",
            "cents",
            "degree",
            "degrees",
            "°",
            "º",
            "calorie",
            "calories",
            "hp",
            "cup",
            "cups",
        ),
        "fl oz",
        "fluid ounce",
        "fluid ounces",
        "billion electron volts",
        "quarter",
        "quarters",
        "M",
        "m.",
        "b",
        "k",
        "dollar",
        "peso",
        "pesos",
        "krona",
        "kronor",
        "krone",
        "kroner",
        "kr",
        "kr.",
        "dinar",
        "dinars",
        "crown",
        "crowns",
        "$",
        "¥",
        "K.",
        "point",
        "points",
        "Cal",
        "bps",
        "kt",
        "C",
        "F",
    ]
)
POINTS = ("percentage points", "percentage point", "percent points", "%-points", "pp", "p.p.", "pps", "ppts", "%pt")


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
