from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.grammar.quantity import find_quantities, parse_quantity
from pipeline.normalise.grammar.sentence import unwrapped
from pipeline.value import Quantity

# text, locale, value, lower, upper, qualifier, unit, resolution, flags: the table of data-model.md, row by row
CONTRACT = [
    ("256 million", "en", "256000000", None, None, "unqualified", "1", "1000000", ()),
    ("~86 million", "en", "86000000", None, None, "approximate", "1", "1000000", ()),
    ("nearly 300 terabytes", "en", "300", None, "300", "nearly", "TBy", "1", ("trailing_zeros",)),
    ("~300 TB", "en", "300", None, None, "approximate", "TBy", "1", ("trailing_zeros",)),
    ("over 99.6%", "en", "99.6", "99.6", None, "more_than", "%", "0.1", ()),
    ("between 2 and 3 million", "en", None, "2000000", "3000000", "range", "1", "1000000", ("shared_scale",)),
    ("2–3 million", "en", None, "2000000", "3000000", "range", "1", "1000000", ("shared_scale",)),
    ("€1.2bn", "en", "1200000000", None, None, "unqualified", "EUR", "100000000", ()),
    ("1,234.5", "en", "1234.5", None, None, "unqualified", "1", "0.1", ()),
    ("1.234,5", "en", "1234.5", None, None, "unqualified", "1", "0.1", ()),
    ("7,99", "en", "7.99", None, None, "unqualified", "1", "0.01", ()),
    ("7.99", "en", "7.99", None, None, "unqualified", "1", "0.01", ()),
    ("1234,5", "en", "1234.5", None, None, "unqualified", "1", "0.1", ()),
    ("1,234", "en", "1234", None, None, "unqualified", "1", "1", ()),
    ("1.234", "de", "1234", None, None, "unqualified", "1", "1", ()),
    ("1.234", "und", None, None, None, "unqualified", "1", None, ("ambiguous_separator",)),
    ("5 ± 0.2 kg", "en", "5", "4.8", "5.2", "plus_minus", "kg", "1", ()),
    ("½", "en", "0.5", None, None, "unqualified", "1", None, ()),
    ("2½", "en", "2.5", None, None, "unqualified", "1", None, ()),
    ("−3", "en", "-3", None, None, "unqualified", "1", "1", ()),
    ("(12)", "en", "12", None, None, "unqualified", "1", "1", ("parenthesised",)),
    ("⅓", "en", "0.3333333333333333333333333333", None, None, "unqualified", "1", None, ("non_terminating",)),
    ("5 m", "en", "5", None, None, "unqualified", None, "1", ("ambiguous_unit",)),
    ("300 K", "en", "300", None, None, "unqualified", None, "1", ("trailing_zeros", "ambiguous_unit")),
    ("1 in 5", "en", "0.2", None, None, "unqualified", "1", None, ("ratio",)),
    ("5x", "en", "5", None, None, "unqualified", "1", "1", ()),
    ("(5 ± 0.2) kg", "en", "5", "4.8", "5.2", "plus_minus", "kg", "1", ()),
    ("rund 40 Mio. €", "de", "40000000", None, None, "approximate", "EUR", "1000000", ("trailing_zeros",)),
    ("plus de 3 millions d’euros", "fr", "3000000", "3000000", None, "more_than", "EUR", "1000000", ()),
    ("entre 2 y 3 millones", "es", None, "2000000", "3000000", "range", "1", "1000000", ("shared_scale",)),
    ("50 requests per second", "en", "50", None, None, "unqualified", None, "1", ("trailing_zeros", "unknown_rate")),
    ("une trentaine", "fr", "30", None, None, "approximate", "1", None, ()),
    ("$2 million to $3 million", "en", None, "2000000", "3000000", "range", "USD", "1000000", ("assumed_usd",)),
    ("900,000 to 1 million", "en", None, "900000", "1000000", "range", "1", "1000000", ("trailing_zeros",)),
    ("10–20%", "en", None, "10", "20", "range", "%", "1", ("trailing_zeros",)),
    ("5 kg ± 0.2", "en", "5", "4.8", "5.2", "plus_minus", "kg", "1", ()),
    ("50+ million", "en", "50000000", "50000000", None, "at_least", "1", "1000000", ("trailing_zeros",)),
    ("-$5m", "en", "-5000000", None, None, "unqualified", "USD", "1000000", ("assumed_usd",)),
    ("8- to 16-metre", "en", None, "8", "16", "range", "m", "1", ()),
    ("5 ft 3 in", "en", "63", None, None, "unqualified", "[in_i]", "1", ()),
    ("5'11\"", "en", "71", None, None, "unqualified", "[in_i]", "1", ()),
    ("2 h 30 min", "en", "150", None, None, "unqualified", "min", "1", ()),
    ("3 dollars 50 cents", "en", "3.50", None, None, "unqualified", "USD", "0.01", ("assumed_usd",)),
    ("2 million and a half", "en", "2500000", None, None, "unqualified", "1", None, ()),
    ("more than 20 and less than 30 kg", "en", None, "20", "30", "range", "kg", "1", ("trailing_zeros",)),
    ("12,5 Mio. €", "de", "12500000", None, None, "unqualified", "EUR", "100000", ()),
]
ABSTAIN = [
    ("Windows 11", "a name"),
    ("10 Downing Street", "an address"),
    ("v2.0", "a version"),
    ("+1 555 123 4567", "a telephone number"),
    ("555-1234", "a telephone number"),
    ("1,2,3", "a list"),
    ("3:2", "a ratio"),
    ("2 of 5", "a share"),
    ("2/5", "a fraction or a date"),
    ("12-14", "a range, a part number or a date"),
    ("2010–2015", "years"),
    ("3–2", "a score"),
    ("10%–20", "only one end has a unit"),
    ("500 MB–1 GB", "two units"),
    ("2 million to 3", "a scale on the wrong side"),
    ("500 to 1 million", "500 or 500 million"),
    ("50 ± 2%", "percentage points or hundredths of fifty"),
    ("± 5", "a tolerance of nothing"),
    ("22 December", "a date"),
    ("1st", "an ordinal"),
    ("5th", "an ordinal"),
    ("5 pm", "a time of day"),
    ("1990s", "a decade"),
    ("90s", "a decade or seconds"),
    ("186 million*", "a mark that is not ours to drop"),
    ("(12", "half a pair"),
    ("((12))", "nested"),
    ("yes", "no number"),
    ("5 milliards", "a scale of another language"),
    ("1,2 Mio", "a scale of another language"),
    ("256 million 3", "goes on"),
    ("5 hours later", "says something else"),
    ("1" + "0" * 250, "longer than any cell that states a quantity"),
]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("text", "locale", "value", "lower", "upper", "qualifier", "unit", "resolution", "flags"), CONTRACT
)
def test_reads_what_the_data_model_promises(
    text: str,
    locale: str,
    value: str | None,
    lower: str | None,
    upper: str | None,
    qualifier: str,
    unit: str | None,
    resolution: str | None,
    flags: tuple[str, ...],
) -> None:
    quantity = parse_quantity(text, locale=locale)
    assert quantity is not None
    assert (quantity.value, quantity.lower, quantity.upper) == (_decimal(value), _decimal(lower), _decimal(upper))
    assert (quantity.qualifier, quantity.unit, quantity.resolution) == (qualifier, unit, _decimal(resolution))
    assert quantity.flags == flags


