"""The only door to trafilatura, which reads the main content out of a page. It is asked once, by `add`, and only to
choose: what it says is text without places, and extraction never sees it."""

from __future__ import annotations

import logging

LARGEST = 5_000_000  # characters of a page that it is asked about: half a second each million, or three


def main_text(page: str) -> str | None:
    """The text of the main content, a paragraph or a row of a table in each line; None if it finds none."""
    # Late: a quarter of a second, and only pages need it.
    from trafilatura import extract

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        return extract(page, include_comments=False, include_tables=True)
    except Exception:  # whatever it stumbles over: a page without a choice is captured whole
        return None
