"""Many rows at a time: their canonical text, and reading and writing them as CSV and Parquet."""
