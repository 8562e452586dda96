from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract import system_contract
from pipeline.extract import extract_document
from pipeline.normalise.assemble import normalise
from pipeline.normalise.prose.mentions import mentions_of
from pipeline.normalise.prose.passage import passages_of
from tests.builders import document, source

ARTICLE = """# Trees, 12 of them

> The town **planted 1,200** trees[3] in 2019,
> and 5&nbsp;kg of seed.

The list says:

- 7 lime trees, `12 kg`

Table 1: 9 kg of seed

| Kind | Mass |
| --- | --- |
| Lime | 5 kg |

```
6 kg
```
"""


def records(text: str = ARTICLE, **keys: object) -> list[dict[str, str]]:
    made = normalise(document(text), source(**keys), len(text), {})
    columns = system_contract("mentions").columns
    return [dict(zip(columns, row, strict=True)) for row in made.system["mentions"]]


def test_only_prose_is_read() -> None:
    found = [(row["printed"], row["value"], row["edtf"], row["block"]) for row in records()]
    assert found == [
        ("1,200", "1200", "", "paragraph"),
        ("2019", "", "2019", "paragraph"),
        ("5&nbsp;kg", "5", "", "paragraph"),
        ("7", "7", "", "list_item"),
    ]


def test_only_the_main_content_of_a_page_is_its_prose() -> None:
    page = "<body><p>We use 47 cookies.</p><main><h2>Trees</h2><p>They planted 700 trees.</p></main><p>12 offices.</p>"
    read = extract_document(page.encode(), "text/html", main="//main")
    assert [(passage.words.text, passage.heading) for passage in passages_of(read)] == [
        ("They planted 700 trees.", ("Trees",))
    ]


def test_a_mention_stands_in_its_sentence_under_its_heading() -> None:
    first = records()[0]
    assert first["mention_id"] == "trees/m1"
    assert first["heading"] == '["Trees, 12 of them"]'
    assert first["sentence"].startswith("The town **planted 1,200** trees[3] in 2019, > and 5")
    assert ARTICLE[int(first["char_start"]) : int(first["char_end"])] == first["printed"]


def test_a_list_is_led_to() -> None:
    passages = passages_of(document(ARTICLE))
    assert [(passage.kind, passage.lead_in) for passage in passages] == [
        ("paragraph", ""),
        ("paragraph", ""),
        ("list_item", "The list says:"),
    ]


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [("Mass of seed in 3 towns", True), ("Table 1. Seed, 9 kg.", True), ("They bought 9 kg of seed:", False)],
)
def test_a_line_above_a_table_is_its_caption_unless_it_is_a_sentence(line: str, is_caption: bool) -> None:
    passages = passages_of(document(f"{line}\n\n| A | B |\n| - | - |\n| x | 1 |\n"))
    assert ([passage.words.text for passage in passages] == []) is is_caption


@pytest.mark.parametrize("republish", ["cells", "figures"])
def test_words_that_may_not_be_republished_are_left_out(republish: str) -> None:
    rows = records(republish=republish)
    assert [row["value"] for row in rows] == ["1200", "", "5", "7"]
    assert {row["printed"] + row["sentence"] for row in rows} == {""}


def test_a_digest_shows_its_own_words() -> None:
    rows = records(republish="cells", text_kind="digest")
    assert (rows[0]["printed"], rows[0]["text_kind"]) == ("1,200", "digest")


def test_what_the_published_decimals_cannot_hold_is_left_out() -> None:
    assert records(f"It weighs {'9' * 40} kg.\n") == []


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=120).map("xyz of it {}".format)


@given(TEXTS, st.sampled_from(["text/plain", "text/markdown"]))
def test_every_mention_has_its_place(text: str, media_type: str) -> None:
    read = document(text, media_type)
    for number, said in enumerate(mentions_of(passages_of(read), "en"), start=1):
        (start, end), (first, last) = said.span, said.sentence_span
        assert said.number == number
        assert 0 <= first <= start < end <= last <= len(read.text)
        assert (said.quantity is None) != (said.date is None)


def test_no_prose_no_mentions() -> None:
    assert mentions_of([], "en") == []


def test_the_caption_of_a_picture_is_no_prose() -> None:
    page = "<p>They planted 480 maples.</p><figure><img src=a><figcaption>Some of the 700 limes.</figcaption></figure>"
    read = document(f"<main>{page}<p>Others followed.</p></main>", "text/html")
    assert [passage.words.text.strip() for passage in passages_of(read)] == [
        "They planted 480 maples.",
        "Others followed.",
    ]


COUNTED = [
    ("In Rome, 412 flights were late.", "en", ["412"]),
    ("Harbour lent 690 items, and Northgate 501,230.", "en", ["690", "501,230"]),
    ("Le musée de la Mer a reçu 840 amis, celui du Textile 69 400.", "fr", ["840", "69 400"]),
    ("À Valmont, 412 vols partent.", "fr", ["412"]),
    ("Y el Museo del Mar 142.900.", "es", ["142.900"]),
    ("The Boeing 747, ISO 27 001 and Route 66.", "en", []),
    ("Call 020 7946 0123, ext. 12, or write to 17 Weaver Street.", "en", []),
    ("See (a) 12 apples; (2) 13 pears; 3) 14 plums.", "en", ["12", "13", "14"]),
    ("The hall is approx. 5 km away. Dr. J. K. Lee sold 3.5 million.", "en", ["approx. 5 km", "3.5 million"]),
]


@pytest.mark.parametrize(("text", "locale", "counted"), COUNTED)
def test_a_number_behind_a_name_counts_where_it_is_no_part_of_it(text: str, locale: str, counted: list[str]) -> None:
    found = mentions_of(passages_of(document(text)), locale)
    assert [said.passage.words.text[said.start : said.end] for said in found] == counted
