"""What of a form is kept, how much, and for how long."""

import re
from datetime import timedelta

from interchange.interrupted.tokens import TYPED_BY

KEPT = "kept"  # names, in an address and in a form, the kept form that is shown
OUR_OWN = {"csrfmiddlewaretoken", TYPED_BY, KEPT}
SECRET = re.compile(r"password|passcode|secret|^code$|token$", re.IGNORECASE)
LONGEST = 200_000  # characters of all names and values
MOST = 20  # forms of one person
KEPT_FOR = timedelta(days=3)


def fields_to_keep(pairs):
    """Give the (name, value) pairs of a form that are kept, in their order.

    Never secrets, nor what only this sending needed. None where that is more than can be kept.
    """
    kept = [
        [name, value.replace("\x00", "")]
        for name, value in pairs
        if name not in OUR_OWN and not SECRET.search(name)
    ]
    return kept if sum(len(name) + len(value) for name, value in kept) <= LONGEST else None


def in_words(name):
    """Give a field's name as a person can read it."""
    return re.sub(r"[-_]+", " ", name).strip().capitalize()
