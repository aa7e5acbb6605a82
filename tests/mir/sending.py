"""How the stories of requests look at what a command did: letters, trail and kept files."""

import uuid

from interchange.audit import trail
from interchange.notifications.models import Message
from mir import commands
from tests.factories import entries as candidates
from tests.factories import mir, papers

BY_LETTER = {"unchanged_because": "It was done by letter."}  # resolved by words alone


def letters():
    return list(Message.objects.order_by("id").values_list("template", "to"))


def events(request):
    return [event.name for event in trail.of(request)]


def kept_files(folder):
    return list(folder.iterdir()) if folder.exists() else []


def typed_once(entry):
    """A function that fills in one form, with one token, as often as it is sent."""
    known = {"token": uuid.uuid4(), "other_ocr_number": candidates.a_candidate().ocr_number}
    return lambda **more: mir.unsent(entry, **known, **more)


def keep(entry, by, token, document="evidence", upload=None, at=mir.NOW):
    return commands.keep(
        token=token,
        document=document,
        upload=upload or papers.a_file(),
        centre=entry.centre,
        by=by,
        at=at,
    )