@pytest.mark.parametrize(
    ("text", "missing"), [("n/a", "not_applicable"), ("–", "dash"), ("not disclosed", "not_disclosed")]
)
def test_a_stated_absence_is_a_quantity_without_value(text: str, missing: str) -> None:
    assert parse_quantity(text) == Quantity(missing=missing)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "why"), ABSTAIN)
def test_abstains(text: str, why: str) -> None:
    assert parse_quantity(text) is None, why


@pytest.mark.parametrize("text", ["5 milioni di brani", "5 milioni"])
def test_a_language_whose_scales_we_do_not_know_has_no_counts_of_things(text: str) -> None:
    assert parse_quantity(text, locale="it") is None
    assert find_quantities(text, locale="it") == []


def test_scale_and_digits_are_kept() -> None:
    quantity = parse_quantity("2.50 million")
    assert quantity is not None
    assert (quantity.scale, quantity.significant_digits, quantity.resolution) == (Decimal(10**6), 3, Decimal(10**4))
    assert str(quantity.value) == "2500000"


PROSE = [
    ("the group claimed it scraped ~86 million audio files", ["~86 million"]),
    ("metadata spanning 256 million tracks, framing", ["256 million"]),
    ("The project totals nearly 300 terabytes and includes:", ["nearly 300 terabytes"]),
    ("- Metadata for an estimated 99.9% of the catalog", ["an estimated 99.9%"]),
    ("- 186 million unique codes", ["186 million"]),
    ("at 160 kbps, while less popular tracks", ["160 kbps"]),
    ("It represents over 99.6% of activity.", ["over 99.6%"]),
    ("It sold between 2 and 3 million copies.", ["between 2 and 3 million"]),
    ("It raised $2–3 million.", ["$2–3 million"]),
    ("Sales rose 15% to $416 million.", ["15%", "$416 million"]),
    ("They disabled 12 accounts and 300 keys.", ["12", "300"]),
    ("The two companies paid €5 million each.", ["two", "€5 million"]),
    ("It dropped to −5 °C (23 °F) overnight.", ["−5 °C", "23 °F"]),
    ("a 300-terabyte archive", ["300-terabyte"]),
    ("The dump—300 TB—is large.", ["300 TB"]),
    ("Fans gave “over 50 million” votes.", ["over 50 million"]),
    ("he is 5 ft 2 in", ["5 ft 2 in"]),
    ("5 million and a half people", ["5 million and a half"]),
    ("€5 per month", ["€5 per month"]),
    ("minus five percent", ["minus five percent"]),
    ("It buys 2.4 billion gallons, or 50 cents a share.", ["2.4 billion gallons", "50 cents"]),
    ("He is over thirty years old.", ["over thirty years"]),
    ("The 100-member council has 15,000 of the 20,000 votes.", ["100", "15,000", "20,000"]),
    ("a twelve-cent-a-share dividend", ["twelve-cent"]),
    ("You weigh 200lbs. He does not.", ["200lbs"]),
    ("It grew from 3.1 million in 1990 to 4.2 million.", ["3.1 million", "4.2 million"]),
    ("Sales were $13 billion a year earlier.", ["$13 billion"]),
    ("The score is higher than 20 but lower than 30 points", ["higher than 20 but lower than 30 points"]),
    ("1/4 of the people ran a 1/4 mile", ["1/4", "1/4 mile"]),
    ('a beam 10" wide', ['10"']),
    ("Its length is 2 in.", ["2 in"]),
    ("We put the other 3 in. Then we left.", ["3"]),
    ("an 8- to 16-metre mirror", ["8- to 16-metre"]),
    ("2 of 5 users left", ["2", "5"]),
    ("it took over 3 years", ["3 years"]),
    ("2%, plus or minus 1%", ["2%, plus or minus 1%"]),
    ("fell 3-1/2 cents to $6.42", ["3-1/2 cents", "$6.42"]),
    ("47 percent to 35 percent", ["47 percent", "35 percent"]),
    ("two thirds of them", ["two thirds"]),
    ("It rose from 5 to 10 million.", ["10 million"]),
    ("Rents rose from $52 to $71 there.", ["$52", "$71"]),
    ("It is from 5 to 10 km away.", ["from 5 to 10 km"]),
    ("at least about 50 million people", ["at least about 50 million"]),
    ("between 44 mg to 50 mg", ["between 44 mg to 50 mg"]),
    ("a score of less than 50 or equal", ["less than 50 or equal"]),
    ("one in five people, 3 out of 4 men", ["one in five", "3 out of 4"]),
    ("prices fell by a third in May", ["a third"]),
    ("a third wave and the third quarter", []),
    ("sold 1.2m copies", ["1.2m"]),
    ("In 2022, 300 people came, ten times as many.", ["300", "ten times"]),
    ("limit warming to 1.5C", ["1.5C"]),
    ("the iPhone 15 and the Model 3", []),
    ("It helps 1,000 young people a year.", ["1,000 young people a year"]),
    ("Windows 11 users per day", []),
    ("3 hundred and negative one are too few", ["3 hundred", "negative one"]),
    ("It may need one kuai and five mao five.", []),
]
NO_QUANTITY = [
    ("confirmed on December 22 that", "a date"),
    ("over December 20–21, claiming", "a date"),
    ("releases through July 2025", "a date"),
    ("in 2025 it", "a year"),
    ("around 2010 they", "a year"),
    ("2025-12-22", "a date"),
    ("at 10:30 or 5 pm", "a time of day"),
    ("1. First\n2. Second\n3) Third", "list numbers"),
    ("as shown [12] and (3)", "citations"),
    ("on page 12 of chapter 3", "labels"),
    ("Windows 11 and Python 3.12", "names"),
    ("version 2.0, v2.1", "versions"),
    ("COVID-19 and Area 51", "names"),
    ("call +1 555 123 4567 or 555-1234", "telephone numbers"),
    ("won 3–2", "a score"),
    ("in a 16:9 ratio", "a ratio"),
    ("1920 × 1080", "a product"),
    ("the 3rd of 1990s", "an ordinal and a decade"),
    ("one of them", "a pronoun"),
    ("not 5 million", "a denial"),
    ("sized 5 Mb", "a unit with two meanings"),
    ("if(x>10)", "code"),
    ("mp3, h264, 4K, 5G", "names"),
    ("items 1, 2 and 3", "an enumeration"),
    ("sold 1.2m pipes", "metres or millions"),
    ("percent of 10", "what a share is of"),
    ("2000 to 3000 kg", "a year and a mass, or a range"),
    ("3 years, 2 months and 14 days", "three measures"),
    ("call 22 333 4444 22", "a telephone number"),
    ("at absolute zero", "a name"),
    ("PHP 7 and PHP 8.1", "versions, or pesos"),
    ("The end of a page.\n212\nThe next page.", "a page number"),
]


