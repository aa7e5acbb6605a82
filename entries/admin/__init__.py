"""The board's side of entries."""

from entries.admin import details, invoices, merging, records, sizes, transfers

__all__ = ["details", "invoices", "merging", "records", "sizes", "transfers"]
