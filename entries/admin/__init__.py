"""The board's side of entries."""

from entries.admin import details, invoices, records

__all__ = ["details", "invoices", "records"]
