"""Which invariants are there, and what breaks them?"""

from invariants.queries.checked import FEW, Checked, Invariant, checked, invariants
from invariants.queries.statements import at_once, what_is_asked

__all__ = ["FEW", "Checked", "Invariant", "at_once", "checked", "invariants", "what_is_asked"]
