"""Files of separated values (CSV, TSV): one table a file, each cell with its span in the file's own text."""
