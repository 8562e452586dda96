"""What HTML pages say of themselves, place by place; every page here is made up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pipeline.capture.prefill.prefill import prefill
from pipeline.extract import extract_document

if TYPE_CHECKING:
    from pipeline.capture.prefill.said import Prefilled


def said(
    head: str = "", *, before: str = "", html: str = "<html>", body: str = "<p>Words.</p>"
) -> dict[str, Prefilled]:
    data = f"<!DOCTYPE html>{before}{html}<head>{head}</head><body>{body}</body></html>".encode()
    return prefill(data, extract_document(data, "text/html"))


def meta(name: str, content: str, attribute: str = "name") -> str:
    return f'<meta {attribute}="{name}" content="{content}">'


def ld(*values: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


ARTICLE = {"@context": "https://schema.org", "@type": "NewsArticle"}


@pytest.mark.parametrize(
    ("head", "key", "value", "where"),
    [
        ("<title>Trees &amp;\n towns</title>", "title", "Trees & towns", "<title>"),
        (meta("og:title", "Trees", "property"), "title", "Trees", '<meta property="og:title">'),
        (meta("OG:Title", "Trees"), "title", "Trees", '<meta property="og:title">'),
        (meta("citation_title", "Trees"), "title", "Trees", '<meta name="citation_title">'),
        (meta("DC.Title", "Trees"), "title", "Trees", '<meta name="dc.title">'),
        (meta("dcterms:title", "Trees"), "title", "Trees", '<meta name="dcterms.title">'),
        (meta("twitter:title", "Trees"), "title", "Trees", '<meta name="twitter:title">'),
        (meta("og:site_name", "The Paper", "property"), "publisher", "The Paper", '<meta property="og:site_name">'),
        (meta("author", "Jane Doe"), "authors", ("Jane Doe",), '<meta name="author">'),
        (
            meta("citation_author", "Doe, Jane") + meta("citation_author", "Roe, Jo"),
            "authors",
            ("Doe, Jane", "Roe, Jo"),
            '<meta name="citation_author">',
        ),
        (meta("article:published_time", "2025-12-22T23:10:00-05:00", "property"), "published", "2025-12-22",
         '<meta property="article:published_time">'),
        (meta("citation_publication_date", "2025/12/22"), "published", "2025-12-22",
         '<meta name="citation_publication_date">'),
        (meta("dc.date", "2025-12"), "published", "2025-12", '<meta name="dc.date">'),
        (meta("date", "22 December 2025"), "published", "2025-12-22", '<meta name="date">'),
        (meta("og:locale", "en_GB", "property"), "language", "en-GB", '<meta property="og:locale">'),
        (meta("Content-Language", "de", "http-equiv"), "language", "de", '<meta http-equiv="content-language">'),
        ('<link rel="canonical" href="https://a.example/x?y#z">', "url", "https://a.example/x?y#z",
         '<link rel="canonical">'),
        (meta("og:url", "https://a.example/x", "property"), "url", "https://a.example/x", '<meta property="og:url">'),
        ('<link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/deed.de">', "licence",
         "CC-BY-SA-4.0", '<link rel="license">'),
        (ld(ARTICLE | {"headline": "Trees"}), "title", "Trees", "JSON-LD NewsArticle.headline"),
        (ld({"@type": ["https://schema.org/Dataset"], "name": "Tree counts"}), "title", "Tree counts",
         "JSON-LD Dataset.name"),
        (ld(ARTICLE | {"publisher": {"@type": "Organization", "name": "The Paper"}}), "publisher", "The Paper",
         "JSON-LD NewsArticle.publisher"),
        (ld(ARTICLE | {"author": ["Jane Doe", {"name": "Jo Roe"}]}), "authors", ("Jane Doe", "Jo Roe"),
         "JSON-LD NewsArticle.author"),
        (ld({"@graph": [ARTICLE | {"author": {"@id": "#j"}}, {"@type": "Person", "@id": "#j", "name": "Jane Doe"}]}),
         "authors", ("Jane Doe",), "JSON-LD NewsArticle.author"),
        (ld([ARTICLE | {"datePublished": "2025-12-22T10:00:00Z"}]), "published", "2025-12-22",
         "JSON-LD NewsArticle.datePublished"),
        (ld(ARTICLE | {"inLanguage": {"@type": "Language", "name": "Spanish", "alternateName": "es"}}), "language",
         "es", "JSON-LD NewsArticle.inLanguage"),
        (ld(ARTICLE | {"license": {"@type": "CreativeWork", "url": "https://creativecommons.org/licenses/by/4.0"}}),
         "licence", "CC-BY-4.0", "JSON-LD NewsArticle.license"),
        (ld(ARTICLE | {"mainEntityOfPage": {"@id": "https://a.example/x"}}), "url", "https://a.example/x",
         "JSON-LD NewsArticle.url"),
        (ld({"@graph": [{"@type": "WebSite", "name": "Site"}, {"@type": "WebPage", "name": "Trees"}]}), "title",
         "Trees", "JSON-LD WebPage.name"),
    ],
)  # fmt: skip
def test_a_place_that_says_something(head: str, key: str, value: object, where: str) -> None:
    found = said(head)[key]
    assert (found.value, found.where, found.notes) == (value, where, ())


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("<svg><title>Icon</title></svg>", "title"),  # what an image is called
        (meta("og:title", " "), "title"),
        (meta("article:author", "https://social.example/jane", "property"), "authors"),
        (meta("twitter:creator", "@jane"), "authors"),
        (ld(ARTICLE | {"author": {"@id": "#nobody"}}), "authors"),
        (meta("article:modified_time", "2025-12-22", "property"), "published"),
        ('<script type="application/ld+json">{"@type": "Article", "headline": "Trees"</script>', "title"),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", "title"),
        (ld("Article", 5, None, [[]], {"@type": 5}, {"@graph": {"@type": "Person", "name": "Jane"}}), "title"),
        # Teasers of other articles, and nothing that tells which is the page.
        (ld(ARTICLE | {"headline": "One"}, ARTICLE | {"headline": "Two"}), "title"),
        (ld({"@type": "BreadcrumbList", "name": "Home"}), "title"),
    ],
)
def test_what_is_no_word_of_the_page(head: str, key: str) -> None:
    assert key not in said(head)


@pytest.mark.parametrize(
    ("head", "key", "notes"),
    [
        (meta("date", "01/02/2025"), "published", '<meta name="date"> says "01/02/2025", which is not read'),
        (meta("date", "0001-01-01T00:00:00"), "published",
         '<meta name="date"> says "0001-01-01T00:00:00", which is not read'),
        (meta("date", "2025-02-30"), "published", '<meta name="date"> says "2025-02-30", which is not read'),
        ('<link rel="canonical" href="/x">', "url", '<link rel="canonical"> says "/x", which is not read'),
        ('<link rel="canonical" href="http://localhost/x">', "url",
         '<link rel="canonical"> says "http://localhost/x", which is not read'),
        ('<link rel="license" href="https://a.example/terms">', "licence",
         '<link rel="license"> says "https://a.example/terms", which is not read'),
        (meta("og:locale", "English", "property"), "language",
         '<meta property="og:locale"> says "English", which is not read'),
        (meta("og:title", "x" * 1001), "title",
         f'<meta property="og:title"> says "{"x" * 79}…", which is not read'),
        (meta("dc.rights", "CC-BY-4.0") + '<link rel="license" href="https://creativecommons.org/licenses/by/3.0/">',
         "licence", '<meta name="dc.rights"> says "CC-BY-4.0"; <link rel="license"> says '
         '"https://creativecommons.org/licenses/by/3.0/"; they differ, so none is taken'),
    ],
)  # fmt: skip
def test_what_cannot_be_read_stays_null_and_is_told(head: str, key: str, notes: str) -> None:
    found = said(head)[key]
    assert (found.value, found.comment) == (None, notes)


@pytest.mark.parametrize(
    ("head", "key", "value", "note"),
    [
        (ld(ARTICLE | {"headline": "A"}) + meta("og:title", "B", "property"), "title", "A",
         '<meta property="og:title"> says "B"'),
        (ld({"@type": "Article", "name": "Tree", "headline": "woody plant"}), "title", "Tree",
         'JSON-LD Article.headline says "woody plant"'),
        (meta("citation_title", "A") + meta("og:title", "B", "property"), "title", "A",
         '<meta property="og:title"> says "B"'),
        (meta("og:title", "A", "property") + "<title>A – The Paper</title>", "title", "A",
         '<title> says "A – The Paper"'),
        (meta("og:title", "A", "property") + meta("og:title", "B", "property"), "title", "A",
         '<meta property="og:title"> says "B"'),
        (ld(ARTICLE | {"url": "https://b.example/"}) + '<link rel="canonical" href="https://a.example/">', "url",
         "https://a.example/", 'JSON-LD NewsArticle.url says "https://b.example/"'),
    ],
)  # fmt: skip
def test_of_two_places_that_differ_the_first_wins_and_the_other_is_named(
    head: str, key: str, value: str, note: str
) -> None:
    found = said(head)[key]
    assert (found.value, found.notes) == (value, (note,))


def test_the_language_of_the_page_goes_before_what_metadata_says() -> None:
    found = said(meta("og:locale", "en_US", "property"), html='<html lang="de-AT">')["language"]
    assert (found.value, found.where) == ("de-AT", "<html lang>")


def test_of_several_articles_the_one_with_the_address_of_the_page_is_it() -> None:
    nodes = [ARTICLE | {"headline": name, "url": f"https://a.example/{name}"} for name in ("One", "Two", "Three")]
    canonical = '<link rel="canonical" href="https://a.example/Two">'
    assert said(ld({"@graph": nodes}) + canonical)["title"].value == "Two"


@pytest.mark.parametrize(
    ("before", "html", "where"),
    [
        ("\n<!-- saved from url=(0019)https://a.example/x -->\n", "<html>", "the comment of the saved page"),
        ("", "<html><!--\n Page saved with SingleFile \n url: https://a.example/x \n"
         " saved date: Mon Dec 22 2025 10:00:00 GMT+0100 (CET)\n-->", "SingleFile's comment"),
    ],
)  # fmt: skip
def test_a_saved_page_says_where_it_is_from(before: str, html: str, where: str) -> None:
    found = said(before=before, html=html)
    assert (found["url"].value, found["url"].where) == ("https://a.example/x", where)
    assert [value.comment for key, value in found.items() if key == "retrieved"] == (
        [f'{where} says "Mon Dec 22 2025 10:00:00 GMT+0100 (CET)"'] if where.startswith("Single") else []
    )


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ('<time itemprop="datePublished" datetime="2025-12-22">yesterday</time>', "2025-12-22"),
        ('<time class="entry-date published" datetime="2025-12-22T10:00">yesterday</time>', "2025-12-22"),
        ('<time pubdate datetime="2025-12-22">yesterday</time>', "2025-12-22"),
        ('<time datetime="2025-12-22">the concert</time>', None),
        ('<time class="updated" datetime="2025-12-22">today</time>', None),
        ('<time class="published">22 December 2025</time>', None),
    ],
)
def test_a_time_counts_where_it_says_that_it_is_the_publication(body: str, published: str | None) -> None:
    found = said(body=f"<p>Words. {body}</p>").get("published")
    assert (found and found.value) == published


CC = "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("body", "licence"),
    [
        (f'<a rel="license" href="{CC}">CC BY</a>', "CC-BY-4.0"),
        (f'<figure>x<figcaption><a rel="license" href="{CC}">CC BY</a></figcaption></figure>', None),
        (f'<a href="{CC}">CC BY</a>', None),
    ],
)
def test_the_licence_of_a_picture_is_not_that_of_the_page(body: str, licence: str | None) -> None:
    found = said(body=f"<p>Words.</p>{body}").get("licence")
    assert (found and found.value) == licence


@pytest.mark.parametrize("before", ["<!--", "//<![CDATA[\n", "<![CDATA["])
def test_scripts_that_old_programs_pass_over(before: str) -> None:
    after = "-->" if before == "<!--" else "\n//]]>" if before.startswith("//") else "]]>"
    block = f'{before}{{"@type": "Article", "headline": "A\nB"}};{after}'
    assert said(f'<script type="application/ld+json; charset=utf-8">{block}</script>')["title"].value == "A B"
