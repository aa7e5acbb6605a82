"""Which cases are there, how high have they risen, and what would open one?"""

from cases.queries.facts import facts
from cases.queries.listing import cases, open_at, rises, with_levels

__all__ = ["cases", "facts", "open_at", "rises", "with_levels"]
