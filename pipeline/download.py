"""A release from the web into a folder, each file checked by its hash before it is used."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

from pipeline.errors import QueryError
from pipeline.files import sha256_of
from pipeline.proofs import listed_files

if TYPE_CHECKING:
    from collections.abc import Iterable

URL = re.compile(r"https?://", re.IGNORECASE)
SECONDS = 60


def is_url(text: str) -> bool:
    """Whether a text is the address of something on the web."""
    return URL.match(text) is not None


def download_release(url: str, folder: Path) -> Path:
    """Fetch datapackage.json and the files it lists; returns the folder. Raises QueryError."""
    base = url if url.endswith(".json") else urljoin(url.rstrip("/") + "/", "datapackage.json")
    descriptor = folder / "datapackage.json"
    descriptor.write_bytes(_fetch(base))
    try:
        listed = listed_files(json.loads(descriptor.read_text("utf-8")))
    except (ValueError, KeyError, AttributeError):
        raise QueryError(f"{base} is not a descriptor that tabletrace wrote") from None
    _refuse(listed, base)
    for path, (digest, _size) in listed.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_fetch(urljoin(base, path)))
        if sha256_of(target)[0] != digest:
            raise QueryError(f"{urljoin(base, path)} is not what {base} lists")
    return folder


def _refuse(paths: Iterable[str], base: str) -> None:
    for path in paths:
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or is_url(path) or "\\" in path:
            raise QueryError(f"{base} lists the path {path!r}, which leaves the package")


def _fetch(url: str) -> bytes:
    try:
        with urlopen(url, timeout=SECONDS) as answer:  # noqa: S310 is_url has allowed http and https only
            return bytes(answer.read())
    except (URLError, OSError) as error:
        raise QueryError(f"{url} cannot be read: {error}") from None
