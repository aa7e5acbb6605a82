"""Whoever asks, and however, hears the same: tick, row of a form or spreadsheet, line of a file."""

import os
import random
from datetime import date, timedelta
from itertools import product

import pytest

from entries import queries
from entries.file_states import Outcome
from entries.models import Approval, QualificationEntry, UnitEntry
from interchange.catalogue.models import ClosedUnit, RegistrationRule
from tests.entries.commands.desk import Desk
from tests.entries.ways import from_a_spreadsheet, typed
from tests.factories import catalogue as make_catalogue
from tests.factories import edi
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.slow]

SEED = 20261128
AT_ONCE = 48  # combinations of facts that are played; rules/test_every_fact.py judges all
WHOLE = bool(os.environ.get("WHOLE_PARITY"))  # plays them all
JANUARIES = [date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)]
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


@pytest.fixture
def desk(centre, exams_officer, at):
    """Where files are sent."""
    return Desk(centre, exams_officer, at)


def some(combinations):
    """A share of the combinations, the same every time; all of them where that is asked."""
    if WHOLE:
        return list(combinations)
    return random.Random(SEED).sample(list(combinations), AT_ONCE)


def somebody(number):
    """A name and birth date that look like nobody else's, and the candidate's line."""
    dice = random.Random(number)
    surname = "".join(dice.choice(LETTERS) + dice.choice("AEIOU") for _ in range(5))
    born_on = date(2007, 9, 1) + timedelta(days=number * 7)
    return edi.a_line(number, f"{surname}: {surname[::-1]}", born_on=born_on)


def a_record(line, **fields):
    surname, _, forenames = line["name"].partition(": ")
    known = {"uci": line["uci"], "born_on": line["born_on"], "sex": line["sex"], **fields}
    return make.a_candidate(surname, forenames, **known)


EXAM_FACTS = {
    "registration": ("none", "open", "withdrawn", "another size"),
    "age": ("old enough", "too soon", "too soon, in place of another"),
    "unit": ("1", "2"),  # of which the second takes no more entries
    "entry": ("none", "entered", "absent", "withdrawn", "in another series"),
    "sat": (0, 1, 3),
}
ENTERABLE = {**EXAM_FACTS, "registration": ("open",), "age": EXAM_FACTS["age"][::2], "unit": ("1",)}


@pytest.mark.parametrize("late", [False, True])
def test_an_exam_is_judged_and_charged_alike_ticked_and_in_a_file(desk, centre, at, late):
    june, january = make_catalogue.a_series(), make_catalogue.a_series(2027, 1)
    if late:
        june.entries_close_on = at.date() - timedelta(days=1)
        june.save()
    it = make_catalogue.qualification()
    RegistrationRule.objects.create(before="exam", days=30, from_on=date(2026, 1, 1))
    ClosedUnit.objects.create(
        qualification=it, unit=make_catalogue.unit(2), from_on=date(2026, 1, 1)
    )
    lines, chosen, sat = [], [], {}
    combinations = [*some(product(*EXAM_FACTS.values())), *product(*ENTERABLE.values())]
    for number, facts in enumerate(combinations, 1):
        line = {**somebody(number), "options": [f"58390{facts[2]}"]}
        candidate, unit = an_exam_candidate(centre, line, facts, at, june, january)
        sat[candidate.pk, unit.shared_id] = JANUARIES[: facts[4]]
        lines.append(line)
        chosen.append((candidate, unit))

    def sat_before(series, persons):
        return sat

    ticked = queries.plan_exams(centre, it, june, chosen, on=at.date(), sat=sat_before)
    desk.sat = sat_before
    file = desk.send(*lines, series=(2027, 6))

    told = [as_told(line) for line in queries.lines_of(file)]
    assert [of_verdict(one.verdict) for one in ticked] == told
    assert {one.outcome for one in file.asked.all()} == {
        Outcome.NEW,
        Outcome.ALREADY,
        Outcome.REFUSED,
    }
    desk.confirm(file)
    planned = {
        (one.candidate.pk, one.unit.pk): sorted(one.verdict.charges)
        for one in ticked
        if one.verdict.outcome == Outcome.NEW
    }
    assert any(planned.values()) and charged() == planned


def charged():
    """What each exam that was entered by a file costs: {(candidate, unit): reasons}."""
    found = UnitEntry.objects.filter(submission__isnull=False).prefetch_related("charges")
    return {
        (one.candidate_id, one.unit_id): sorted(charge.reason for charge in one.charges.all())
        for one in found
    }


