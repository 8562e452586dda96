"""What extract leaves for normalise: one file for each document, which says what it was made from.

Its first line is the key (a hash of all that the reading depends on), why the document could not be read if so, and
the hash of the second line, which is the extract itself. So a document that is as it was is not read again, and a
damaged file is not taken for one.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from pipeline.files import write_bytes

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".jsonl"


def write_extract(path: Path, key: str, extract: dict[str, Any]) -> None:
    """Replace the file in one step."""
    line = json.dumps(extract, ensure_ascii=False, separators=(",", ":")).encode()
    head = {"key": key, "failure": extract["failure"], "sha256": hashlib.sha256(line).hexdigest()}
    write_bytes(path, b"%b\n%b\n" % (json.dumps(head, ensure_ascii=False).encode(), line), sync=False)


def read_extract(path: Path) -> dict[str, Any]:
    """The extract that a file holds: source_id, bytes, failure, document."""
    extract: dict[str, Any] = json.loads(path.read_bytes().partition(b"\n")[2])
    return extract


def kept_failure(path: Path, key: str) -> tuple[bool, str | None]:
    """Whether the file was made from the same and is whole, and why the document could not be read, if so."""
    try:
        first, _, rest = path.read_bytes().partition(b"\n")
        head = json.loads(first)
    except (OSError, ValueError):
        return False, None
    same = isinstance(head, dict) and head.get("key") == key
    if not same or head.get("sha256") != hashlib.sha256(rest[:-1]).hexdigest():
        return False, None
    return True, head["failure"]
