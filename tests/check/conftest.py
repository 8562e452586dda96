"""One engine for all tests of the room: to make one takes longer than most checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.rows.engine import open_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.rows.engine import Engine


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine on a folder of its own."""
    with open_engine(tmp_path_factory.mktemp("engine")) as opened:
        yield opened
