"""Files of a package, opened so that none outside it is reached: relative paths, no "..", no links, regular files."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Opened:
    """A file open for reading, and what it was when it was opened."""

    path: str
    file: BinaryIO
    size: int
    state: tuple[int, int, int]

    def changed(self) -> bool:
        """Whether the file is no longer what was opened."""
        return _state(os.fstat(self.file.fileno())) != self.state


def open_within(root: Path, path: str) -> Opened:
    """Open a file of the package at `root` by its path there. Raises ValueError, which says why it is refused."""
    parts = _parts(path)
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in parts[:-1]:
            inner = os.open(part, READ | os.O_DIRECTORY, dir_fd=folder)
            os.close(folder)
            folder = inner
        number = os.open(parts[-1], READ, dir_fd=folder)
    except OSError as error:
        raise ValueError(_reason(error)) from None
    finally:
        os.close(folder)
    found = os.fstat(number)
    if not stat.S_ISREG(found.st_mode):
        os.close(number)
        raise ValueError("it is no regular file")
    return Opened(path, os.fdopen(number, "rb", buffering=0), found.st_size, _state(found))


def _parts(path: str) -> list[str]:
    if ADDRESS.match(path):
        raise ValueError("it is an address, and nothing is fetched")
    if path.startswith(("/", "~")) or "\\" in path or "\0" in path:
        raise ValueError("it is no path below the package")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if ".." in parts or not parts:
        raise ValueError("it is no path below the package")
    return parts


def _reason(error: OSError) -> str:
    import errno

    if error.errno in (errno.ELOOP, errno.EMLINK):
        return "it is a link"
    if error.errno == errno.ENOTDIR:
        return "a part of it is a link or no folder"
    return (error.strerror or str(error)).lower()


def _state(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ino
