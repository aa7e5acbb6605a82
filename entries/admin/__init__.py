"""The board's side of entries."""

from entries.admin import (
    approvals,
    awards,
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
    "awards",
    "details",
    "identity",
    "invoices",
    "merging",
    "numbers",
    "records",
    "sizes",
    "transfers",
]
