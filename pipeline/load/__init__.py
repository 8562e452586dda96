"""Stage six: a DuckDB file for people who use SQL."""
