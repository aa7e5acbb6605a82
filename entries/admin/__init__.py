"""The board's side of entries."""

from entries.admin import (
    approvals,
    details,
    identity,
    invoices,
    merging,
    numbers,
    records,
    sizes,
    transfers,
)

__all__ = [
    "approvals",
    "details",
    "identity",
    "invoices",
    "merging",
    "numbers",
    "records",
    "sizes",
    "transfers",
]
