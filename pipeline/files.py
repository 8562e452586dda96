"""Writing files so that each is always old or new and whole: write beside, sync, rename."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHUNK = 1 << 20


def sha256_of(path: Path) -> tuple[str, int]:
    """(hex digest, bytes) of a file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def write_bytes(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Replace a file in one step; the folder is made if need be. Without `sync` a power cut may damage it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    if sync:
        sync_folder(path.parent)


def write_json(path: Path, value: object, *, sync: bool = True) -> None:
    """Replace a file by JSON text: two blanks of indentation, UTF-8, a newline at the end."""
    write_bytes(path, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode(), sync=sync)


def copy_synced(source: Path, target: Path) -> str:
    """Copy a file, sync it, and return the sha256 of the bytes that were written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with source.open("rb") as reader, target.open("wb") as writer:
        while chunk := reader.read(CHUNK):
            digest.update(chunk)
            writer.write(chunk)
        writer.flush()
        os.fsync(writer.fileno())
    return digest.hexdigest()


def link_or_copy(source: Path, target: Path) -> None:
    """A second name for the file, or a copy where the file system has no such thing. Neither is ever written into."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def link_synced(source: Path, target: Path) -> str:
    """As `copy_synced`, without a copy where the file system can do that."""
    link_or_copy(source, target)
    with target.open("rb") as file:
        os.fsync(file.fileno())
    return sha256_of(target)[0]


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable, where the system lets a folder be opened."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def empty_folder(folder: Path) -> Path:
    """The folder, there and empty."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in the order of their paths; links are yielded, never followed."""
    for entry in sorted(folder.iterdir(), key=lambda path: path.name):
        if entry.is_dir() and not entry.is_symlink():
            yield from files_below(entry)
        else:
            yield entry
