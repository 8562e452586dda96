"""An article's prose: the quantities and dates that it mentions, and which of them are figures of its tables."""
