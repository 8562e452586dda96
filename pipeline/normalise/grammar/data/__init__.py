"""Tables that the grammar reads: data, reviewed as data."""