@pytest.mark.parametrize(("text", "printed"), PROSE)
def test_finds_quantities_in_prose(text: str, printed: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_quantities(text)] == printed


@pytest.mark.parametrize(("text", "why"), NO_QUANTITY)
def test_leaves_out_what_may_be_no_quantity(text: str, why: str) -> None:
    assert [text[found.start : found.end] for found in find_quantities(text)] == [], why


def test_a_mention_has_its_sentence() -> None:
    text = "It grew by approx. 5 million tracks. Then it had 300 TB.\nNo. 5 was over 40%."
    sentences = [text[found.sentence_start : found.sentence_end] for found in find_quantities(text)]
    assert sentences == ["It grew by approx. 5 million tracks.", "Then it had 300 TB.", "No. 5 was over 40%."]


def test_a_wrapped_line_does_not_cut_a_quantity() -> None:
    text = "A paragraph that is wrapped at some width so that the words nearly\n300 terabytes are on different lines."
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == "nearly\n300 terabytes"
    assert (found.sentence_start, found.sentence_end) == (0, len(text))


def test_no_sentence_ends_within_a_quantity() -> None:
    text = "Le billet coûte 30 euros, soit env. 40 % de plus. Fin."
    ends = {found.sentence_end for found in find_quantities(text, locale="fr")[1:]}
    assert ends == {text.index(" Fin")}


