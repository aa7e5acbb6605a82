"""The board's side of results."""

from results.admin import records, runs

__all__ = ["records", "runs"]
