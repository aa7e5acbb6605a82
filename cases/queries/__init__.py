"""Which cases are there, how high have they risen, and what would open one?"""

from cases.queries.facts import facts
from cases.queries.listing import cases, moderators, open_at, rises, with_levels

__all__ = ["cases", "facts", "moderators", "open_at", "rises", "with_levels"]
