"""Whose is a form that was sent without a session? It says so itself, in a way nobody can forge."""

from datetime import timedelta

from django.core import signing

TYPED_BY = "typed_by"  # the field that every form of a person carries
LONGEST_OPEN = timedelta(hours=12)  # a page that was open for longer is not believed
SIGNER = signing.TimestampSigner(salt="interchange.interrupted")


def mark(person_id):
    """Give the value of the field for forms drawn for that person: their id, signed and dated."""
    return SIGNER.sign(str(person_id))


def typist_of(value):
    """Give the id of the person whose form it was, or None where that cannot be believed."""
    try:
        return int(SIGNER.unsign(value, max_age=LONGEST_OPEN))
    except (signing.BadSignature, ValueError):
        return None
