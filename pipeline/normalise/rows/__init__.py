"""Tables of rows: sources with a Table Schema, whose rows are checked and typed in one pass and have no cells."""
