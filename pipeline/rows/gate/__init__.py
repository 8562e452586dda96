"""The way in for rows: files of any origin to batches of strings, every fault of structure found on the way."""