def an_exam_candidate(centre, line, facts, at, june, january):
    """A candidate with these facts, and the unit."""
    registered, age, unit, entry, _ = facts
    candidate, unit = a_record(line), make_catalogue.unit(unit)
    made_at = at if "too soon" in age else at - timedelta(days=90)
    given = {"candidate_number": line["candidate_number"], "made_at": made_at}
    before = None
    if "in place" in age and registered == "open":
        before = make.an_entry(centre, candidate=candidate, status="replaced", **given)
    code = "05838" if registered == "another size" else "05839"
    status = {"none": "removed", "withdrawn": "withdrawn"}.get(registered, "registered")
    registration = make.an_entry(
        centre,
        make_catalogue.qualification(code),
        candidate,
        status=status,
        replaces=before,
        **given,
    )
    if entry != "none":
        series = january if entry == "in another series" else june
        status = "entered" if entry == "in another series" else entry
        ended = {} if status == "entered" else {"withdrawn_at": at}
        by = {} if status == "entered" else {"withdrawn_by": registration.made_by}
        make.a_unit_entry(registration, unit, series, status=status, **ended, **by)
    return candidate, unit


PERSON_FACTS = {
    "record": ("none", "known", "alike", "another's UCI"),
    "registration": ("none", "open", "withdrawn", "another size", "elsewhere"),
    "units": ("none", "alone"),
    "number": ("own", "another before", "held by another"),
    "code": ("05839", "05349", "05834"),  # the third is not approved
}


def test_a_registration_is_judged_alike_in_a_form_a_spreadsheet_and_a_file(
    desk, centre, other_centre, at
):
    Approval.objects.filter(centre=centre, about__code="BUS").update(status="ended")
    lines = []
    for number, facts in enumerate(some(product(*PERSON_FACTS.values())), 1):
        line = {**somebody(number), "options": [facts[4]]}
        a_person_to_register(centre, other_centre, line, facts, number)
        lines.append(line)

    file = desk.send(*lines)

    asked = list(queries.lines_of(file))
    for code in PERSON_FACTS["code"]:
        these = [line for line in asked if line.option == code]
        rows = [line for line in lines if line["options"] == [code]]
        for people in (typed(rows), from_a_spreadsheet(rows)):
            planned = queries.plan_people(
                centre, make_catalogue.qualification(code), people, at.date()
            )
            told = [of_verdict(verdict) for row in planned for _, verdict in row.verdicts]
            assert told == [as_told(line) for line in these]
    assert {line.outcome for line in asked} >= {
        Outcome.NEW,
        Outcome.ALREADY,
        Outcome.REFUSED,
        Outcome.LIKELY,
    }


def a_person_to_register(centre, other_centre, line, facts, number):
    """Put into the database what is true of the person whom the line names."""
    record, registered, units, numbered, code = facts
    known = {
        "known": {},
        "alike": {"uci": ""},
        "another's UCI": {"born_on": line["born_on"] - timedelta(days=400)},
    }
    if record != "none":
        candidate = a_record(line, **known[record])
        size = make_catalogue.qualification(
            {"another size": {"05839": "05838", "05349": "05347", "05834": "05835"}[code]}.get(
                registered, code
            )
        )
        status = {"none": "removed", "withdrawn": "withdrawn"}.get(registered, "registered")
        where = other_centre if registered == "elsewhere" else centre
        own = line["candidate_number"] if numbered == "own" else f"{number + 5000:04}"
        entry = make.an_entry(where, size, candidate, status=status, candidate_number=own)
        if units == "alone":
            whole = make_catalogue.qualification("05349")
            entry.qualification = whole
            make.a_unit_entry(entry, whole.units.first())
    if numbered == "held by another":
        other = a_record(somebody(number + 3000))
        make.an_entry(centre, candidate=other, candidate_number=line["candidate_number"])


def of_verdict(verdict):
    """What a form does with a verdict, but that it shows the likely duplicates."""
    return (
        verdict.outcome,
        verdict.resit and verdict.outcome != Outcome.REFUSED,
        sorted(one.text for one in verdict.refusals),
    )


def as_told(line):
    """The same of a line."""
    return (
        line.outcome,
        line.resit and line.outcome != Outcome.REFUSED,
        sorted(one[3] for one in line.problems),
    )


def test_whoever_was_marked_absent_is_not_entered_by_a_file_either(desk, centre, at):
    june = make_catalogue.a_series()
    line = {**somebody(1), "options": ["583901"]}
    entry = make.an_entry(centre, candidate=a_record(line), candidate_number="0001")
    make.a_unit_entry(
        entry,
        make_catalogue.unit(1),
        june,
        status="absent",
        withdrawn_at=at,
        withdrawn_by=entry.made_by,
    )

    [asked] = queries.lines_of(desk.send(line, series=(2027, 6)))

    assert asked.outcome == Outcome.REFUSED and "marked absent" in asked.problems[0][3]
    assert QualificationEntry.objects.count() == 1
