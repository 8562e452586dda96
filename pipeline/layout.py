"""Every path that the project reads or writes, named once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

STAGES = ("extract", "normalise", "package", "validate", "publish", "load")
CODE = Path(__file__).parent
DATA = "derived/data"
TEXT = "derived/text"


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one project folder."""

    root: Path

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def package_yaml(self) -> Path:
        return self.root / "package.yaml"

    @property
    def lock(self) -> Path:
        return self.root / "requirements.lock"

    @property
    def derived(self) -> Path:
        return self.root / "derived"

    @property
    def descriptor(self) -> Path:
        return self.root / "datapackage.json"

    @property
    def report(self) -> Path:
        return self.derived / "validation.json"

    @property
    def load_sql(self) -> Path:
        return self.derived / "load.sql"

    @property
    def database(self) -> Path:
        return self.derived / "tabletrace.duckdb"

    @property
    def workbook(self) -> Path:
        return self.derived / "tables.xlsx"

    @property
    def staged(self) -> Path:
        """Where publish puts a release together before it takes the old one's place."""
        return self.derived / ".next"

    @property
    def journal(self) -> Path:
        return self.derived / ".journal.json"

    @property
    def candidate(self) -> Layout:
        """The candidate release, laid out below its folder exactly as a release is below the root."""
        return Layout(self.stage("package"))

    def stage(self, name: str) -> Path:
        return self.derived / "stages" / name

    @property
    def rows(self) -> Path:
        """The typed rows of sources that have many: kept from build to build, and no out of a stage for their size."""
        return self.derived / "stages" / "rows"

    def source(self, source_id: str) -> Path:
        return self.raw / source_id

    def relative(self, path: Path) -> str:
        """The path as messages and published files name it: below the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()
