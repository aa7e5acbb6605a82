"""Builders of records for tests: one module an app; what passes through statuses lives through them."""
