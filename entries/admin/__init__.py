"""The board's side of entries."""

from entries.admin import approvals, details, invoices, merging, numbers, records, sizes, transfers

__all__ = [
    "approvals",
    "details",
    "invoices",
    "merging",
    "numbers",
    "records",
    "sizes",
    "transfers",
]
