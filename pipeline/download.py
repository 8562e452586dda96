"""A release from the web into a folder, each file checked by its hash before it is used."""

from __future__ import annotations

import re
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

from pipeline.errors import QueryError
from pipeline.files import sha256_of, write_bytes
from pipeline.layout import Layout
from pipeline.manifest import listed_files, read_descriptor

if TYPE_CHECKING:
    from pathlib import Path

URL = re.compile(r"https?://", re.IGNORECASE)
SECONDS = 60


def is_url(text: str) -> bool:
    """Whether a text is the address of something on the web."""
    return URL.match(text) is not None


def download_release(url: str, folder: Path) -> Path:
    """Fetch datapackage.json and the files it lists; returns the folder. Raises QueryError."""
    base = url if url.endswith(".json") else url.rstrip("/") + "/datapackage.json"
    layout = Layout(folder)
    write_bytes(layout.descriptor, _fetch(base))
    try:
        listed = listed_files(read_descriptor(layout))
    except ValueError as error:
        raise QueryError(f"{base} cannot be used: {error}") from None
    for path, (digest, _size) in listed.items():
        write_bytes(folder / path, _fetch(urljoin(base, path)))
        if sha256_of(folder / path)[0] != digest:
            raise QueryError(f"{urljoin(base, path)} is not what {base} lists")
    return folder


def _fetch(url: str) -> bytes:
    try:
        with urlopen(url, timeout=SECONDS) as answer:  # noqa: S310 is_url has allowed http and https only
            return bytes(answer.read())
    except (URLError, OSError, HTTPException, ValueError) as error:
        raise QueryError(f"{url} cannot be read: {error}") from None
