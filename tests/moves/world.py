"""Who plays and when: centres, their officers, the board, four persons; and what a move is."""

from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from unittest import mock

from django.conf import settings
from django.db import transaction
from django.test import override_settings

from entries import queries
from entries.models import Candidate
from entries.queries import seeing
from entries.rules.details import TITLES
from interchange import queue
from interchange.accounts.roles import Role
from interchange.catalogue.models import Qualification, Series, Subject
from interchange.clashes import Clash, clashes_told
from interchange.notifications import outbox
from interchange.refusals import RuleBroken
from interchange.shown import ShownOtherwise
from interchange.uploads import apart
from interchange.workflow import MoveRefused
from results import commands as results
from tests.factories import accounts, claims
from tests.factories.edi import a_uci
from tests.moves.reading import read_once

BEGIN = datetime(2026, 9, 21, 10, 0, tzinfo=UTC)
END = date(2028, 9, 30)  # the series that are there end with June 2028
SIZES = ("05838", "05839", "05840")  # of one subject: two exams, some units, with pathways
REFUSALS = (RuleBroken, MoveRefused, ShownOtherwise, Clash)
MOVES = {}


class Idle(Exception):
    """There is nothing that the move could be made with."""


def move(play):
    """Note a move: it takes the World and a function that picks one of several."""
    MOVES[play.__name__] = play
    return play


@dataclass(frozen=True)
class Human:
    """Somebody of flesh and blood, whatever records there are."""

    surname: str
    forenames: str
    born_on: date
    sex: str
    uci: str


HUMANS = (
    Human("Okafor", "Ada", date(2009, 3, 14), "F", a_uci(1)),
    Human("Lindqvist", "Bo", date(2008, 7, 2), "M", ""),
    Human("Nolan", "Cy", date(2009, 11, 30), "X", a_uci(3)),
    Human("Parr", "Dee", date(2008, 7, 2), "F", ""),
)


class Found(set):
    """What was looked for and found."""

    def add_new(self, *what) -> bool:
        """Add it; give whether it is new."""
        new = what not in self
        self.add(what)
        return new


def details_of(record) -> tuple:
    """What a record says of its person."""
    return tuple(getattr(record, name) for name in TITLES)


class World:
    """Three centres, four persons and the clock, in a database where nothing else happens."""

    def __init__(self):
        """Set up who acts; the catalogue is there."""
        self.centres = [
            accounts.a_centre(f"1234{place}", f"School {place}") for place in range(1, 4)
        ]
        self.officer = {one.pk: accounts.with_role(Role.EXAMS_OFFICER, one) for one in self.centres}
        self.requester = {
            one.pk: accounts.with_role(Role.POST_RESULT_FULL, one) for one in self.centres
        }
        self.tutor = {one.pk: accounts.with_role(Role.TUTOR, one) for one in self.centres}
        it = Subject.objects.get(code="IT")
        self.moderator = {
            one.pk: accounts.with_role(Role.MODERATOR, one, it) for one in self.centres
        }
        self.processor = accounts.with_role(Role.PROCESSOR)
        self.service = accounts.with_role(Role.SERVICE)
        self.board = accounts.with_role(Role.BOARD_ADMINISTRATOR)
        found = Qualification.objects.select_related("subject").filter(code__in=[*SIZES, "05347"])
        self.qualifications = {one.code: one for one in found}
        self.units = {one.pk: list(one.units.order_by("number")) for one in found}
        self.series = list(Series.objects.filter(month__in=(1, 6)).order_by("year", "month"))
        for centre in self.centres:
            for code in SIZES:
                claims.an_assessor(centre, self.qualifications[code], self.tutor[centre.pk])
        self.begin()

    def begin(self):
        """Know of nobody, and let it be the first day: another game in the same world begins."""
        self.at = BEGIN
        self.human_of = {}  # by candidate id, whom the record is about
        self.asked_of = {}  # by id of an identity question, whom it is about
        self.names = defaultdict(set)  # by candidate id, the surnames and numbers it had
        self.known_as = defaultdict(set)  # by centre and candidate id, its details while there
        self.found = Found()
        self.sent = 0  # files

    @property
    def on(self):
        """The day."""
        return self.at.date()

    def note(self, candidate, human):
        """Keep whom a record is about, and that it was called so."""
        self.human_of.setdefault(candidate.pk, human)

    def look_around(self):
        """Keep what records say now, and at which centres their persons are.

        What a record says while it is merged with another may be that one's.
        """
        records = list(Candidate.objects.order_by())
        merged = {one.person_id for one in records if one.person_id != one.pk}
        there = seeing.have_now({one.person_id for one in records}, self.at)
        for one in records:
            if one.person_id not in merged:
                self.names[one.pk] |= {one.surname, one.uci, one.uln}
            for centre in self.centres:
                if centre.pk in there.get(one.person_id, {centre.pk}):
                    self.known_as[centre.pk, one.pk].add(details_of(one))

    def known(self, centre, human):
        """The records of the human that the centre may pick."""
        return [
            one
            for one in queries.candidates_of(centre).order_by("pk")
            if self.human_of.get(one.pk) == human
        ]

    def settle(self):
        """Work out what is due, as the worker does at once."""
        while results.award_due(at=self.at):
            pass


@dataclass
class Step:
    """What became of a move: done, refused with a sentence, or idle."""

    name: str
    became: str
    said: str = ""


def play(world, name, pick) -> Step:
    """Make the move; what is refused leaves nothing. Raises whatever is no refusal."""
    world.at += timedelta(minutes=1)
    try:
        with clashes_told(), transaction.atomic():
            MOVES[name](world, pick)
    except Idle:
        return Step(name, "idle")
    except REFUSALS as refusal:
        return Step(name, "refused", str(refusal))
    world.settle()
    world.look_around()
    return Step(name, "done")


@contextmanager
def quiet(read_here):
    """Draw no letter, hint nobody, keep papers in memory, read files and the catalogue here."""
    told = Counter()

    def count(template, **_):
        told[template] += 1

    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    with (
        override_settings(STORAGES={**settings.STORAGES, "default": in_memory}),
        mock.patch.object(outbox, "queue", count),
        mock.patch.object(queue, "post", lambda *_: None),
        mock.patch.object(apart, "answer_to", read_here),
        read_once(),
    ):
        yield told


@contextmanager
def rolled_back():
    """Leave nothing of what happens inside."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
