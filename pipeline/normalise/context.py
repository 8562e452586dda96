"""What stands around a number in prose and says that it is a name, a label, a year or half of something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalise.numberword import NUMBER_WORDS
from pipeline.normalise.separator import decimal_mark

if TYPE_CHECKING:
    from pipeline.normalise.interval import Reading
    from pipeline.value import Quantity

_CLOSED = re.compile(r"$|[\s\u00a0]|[,;!?)\]}”\"’'…—|]+(?!\w)|[,;!?)\]}”\"…—|]*[.:]+(?![\w])|—|[,;!?)\]}”\"]")
_MINUS_BEFORE = re.compile(
    r"(?:\b(?:minus|negative|plus|point|nought|or[ \u00a0]equal[ \u00a0](?:to|than))|[^\s\u00a0][ \u00a0][+-])"
    r"[ \u00a0]{1,2}$",
    re.IGNORECASE,
)
# "6 . 2 %", "80 , 000": numbers that a tokenizer has taken apart.
_APART_BEFORE = re.compile(r"[0-9][ \u00a0][.,][ \u00a0]?$|[0-9][.,][ \u00a0]?$(?<![.,][ \u00a0])")
_APART_AFTER = re.compile(r"[ \u00a0][.,/][ \u00a0]?[0-9]")
_DOLLAR_BEFORE = re.compile(r"(?:^|[^A-Za-z])(?:[Uu][Ss]|U\.S\.|AU?|C|c|CA|NZ|HK|hk|NT|S|R)[ \u00a0]?$")
_NUMBER_WORD_BEFORE = re.compile(
    rf"\b(?:{'|'.join(sorted(NUMBER_WORDS))})[ \u00a0-]{{1,2}}(?:and[ \u00a0])?$", re.IGNORECASE
)
_NUMBER = rf"(?:[0-9]|(?:{'|'.join(sorted(NUMBER_WORDS))})\b)"
# "3 hundred and 21", "3 million and a half", "75 USD million": the number goes on.
_GOES_ON = re.compile(
    rf"[ \u00a0]{{1,3}}[0-9]|[ \u00a0]and[ \u00a0](?:an?[ \u00a0](?:half|quarter|third|\w{{2,12}}th)\b|{_NUMBER})",
    re.IGNORECASE,
)
_SHARE_AFTER = re.compile(
    rf"[ \u00a0](?:over|by|in|of|for|on|to|out[ \u00a0]of)[ \u00a0](?:the[ \u00a0])?{_NUMBER}", re.IGNORECASE
)
_SHARE_BEFORE = re.compile(
    rf"(?:[0-9]|\b{_NUMBER})[ \u00a0](?:over|in|of|out[ \u00a0]of)[ \u00a0](?:the[ \u00a0])?$", re.IGNORECASE
)
_SCALE_AFTER = re.compile(r"[ \u00a0-](?:hundred|thousand|million|billion|trillion|m|bn|mn)\b", re.IGNORECASE)
_SYMBOL_AFTER = re.compile(r"[ \u00a0](?:[^\W\d_aeiouyAEIOUY]{1,6}|[A-Z]{0,2}(?:EUR|USD|GBP|CHF|JPY))(?![\w])")
_PLAIN_FOUR = re.compile(r"(?<![0-9.,])[0-9]{4,}$")
_NEGATED = re.compile(r"(?:\b(?:not|never|nor|neither|hardly|no)|n['’]t)[ \u00a0]$", re.IGNORECASE)
_SUM_BEFORE = re.compile(r"(?:[0-9)%][ \u00a0]?[×x*+÷^/±−–-]|[=×÷^/±])[ \u00a0]?$")
_SUM_AFTER = re.compile(r"[ \u00a0]?[×*+=÷^/±][ \u00a0]?[\w(]|[ \u00a0]?x[ \u00a0]?[0-9]|[ \u00a0][−–-][ \u00a0]?[0-9]")
_FACTOR = re.compile(r"[ \u00a0-](?:times|fold|x\b|to[ \u00a0-]one\b)", re.IGNORECASE)
_BARE_SYMBOLS = frozenset(["m", "g", "h", "s", "W", "V", "L", "K", "%", "‰", "€", "£", "″", "′"])

_LABELS = (
    "page pages p pp chapter chapters section sections sec figure figures fig figs table tables no nos nr "
    "number numbers version versions v vol volume volumes issue step steps part parts episode season rank "
    "ranked room day days top phase grade article line lines row rows column columns type class rfc iso route "
    "highway flight channel exit question option group team model item note appendix equation eq lot box "
    "suite apartment building aged age ages id code error port http level stage round game week month year "
    "century act scene verse psalm formula covid windows python ios android sdk api paragraph para annex rule "
    "law amendment title unit exhibit case slide lesson module track tracks disc side big size gate platform "
    "terminal zone district block agent area pin ref reference footnote ch art phone tel fax call "
)
_LABEL = re.compile(rf"(?:\b(?:{'|'.join(sorted(set(_LABELS.split())))})[ \u00a0]?\.?|[#№§])[ \u00a0]?$", re.IGNORECASE)
_OPENERS_WORDS = (
    "a about above across after all almost along although among an and another around as at because before "
    "below between both but by during each even every exactly finally for from had has have here how however "
    "if in including into it its just last later like more most nearly next of off on only or other our over "
    "overall roughly since so some that the their then there these they this those though through to today "
    "under until up upon we what when where which while who with within without yet you are is was were did "
    "does do his her"
)
_OPENERS = frozenset(_OPENERS_WORDS.split())
_WORD_BEFORE = re.compile(r"([A-Za-zÀ-ÿ][\w’'.-]{0,40})[ \u00a0]$")
_NAME_AFTER = re.compile(r"[ \u00a0][A-Z][a-z]")
_WORD_AFTER = re.compile(r"[ \u00a0]([A-Za-z]+)")
_NOT_AFTER = re.compile(
    r"[ \u00a0](?:bc|bce|ad|ce|utc|gmt|am|pm|more|fewer|less|further|other|others|percentage)\b"
    r"|[ \u00a0]{1,3}[0-9(]?[0-9]|[ \u00a0](?:divided|multiplied|modulo|or[ \u00a0](?:more|less|fewer|greater))[ \u00a0]|, ?[0-9]|:|[ \u00a0]?[–-]",
    re.IGNORECASE,
)
_RATE_AFTER = re.compile(
    r"(?:[ \u00a0][A-Za-z]{1,20}){1,3}"
    r"(?:[ \u00a0]per[ \u00a0]|/|[ \u00a0]an?[ \u00a0](?:day|hour|week|month|year|minute)\b)"
)
_AFTER_NUMBER = re.compile(r"[0-9][.,]?[ \u00a0]$")
_ENUMERATED = re.compile(r"[0-9],?[ \u00a0](?:(?:and|or|&)[ \u00a0])?$")
_CLOCK_BEFORE = re.compile(r"\b(?:at|until|till|since|before|after|by|and)[ \u00a0]$", re.IGNORECASE)
_LINE_START = re.compile(r"(?:^|\n)[ \t>]*[([]?$")


def stands_alone(text: str, reading: Reading, locale: str) -> bool:
    """Is the reading, in its place, surely the quantity that it looks like?"""
    quantity = reading.quantity
    if quantity is None or (quantity.value is None and quantity.lower is None):
        return False
    before, after = text[max(0, reading.start - 60) : reading.start], text[reading.end : reading.end + 90]
    if _CLOSED.match(after) is None or _NEGATED.search(before) or _FACTOR.match(after):
        return False
    if _SUM_BEFORE.search(before) or _SUM_AFTER.match(after) or _torn(before, after):
        return False
    printed = text[reading.start : reading.end]
    if _part_or_change(before.lower(), printed.lower()):
        return False
    if printed[0] in "+-−–$" and _loses_sign(before, printed):
        return False
    if _odd_unit(quantity, printed) or _foreign_decimals(printed, locale):
        return False
    if quantity.dimension in ("count", "currency") and (_GOES_ON.match(after) or _AFTER_NUMBER.search(before)):
        return False
    if quantity.dimension == "count" and _SYMBOL_AFTER.match(after):
        return False
    bare = quantity.unit == "1" and quantity.scale is None
    return not bare or _bare_count(text, reading, before, after, printed)


def _torn(before: str, after: str) -> bool:
    """Is a part of the number left outside: a sign, a decimal part, another number?"""
    if (
        _SCALE_AFTER.match(after)
        or _MINUS_BEFORE.search(before)
        or _APART_BEFORE.search(before)
        or _APART_AFTER.match(after)
    ):
        return True
    return _NUMBER_WORD_BEFORE.search(before) is not None


def _part_or_change(before: str, printed: str) -> bool:
    """ "a third of a million" is no million; "rose from 5 to 10" is a change, and only "ranging from" says a range."""
    part = printed.startswith(("a ", "half a ")) and before.endswith(" of ")
    return part or (printed.startswith("from ") and not before.endswith(("ranging ", "ranges ", "range ", "ranged ")))


def _loses_sign(before: str, printed: str) -> bool:
    """ "75 -300mm" is a range, not a negative length; "C $ 100" is no US dollar."""
    if printed[0] == "$":
        return _DOLLAR_BEFORE.search(before) is not None
    return _AFTER_NUMBER.search(before) is not None


def _odd_unit(quantity: Quantity, printed: str) -> bool:
    """In prose a lone letter may be a word, a name or a plural, and "over 3 years" may mean "during"."""
    if quantity.unit is None and quantity.dimension != "currency":
        return True
    symbol = quantity.unit_text or ""
    if len(symbol) == 1 and symbol.isalpha():
        return symbol not in _BARE_SYMBOLS or printed[-2:-1].isdigit()
    if quantity.dimension == "time" and quantity.qualifier in ("more_than", "less_than"):
        return printed.lower().startswith(("over", "above", "under", "below"))
    return False


def _foreign_decimals(printed: str, locale: str) -> bool:
    """A lone mark that is not the locale's decimal mark is as likely a slip between two numbers ("2020,15")."""
    mark = decimal_mark(locale)
    other = {".": ",", ",": "."}.get(mark or "")
    return (
        other is not None
        and re.search(rf"(?<![0-9.,])[0-9]+[{other}](?![0-9]{{3}}(?![0-9]))[0-9]+(?![0-9.,])", printed) is not None
    )


