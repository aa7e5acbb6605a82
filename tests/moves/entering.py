"""The moves by which somebody is entered: forms and files."""

import uuid
from datetime import timedelta

from entries import commands, queries
from entries.models import EntryFile, QualificationEntry
from entries.rules.people import Person
from entries.states import OPEN
from interchange.catalogue.queries import specification
from results.queries import sittings
from tests.factories import edi
from tests.moves.world import HUMANS, SIZES, Idle, move

NUMBERS = ("0001", "0002", "0003", "0004", "0005", "0006")


def number_of(world, pick, centre, record):
    """The candidate number that a sensible officer gives, or now and then another one."""
    given = record and _given(world, centre, record)
    return given if given and pick([True, True, True, False]) else pick(NUMBERS)


def _given(world, centre, record):
    by_person, _ = queries.held_numbers(centre, world.on, persons=[record.person_id])
    return next(iter(by_person.values()), "")


def somebody(world, pick, centre):
    """A human and how the centre's form names them."""
    human = pick(HUMANS)
    known = world.known(centre, human)
    if known and pick([True, True, True, False]):
        record = pick(known)
        number = number_of(world, pick, centre, record)
        return human, Person(picked=record.ocr_number, candidate_number=number)
    return a_typed_person(world, pick, centre, human)


def a_typed_person(world, pick, centre, human=None):
    """A human and how the centre types them; now and then with another's UCI, or another name."""
    human = human or pick(HUMANS)
    uci = pick([human.uci, human.uci, "", pick(HUMANS).uci])
    return human, Person(
        human.surname,
        human.forenames,
        human.born_on,
        human.sex,
        number_of(world, pick, centre, None),
        uci=uci,
        distinct=pick([True, False]),
    )


@move
def register(world, pick):
    """A form of one new registration."""
    centre, code = pick(world.centres), pick(SIZES)
    qualification = world.qualifications[code]
    human, person = somebody(world, pick, centre)
    ways = [way.name for way in specification(qualification).pathways]
    [made] = commands.register(
        centre=centre,
        qualification=qualification,
        people=[person],
        pathway=pick(ways) if ways else "",
        by=world.officer[centre.pk],
        at=world.at,
        token=uuid.uuid4(),
    )
    world.note(made.candidate, human)


@move
def enter_units_only(world, pick):
    """A form of one who takes a unit of the 2012 suite by itself."""
    centre, qualification = pick(world.centres), world.qualifications["05347"]
    human, person = somebody(world, pick, centre)
    made = commands.enter_units_only(
        centre=centre,
        qualification=qualification,
        people=[person],
        units=[pick(world.units[qualification.pk][:2])],
        by=world.officer[centre.pk],
        at=world.at,
        token=uuid.uuid4(),
    )
    world.note(made[0].candidate, human)


@move
def enter_for_exams(world, pick):
    """A form of one exam for one candidate."""
    entry = a_registration(world, pick)
    known = [one for one in world.series if one.entries_open_on <= world.on]
    ahead = [one for one in known if one.entries_close_on + timedelta(days=70) > world.on]
    series = pick(ahead or known)
    unit = pick([one for one in world.units[entry.qualification_id] if one.examined])
    commands.enter_for_exams(
        centre=entry.centre,
        qualification=entry.qualification,
        series=series,
        chosen=[(entry.candidate, unit)],
        sat=sittings,
        by=world.officer[entry.centre_id],
        at=world.at,
        token=uuid.uuid4(),
    )


def a_registration(world, pick, **which):
    """One of the registrations of these; open ones unless something else is asked for."""
    which = which or {"status__in": sorted(OPEN)}
    found = QualificationEntry.objects.filter(**which).order_by("pk")
    found = list(found.select_related("candidate", "centre", "qualification__subject"))
    if not found:
        raise Idle
    return pick(found)


@move
def send_a_file(world, pick):
    """A file of one line: read, likely ones answered, confirmed and loaded."""
    centre, human = pick(world.centres), pick(HUMANS)
    known = world.known(centre, human)
    record = known[0] if known else None
    number = number_of(world, pick, centre, record)
    line = edi.a_line(
        int(number),
        f"{human.surname}: {human.forenames}".upper(),
        [pick(("05838", "05839"))],
        centre=centre.number,
        sex=human.sex,
        born_on=human.born_on,
        uci=human.uci,
    )
    _load(world, pick, centre, human, line, series=(world.on.year - (world.on.month < 9), 9))
    for made in EntryFile.objects.latest("pk").submissions.all():
        for one in made.registrations.all():
            world.note(one.candidate, human)


def _load(world, pick, centre, human, line, **head):
    world.sent += 1
    name, content = edi.a_file(line, sequence=world.sent % 900 + 1, centre=centre.number, **head)
    by, at = world.officer[centre.pk], world.at
    file = commands.send_file(centre=centre, name=name, content=content, by=by, at=at)
    commands.work_file(file, at=at, sat=sittings)
    file = queries.file_of(centre, file.pk)
    likely = [one for one in queries.lines_of(file) if one.is_likely]
    if likely:
        record = next(iter(world.known(centre, human)), None)
        possible = ["new", record.ocr_number] if record else ["new"]
        answers = {one.number: pick(possible) for one in likely}
        commands.answer_likely(file=file, answers=answers, by=by, at=at, sat=sittings)
        file = queries.file_of(centre, file.pk)
    commands.confirm_file(file=file, by=by, at=at)
    commands.work_file(file, at=at, sat=sittings)


@move
def turn_the_clock(world, pick):
    """Go on to the next day on which something ends or comes, or to any day."""
    ahead = sorted(day for day in _days(world) if day > world.on)
    if not ahead:
        raise Idle
    to = pick([*ahead[:4], world.on + timedelta(days=pick([1, 9]))])
    world.at += timedelta(days=(to - world.on).days)


def _days(world):
    """The days around each date of the series, and the turns of the years."""
    for one in world.series:
        for day in (
            one.entries_open_on,
            one.entries_close_on,
            one.refund_until_on,
            one.late_until_on,
            one.very_late_until_on,
            one.results_on,
        ):
            if day:
                yield day
                yield day + timedelta(days=1)
    for year in (2027, 2028):
        yield world.on.replace(year=year, month=9, day=1)
