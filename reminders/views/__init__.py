"""Pages of a person's own: which letters they get, and their calendar's address."""