def test_a_heading_is_not_joined_to_its_paragraph() -> None:
    text = "Nearly\n300 terabytes were taken."
    assert [found.quantity.qualifier for found in find_quantities(text)] == ["unqualified"]


@st.composite
def _printed(draw: st.DrawFn) -> tuple[str, Quantity]:
    """A quantity as a careful writer would print it, and what it has to be read as."""
    digits = draw(st.integers(1, 999_999))
    places = draw(st.integers(0, 3))
    value = Decimal(digits).scaleb(-places)
    word, scale = draw(st.sampled_from([("", 1), (" thousand", 10**3), (" million", 10**6), (" billion", 10**9)]))
    unit = draw(st.sampled_from(["", "%", " TB", " kbit/s", " km", " years"]))
    mark, qualifier = draw(
        st.sampled_from([("", "unqualified"), ("~", "approximate"), ("nearly ", "nearly"), (">", "more_than")])
    )
    expected = Quantity(value=value * scale, qualifier=qualifier)  # type: ignore[arg-type]
    return f"{mark}{value:,f}{word}{unit}", expected


@given(_printed())
def test_a_rendered_quantity_comes_back(case: tuple[str, Quantity]) -> None:
    text, expected = case
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.qualifier) == (expected.value, expected.qualifier)
    assert quantity.upper == (expected.value if expected.qualifier == "nearly" else None)
    assert quantity.lower == (expected.value if expected.qualifier == "more_than" else None)


@given(_printed())
def test_prose_and_cell_read_the_same(case: tuple[str, Quantity]) -> None:
    text = f"They counted {case[0]} in all."
    for found in find_quantities(text):
        assert text[found.start : found.end] == case[0]
        assert found.quantity == parse_quantity(case[0])


_WORDS = (
    "5 12 1,234 1.5 ½ million bn TB % $ € ~ over nearly at least or more + - – ± ( ) between and to from a half two "
    "hundred twenty-one December 2025 . , \n \u00a0 x per km / of not :"
)
_PIECES = st.sampled_from(_WORDS.split(" "))


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=20).map(" ".join)), st.sampled_from(["en", "de", "und"]))
def test_never_raises_and_spans_slice_back(text: str, locale: str) -> None:
    parse_quantity(text, locale=locale)
    last = 0
    for found in find_quantities(text, locale=locale):
        assert last <= found.start < found.end <= len(text)
        assert found.sentence_start <= found.start < found.end <= found.sentence_end
        printed = unwrapped(text)[found.start : found.end]
        assert parse_quantity(printed, locale=locale) == found.quantity
        last = found.end


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1 ",
        "one ",
        "one hundred and ",
        "between ",
        "about ",
        "5 to ",
        "$",
        "(",
        "½",
        " ",
        "\n5",
        "5 ± ",
        "a. ",
    ],
)
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    begun = time.process_time()
    find_quantities(piece * (100_000 // len(piece)))
    parse_quantity(piece * (100_000 // len(piece)))
    assert time.process_time() - begun < 10
