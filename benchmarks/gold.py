"""Where the public suites are: the folder that TABLETRACE_GOLD names, or else ../shared/gold beside the project."""

from __future__ import annotations

import os
from pathlib import Path

GOLD = Path(os.environ.get("TABLETRACE_GOLD") or Path(__file__).parents[2] / "shared" / "gold")
