"""Numbers as they are written: digits with separators, words of four languages, fractions, powers."""
