"""The one judge over every combination of facts, however what is asked for was written down."""

from datetime import date, timedelta
from itertools import product
from types import SimpleNamespace

import pytest

from entries.file_states import Outcome
from entries.rules.judging import ALL, judge, of_person
from entries.rules.known import Held, Knowledge, Terms, Who
from entries.rules.options import EXAM, REGISTRATION, UNIT, Option
from entries.rules.people import Person
from entries.rules.targets import of_option, part, whole

ON, PERSON, OTHER, BANK = date(2026, 11, 20), 5, 6, ("2016", 3, 3)
SAT = [date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)]
ADA = Person("Okafor", "Ada", date(2009, 3, 14), "F", "0042")
SERIES = SimpleNamespace(
    pk=1,
    month=6,
    entries_open_on=ON,
    entries_close_on=ON + timedelta(days=60),
    late_until_on=None,
    very_late_until_on=None,
)


def qualification(suite="2016"):
    return SimpleNamespace(
        pk=1, code="05839", suite=suite, subject_id=3, subject="Information Technology", level=3
    )


def every(**facts):
    """Every combination of the facts."""
    for values in product(*facts.values()):
        yield SimpleNamespace(**dict(zip(facts, values, strict=True)))


def judged(who, known, *targets):
    """The verdict, the same on each of the ways to write down what is asked for."""
    first, *others = (judge(who, target, known) for target in targets)
    assert all(first == other for other in others)
    return first


def check(verdict, who, is_sound, is_there):
    """What every verdict keeps, whatever the facts; then whether it says what must be."""
    refused = bool(verdict.refusals)
    assert (verdict.outcome == Outcome.REFUSED) == refused
    assert (verdict.outcome == Outcome.ALREADY) == (bool(verdict.there) and not refused)
    assert (verdict.outcome == Outcome.LIKELY) == (
        not refused and not verdict.there and who.is_unseen
    )
    assert bool(verdict.barriers) == (verdict.outcome in {Outcome.REFUSED, Outcome.ALREADY})
    assert (verdict.outcome in {Outcome.NEW, Outcome.LIKELY}) == (is_sound and not is_there)
    assert (verdict.outcome == Outcome.ALREADY) == (is_sound and is_there)


IDENTITY = {
    "unseen": (False, True),  # somebody who looks alike, whom the centre has not been asked about
    "number": ("own", "another before", "held by another", "held by the likely one"),
    "details": ("", "Enter a surname."),
}


def who_of(facts, known, record):
    likely = frozenset({OTHER}) if facts.unseen else frozenset()
    if facts.number == "another before" and record:
        known.number_of[record] = "0107"
    if facts.number.startswith("held"):
        known.holder_of["0042"] = (OTHER if "likely" in facts.number else 77, "Bo Lindqvist")
    problems = (("surname", facts.details),) if facts.details else ()
    return Who(ADA, record, likely, problems)


def has_number(facts, record):
    """Whether the person may have the number that is asked for."""
    if facts.number == "another before":
        return not record
    return facts.number == "own" or ("likely" in facts.number and facts.unseen)


@pytest.mark.slow
def test_a_registration_is_made_where_nothing_stands_in_its_way_and_only_there():
    asked = (
        whole(qualification(), ""),
        of_option(Option("05839", REGISTRATION, "05839", "IT"), qualification(), None),
    )
    for facts in every(
        record=(None, PERSON),
        registered=("none", "open", "withdrawn", "another size", "elsewhere", "another pathway"),
        approved=(True, False),
        **IDENTITY,
    ):
        approvals = {3: "approved"} if facts.approved else {3: "ended"}
        known = Knowledge(Terms(ON, approvals=approvals, banks={1: BANK}, codes={1: "05839"}))
        if facts.record:
            place = PERSON, BANK
            pathway = "Networks" if facts.registered == "another pathway" else ""
            is_open = facts.registered != "withdrawn"
            if facts.registered in {"open", "withdrawn", "another pathway"}:
                known.held[PERSON, 1] = Held(PERSON, is_open, pathway, "0042", ON)
            if facts.registered == "another size":
                known.sizes[place] = "05838"
            if facts.registered == "elsewhere":
                known.elsewhere.add(place)
        who = who_of(facts, known, facts.record)
        registered = facts.registered if facts.record else "none"
        is_there = registered == "open"
        sound = (
            registered in {"none", "open"}
            and (facts.approved or is_there)
            and not facts.details
            and has_number(facts, facts.record)
        )
        check(judged(who, known, *asked), who, sound, is_there)


