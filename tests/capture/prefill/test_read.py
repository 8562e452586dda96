"""Single values: licences, dates, languages and the locale that a language implies."""

from __future__ import annotations

import pytest

from pipeline.capture.prefill.licence import read_licence
from pipeline.capture.prefill.read import locale_of, read_date, read_language, read_name, read_url


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://www.creativecommons.org/licenses/by-nc-nd/2.5", "CC-BY-NC-ND-2.5"),
        ("//creativecommons.org/licenses/by-sa/4.0/legalcode.en", "CC-BY-SA-4.0"),
        ("https://creativecommons.org/licenses/by-sa/3.0/de/deed.de", "CC-BY-SA-3.0-DE"),
        ("https://creativecommons.org/licenses/by-sa/2.1/jp/", "CC-BY-SA-2.1-JP"),
        ("https://creativecommons.org/licenses/by-sa/3.0/xx/", None),  # no SPDX identifier
        ("https://creativecommons.org/licenses/by/2.1/", None),
        ("https://creativecommons.org/licenses/by/9.0/", None),
        ("https://creativecommons.org/", None),
        ("https://creativecommons.org.evil.example/licenses/by/4.0/", None),
        ("https://creativecommons.org/publicdomain/zero/1.0/deed.en", "CC0-1.0"),
        ("https://opendatacommons.org/licenses/odbl/1-0/", "ODbL-1.0"),
        ("https://www.govdata.de/dl-de/by-2-0", "DL-DE-BY-2.0"),
        ("http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "OGL-UK-3.0"),
        ("CC BY-SA 4.0", "CC-BY-SA-4.0"),
        ("cc0-1.0", "CC0-1.0"),
        ("mit", "MIT"),
        ("CC BY", None),
        ("Creative Commons", None),
        ("© 2025 The Paper", None),
        ("All photos CC BY 4.0", None),
        ("", None),
    ],
)
def test_licence(text: str, licence: str | None) -> None:
    assert read_licence(text) == licence


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025-12-22", "2025-12-22"),
        ("2025-12-22T23:59:59.000-11:00", "2025-12-22"),
        ("2025-12-22 08:00", "2025-12-22"),
        (" 20251222 ", "2025-12-22"),
        ("20251222T080000Z", "2025-12-22"),
        ("2025/12/22", "2025-12-22"),
        ("2025", "2025"),
        ("December 22, 2025", "2025-12-22"),
        ("2025-12/22", None),
        ("2025-13-01", None),
        ("12/11/2025", None),
        ("22 December", None),
        ("1970-01-01T00:00:00Z", None),
        ("1766400000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_date(text: str, date: str | None) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("text", "language", "locale"),
    [
        ("en", "en", "en"),
        ("EN_us", "en-US", "en"),
        ("en-ZA", "en-ZA", None),
        ("de", "de", "de"),
        ("de-CH", "de-CH", None),
        ("deu", "de", "de"),
        ("fr-CA", "fr-CA", None),
        ("es", "es", None),  # Mexico or Spain
        ("es-ES", "es-ES", "es"),
        ("es-MX", "es-MX", None),
        ("es-419", "es-419", None),
        ("zh-hant-tw", "zh-Hant-TW", None),
        ("und", None, None),
        ("x-default", None, None),
        ("English", None, None),
        ("en;q=0.5", None, None),
        ("de, en", None, None),
        ("", None, None),
    ],
)
def test_language_and_the_locale_it_implies(text: str, language: str | None, locale: str | None) -> None:
    assert read_language(text) == language
    assert language is None or locale_of(language) == locale


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (" HTTPS://a.example/x ", "https://a.example/x"),
        ("https://a.example/a b", None),
        ("ftp://a.example/", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("http://127.0.0.1/x", None),
        ("https://a.example/\x00", None),
    ],
)
def test_url(text: str, url: str | None) -> None:
    assert read_url(text) == url


@pytest.mark.parametrize(("text", "name"), [("Jane  Doe", "Jane Doe"), ("@jane", None), ("https://x.example", None)])
def test_name(text: str, name: str | None) -> None:
    assert read_name(text) == name
