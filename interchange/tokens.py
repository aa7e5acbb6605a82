"""Is a form that comes again the same one? Its token and what it asks for name it together.

A page carries the token from before it is sent, so that a second click is answered with what the
first one did. The same token with another record or other content, as after Back, asks for
something new; the name under which it is kept says so.
"""

import json
import uuid

SENT_BEFORE = "You sent this before, and this is what it came to. Nothing was done a second time."


def token_of(sent: str) -> uuid.UUID:
    """The token that a form sent; a new one if it was lost or tampered with."""
    try:
        return uuid.UUID(sent)
    except ValueError:
        return uuid.uuid4()


def named(token, *what) -> uuid.UUID:
    """The name of what was asked for by the form with the token; a form without one is its own.

    `what` is all that was asked for, whose record and which centre first: ids, codes, words, days,
    frozen dataclasses of these.
    """
    token = token or uuid.uuid4()
    return uuid.uuid5(uuid.UUID(str(token)), json.dumps(what, default=repr))
