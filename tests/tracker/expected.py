"""Answering for a list whether results are still expected, as a command and on its page."""

import re

from django.urls import reverse
from django.utils.timezone import localdate, now

from entries.models import QualificationEntry
from entries.rules.registering import summer_of
from tracker import commands

SUMMER = summer_of(localdate())


def address(centre):
    """Where the question is answered."""
    return reverse("tracker:still_expected", args=[centre.number])


def answer(registrations, summer, by, **changes):
    """The command, for these."""
    centre = registrations[0].centre
    return commands.answer_expected(
        centre=centre, registrations=registrations, summer=summer, by=by, at=now(), **changes
    )


def looked_at(client, centre, registrations, answer):
    """What the check page of the answer for these sends, once they are ticked."""
    asked = {"entry": [one.pk for one in registrations], "answer": answer}
    page = client.get(address(centre), asked).content.decode()
    return {**asked, "shown": re.search(r'name="shown" value="([^"]*)"', page)[1]}


def stand(found):
    """How the entries are now: status and summer."""
    read = QualificationEntry.objects.in_bulk([one.pk for one in found])
    return [(read[one.pk].status, read[one.pk].completes_in) for one in found]
