from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from pipeline.files import copy_synced, empty_folder, files_below, sha256_of, sync_folder, write_bytes, write_json

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    write_bytes(path, b"old")
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.rglob("*")) == [tmp_path / "a", path]


def test_a_failed_write_leaves_the_old_file_and_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    write_bytes(path, b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_bytes(path, b"new")
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_json_is_readable_and_ends_in_a_newline(tmp_path: Path) -> None:
    write_json(tmp_path / "a.json", {"b": "é", "a": [1]})
    text = (tmp_path / "a.json").read_text("utf-8")
    assert text == '{\n  "b": "é",\n  "a": [\n    1\n  ]\n}\n'
    assert json.loads(text) == {"b": "é", "a": [1]}


@pytest.mark.parametrize("size", [0, 1, (1 << 20) + 1])
def test_hash_and_copy(tmp_path: Path, size: int) -> None:
    data = b"x" * size
    (tmp_path / "a").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    assert sha256_of(tmp_path / "a") == (digest, size)
    assert copy_synced(tmp_path / "a", tmp_path / "new" / "b") == digest
    assert (tmp_path / "new" / "b").read_bytes() == data


def test_a_folder_is_emptied(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    assert empty_folder(folder) == folder
    (folder / "b").mkdir()
    (folder / "b" / "c").touch()
    assert list(empty_folder(folder).iterdir()) == []


def test_files_below_are_in_order_and_links_are_not_followed(tmp_path: Path) -> None:
    for name in ("b/2", "b/1", "a", "c"):
        write_bytes(tmp_path / name, b"")
    (tmp_path / "link").symlink_to(tmp_path / "b")
    names = [path.relative_to(tmp_path).as_posix() for path in files_below(tmp_path)]
    assert names == ["a", "b/1", "b/2", "c", "link"]


def test_no_folder_is_synced_where_none_can_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.name", "nt")
    sync_folder(tmp_path / "not there")
