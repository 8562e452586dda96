"""Stage five: the candidate becomes the release, all or nothing."""
