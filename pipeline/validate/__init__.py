"""Stage four: the candidate is checked as a consumer would check it, and by our own rules."""
