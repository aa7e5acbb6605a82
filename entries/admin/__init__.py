"""The board's side of entries."""

from entries.admin import invoices, records

__all__ = ["invoices", "records"]
