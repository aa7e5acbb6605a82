"""Builders of records for tests, a module an app; what has statuses lives through them."""
