"""The board's side of entries."""

from entries.admin import details, invoices, records, sizes

__all__ = ["details", "invoices", "records", "sizes"]
