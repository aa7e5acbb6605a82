"""How are people reminded of days that come near? By one letter a person and day."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from interchange.accounts.models import Centre
from interchange.notifications import outbox
from reminders import queries
from reminders.commands.each import write_each
from reminders.models import Reminded
from reminders.rules import concerned_in_words


@dataclass(frozen=True)
class Line:
    """A day that somebody is reminded of at a centre: how many it concerns there, and the page."""

    centre: Centre
    near: queries.Near
    number: int

    @property
    def concerned(self) -> str:
        """How many candidates it concerns, in words."""
        return concerned_in_words(self.near.how.concerned, self.number)

    @property
    def link(self) -> str:
        """The path of the page on which it is done."""
        return reverse(self.near.how.page, args=[self.centre.number])


def remind(*, at) -> int:
    """Write to everybody who holds a role that can act on what is near; give how many letters.

    Who was reminded of a day at this stage, or of anything today, is not written to again, so it
    may run twice, and days late. Nobody is reminded of what concerns no candidate of the centre.
    Raises LettersNotWritten, once the others are written, where a letter cannot be.
    """
    on = localdate(at)
    near = queries.near(on)
    concerned = {one.how.concerned: {} for one in near}
    for what in concerned:
        concerned[what] = queries.concerned(what, on)
    by_reader = _by_reader(near, concerned, on)
    letters = ((f"{kind} {pk}", (lines, on, at)) for (kind, pk), lines in by_reader.items())
    return write_each(_write, letters)


def _by_reader(near, concerned, on):
    """What each reader is to be told, as pairs of the person (None: an office) and a line."""
    centres = Centre.objects.in_bulk({pk for found in concerned.values() for pk in found})
    readers = queries.readers(centres)
    told, told_today = _told(near, on)
    lines = defaultdict(list)
    for one in near:
        for centre, number in concerned[one.how.concerned].items():
            line = Line(centres[centre], one, number)
            for person in readers.get((centre, one.how.permission), [None]):
                key = person and person.pk
                reader = _reader(key, centre)
                if reader not in told_today and (centre, key, *_stage(one)) not in told:
                    lines[reader].append((person, line))
    return lines


def _reader(person, centre):
    """Who reads a letter: the person, at whichever centres, or the office of the centre."""
    return ("person", person) if person else ("office", centre)


def _stage(near):
    return near.day.key, near.day.on, near.before


def _told(near, on):
    """Who was told of what is near at this stage, and who was told of anything today."""
    of = Reminded.objects.filter(day__in=[one.day.key for one in near])
    today = Reminded.objects.filter(told_on=on).values_list("person", "centre")
    return (
        set(of.values_list("centre", "person", "day", "on", "before")),
        {_reader(person, centre) for person, centre in today},
    )


@transaction.atomic
def _write(found, on, at):
    """Write one letter of the lines, and note what it told of; give 1."""
    person, lines = found[0][0], [line for _, line in found]
    Reminded.objects.bulk_create(
        Reminded(
            centre=line.centre,
            person=person,
            day=line.near.day.key,
            on=line.near.day.on,
            before=line.near.before,
            told_on=on,
        )
        for line in lines
    )
    to = person.email if person else lines[0].centre.email
    outbox.queue("reminders/reminder", to=to, at=at, person=person, lines=lines, on=on)
    return 1