@pytest.mark.slow
def test_an_exam_is_entered_where_nothing_stands_in_its_way_and_only_there():
    unit = SimpleNamespace(pk=7, shared_id=70, number="1", examined=True)
    asked = (
        part(EXAM, qualification(), unit),
        of_option(Option("583901", EXAM, "05839", "Unit 1", "1"), qualification(), unit),
    )
    for facts in every(
        registered=("none", "open", "withdrawn"),
        age=("old enough", "too soon", "too soon, in place of another"),
        closed=(False, True),
        entry=("none", "entered", "absent", "there", "in another series"),
        sat=(0, 2, 3),
        allowed=(None, 3),
        passed_on=(False, True),
        details=IDENTITY["details"],
    ):
        closed = {(1, 7)} if facts.closed else set()
        terms = Terms(ON, SERIES, closed=closed, days=30, allowed={1: facts.allowed})
        known = Knowledge(terms, sat={(PERSON, 70): SAT[: facts.sat]})
        if facts.registered != "none":
            made_on = ON if facts.age.startswith("too soon") else ON - timedelta(days=90)
            known.held[PERSON, 1] = Held(
                PERSON,
                facts.registered == "open",
                "",
                "" if facts.passed_on else "0042",
                made_on,
                replaces="in place" in facts.age,
            )
        if facts.entry in ("entered", "absent", "there"):
            getattr(known, facts.entry).add((PERSON, 7))
        if facts.entry == "in another series":
            known.earlier[PERSON, 7] = [date(2026, 6, 1)]
        number = "" if facts.passed_on else "0042"
        problems = (("surname", facts.details),) if facts.details else ()
        who = Who(Person("Okafor", candidate_number=number), PERSON, problems=problems)
        is_there = facts.entry == "entered"
        enterable = (
            facts.registered == "open"
            and facts.age != "too soon"
            and not facts.closed
            and facts.entry not in ("absent", "there")
            and not (facts.allowed and facts.sat >= facts.allowed)
            and not facts.passed_on
        )
        found = judged(who, known, *asked)
        check(found, who, (enterable or is_there) and not facts.details, is_there)
        assert found.resit == (facts.sat > 0 or facts.entry == "in another series")
        assert found.is_last == (facts.allowed == 3 and facts.sat == 2)


@pytest.mark.slow
def test_a_unit_by_itself_is_entered_where_nothing_stands_in_its_way_and_only_there():
    it, unit = qualification("2012"), SimpleNamespace(pk=7, shared_id=70, number="1", examined=True)
    bank = "2012", 3, 3
    asked = (
        part(UNIT, it, unit),
        of_option(Option("583901", UNIT, "05839", "Unit 1", "1"), it, unit),
    )
    for facts in every(
        record=(None, PERSON),
        whole=(False, True),
        entry=("none", "entered", "there"),
        closed=(False, True),
        approved=(True, False),
        **IDENTITY,
    ):
        closed = {(1, 7)} if facts.closed else set()
        approvals = {3: "approved"} if facts.approved else {3: "ended"}
        known = Knowledge(Terms(ON, approvals=approvals, closed=closed))
        if facts.record and facts.whole:
            known.whole.add((PERSON, bank))
        if facts.record and facts.entry != "none":
            getattr(known, facts.entry).add((PERSON, 7))
        who = who_of(facts, known, facts.record)
        is_whole, is_there = (facts.record and one for one in (facts.whole, facts.entry != "none"))
        found = judged(who, known, *asked)
        sound = not facts.details and has_number(facts, facts.record)
        assert (found.outcome in {Outcome.NEW, Outcome.LIKELY}) == bool(
            sound and facts.approved and not (is_whole or is_there or facts.closed)
        )
        assert not found.is_new or not who.is_unseen
        assert bool(of_person(who, known)) == (not sound)


def test_what_nobody_can_be_entered_for_is_told_of_the_target_and_not_of_the_person():
    known = Knowledge(Terms(ON, approvals={3: "ended"}))

    verdict = judge(Who(ADA), whole(qualification()), known)

    assert [field for field, _ in verdict.barriers] == [ALL]
