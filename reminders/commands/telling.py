"""How are people told of the week? By one letter each, from Monday on."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from interchange.accounts.models import Centre
from interchange.accounts.roles import PERMISSIONS, Role
from interchange.notifications import outbox
from reminders import queries
from reminders.commands.each import write_each
from reminders.models import Digest

TITLES = {
    "late": "Late",
    "soon": "Due soon",
    "waiting": "Waiting for you",
    "news": "New in the last seven days",
}


@dataclass(frozen=True)
class AtCentre:
    """What a digest says of one centre: (title, lines) by area, each line with its words, link."""

    centre: Centre
    areas: list[tuple[str, list[tuple[str, str]]]]


def tell_week(*, at) -> int:
    """Write the digest of the week to everybody who wants it; give how many letters.

    Each person is written to once a week, whenever the clock comes first; who has nothing to read
    gets no letter, and none later in that week. Raises LettersNotWritten, once the others are
    written, where a letter cannot be.
    """
    on = localdate(at)
    monday = on - timedelta(days=on.weekday())
    readers = queries.digest_readers(monday)
    found = queries.week(at, on) if readers else {}
    letters = ((f"person {pk}", (held, found, monday, at)) for pk, held in readers.items())
    return write_each(_write, letters)


@transaction.atomic
def _write(held, found, monday, at):
    """Write to the person who holds these roles; give 1 if there was something to say."""
    person = held[0].user
    choice = getattr(person, "letters_wanted", None)
    areas = [one for one in TITLES if one != "news" or choice is None or choice.news]
    Digest.objects.create(person=person, begins_on=monday)
    rights = {}
    for one in held:
        rights.setdefault(one.centre, set()).update(PERMISSIONS[Role(one.role)])
    places = [
        _place(centre, may, found[centre.pk], areas)
        for centre, may in rights.items()
        if centre.pk in found
    ]
    places = [one for one in places if one.areas]
    if places:
        told = {"person": person, "places": places, "monday": monday}
        outbox.queue("reminders/digest", to=person.email, at=at, **told)
    return bool(places)


def _place(centre, rights, week, areas):
    """What of the centre's week somebody with these rights reads."""
    shown = []
    for area in areas:
        lines = [
            (one.words, f"{reverse(one.page, args=[centre.number])}{one.query}")
            for one in getattr(week, area)
            if one.permission in rights
        ]
        if lines:
            shown.append((TITLES[area], lines))
    return AtCentre(centre, shown)
