"""Stage three: everything that a release will hold, as a candidate."""