def _bare_count(text: str, reading: Reading, before: str, after: str, printed: str) -> bool:
    if _is_label(before) or _is_marker(text, reading, before, after) or _PLAIN_FOUR.search(printed):
        return False
    if printed[:1] in "+-−–" or printed.lower() in ("one", "a dozen", "one dozen"):
        return False
    if _NOT_AFTER.match(after) or _ENUMERATED.search(before):
        return False
    if _SHARE_AFTER.match(after) or _SHARE_BEFORE.search(before):
        return False
    if _NAME_AFTER.match(after) or _RATE_AFTER.match(after):
        return False
    word = _WORD_AFTER.match(after)
    if reading.quantity is not None and reading.quantity.qualifier == "range":
        return not reading.hyphen and word is not None and word.group(1).islower()
    if word is None:
        return not _CLOCK_BEFORE.search(before)
    return word.group(1).lower() not in NUMBER_WORDS


def _is_label(before: str) -> bool:
    """ "page 12", "Windows 11": the word before names one of a series, or is part of a name."""
    if _LABEL.search(before):
        return True
    word = _WORD_BEFORE.search(before)
    return word is not None and word.group(1)[0].isupper() and word.group(1).lower() not in _OPENERS


def _is_marker(text: str, reading: Reading, before: str, after: str) -> bool:
    """The number of a list item, a citation or a note: "1. ", "(2)", "[12]"."""
    if before[-1:] in ("(", "[") and after[:1] in (")", "]"):
        return True
    if after.lstrip()[:1] == ")" and "(" not in before:
        return True
    return after[:1] in (".", ")") and _LINE_START.search(text[max(0, reading.start - 40) : reading.start]) is not None
