"""The reference is Frictionless: on 500 drawn schemas and tables, the same errors, rows and fields."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, seed, settings

from tests.check.packages import packages, write
from tests.check.pairs import ours, pairs, theirs, write_package

if TYPE_CHECKING:
    from pipeline.rows.engine import Engine


@pytest.mark.filterwarnings("ignore")
@seed(20261122)
@settings(max_examples=250, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(pair=pairs())
def test_the_same_verdict_as_frictionless(engine: Engine, pair: tuple[dict[str, Any], str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        descriptor = write_package(Path(folder), *pair)
        assert ours(descriptor, engine) == theirs(descriptor)


@pytest.mark.filterwarnings("ignore")
@seed(20261122)
@settings(max_examples=250, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(package=packages())
def test_the_same_verdict_on_whole_packages(engine: Engine, package: tuple[dict[str, Any], dict[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        descriptor = write(Path(folder), package)
        assert ours(descriptor, engine) == theirs(descriptor)
