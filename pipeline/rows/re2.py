"""RE2's regular expressions, as DuckDB reads them: linear in the text, without look-around and back-references."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc


def fits(pattern: str, text: str) -> bool:
    """Whether a whole text fits a pattern. Raises ValueError for a pattern that RE2 refuses."""
    return bool(pc.match_substring_regex(pa.array([text]), rf"\A(?:{pattern})\z")[0].as_py())
