"""Rules that the board dates and edits: how old a registration must be, which units are closed."""

from datetime import date, timedelta

import pytest

from claims import commands as claims
from claims.rules import ClaimNotReady
from claims.rules.visits import VisitRefused
from claims.states import Status as Claimed
from entries import commands
from entries.models import QualificationEntry
from entries.rules.registering import RowsRefused
from interchange.catalogue.models import ClosedUnit, RegistrationRule
from interchange.catalogue.queries import registration_days
from results.queries import sittings
from tests.factories import catalogue as real
from tests.factories import claims as make_claims
from tests.factories import edi, visits
from tests.factories import entries as make

TODAY = date(2026, 11, 20)


@pytest.fixture
def june(catalogue):
    """A series that takes entries today."""
    return real.a_series()


def a_rule(before, days, from_on=TODAY):
    """A rule of the board's, in force from a day on."""
    return RegistrationRule.objects.create(before=before, days=days, from_on=from_on)


def enter(entry, june, by, at=make.NOW, number=1):
    return commands.enter_for_exams(
        centre=entry.centre,
        qualification=entry.qualification,
        series=june,
        chosen=[(entry.candidate, real.unit(number))],
        sat=sittings,
        by=by,
        at=at,
    )


def test_the_latest_rule_in_force_holds(catalogue):
    a_rule("exam", 3)
    a_rule("exam", 9, TODAY + timedelta(days=10))

    assert registration_days("exam", TODAY - timedelta(days=1)) == 0
    assert registration_days("exam", TODAY) == 3
    assert registration_days("exam", TODAY + timedelta(days=10)) == 9


@pytest.mark.slow
def test_an_exam_entry_waits_until_the_registration_is_old_enough(centre, june, exams_officer, at):
    a_rule("exam", 3)
    entry = make.an_entry(centre)

    with pytest.raises(RowsRefused, match="can be made from 23 November 2026"):
        enter(entry, june, exams_officer)
    assert len(enter(entry, june, exams_officer, make.NOW + timedelta(days=3))) == 1


@pytest.mark.slow
def test_another_size_or_centre_does_not_begin_anew(centre, other_centre, june, exams_officer):
    a_rule("exam", 3)
    old = make.an_entry(other_centre, status="moved")
    entry = make.an_entry(centre, candidate=old.candidate, replaces=old)

    assert len(enter(entry, june, exams_officer)) == 1


@pytest.mark.slow
def test_a_claim_waits_for_who_was_registered_lately(centre, tutor):
    a_rule("claim", 2)
    claim = make_claims.claim_at(Claimed.DRAFT, centre=centre, by=tutor)
    name = claim.lines.first().candidate.name

    with pytest.raises(ClaimNotReady, match=f"{name}.*registered less than 2 days ago"):
        claims.submit(claim=claim, declared=True, by=tutor, at=make.NOW)

    QualificationEntry.objects.update(made_at=make.NOW - timedelta(days=2))
    assert claims.submit(claim=claim, declared=True, by=tutor, at=make.NOW).number


@pytest.mark.slow
def test_a_visit_waits_for_the_first_registration_of_its_subject(centre, catalogue, tutor):
    subject = visits.takes(centre)
    QualificationEntry.objects.update(made_at=make.NOW)
    a_rule("visit", 30)
    asked = {"centre": centre, "subject": subject, "kind": "virtual", "teacher": "T", "by": tutor}

    with pytest.raises(VisitRefused, match="from 20 December 2026 on"):
        claims.ask_for_visit(**asked, on=TODAY + timedelta(days=29), anyway=True, at=make.NOW)
    assert claims.ask_for_visit(**asked, on=TODAY + timedelta(days=30), anyway=True, at=make.NOW)


@pytest.mark.slow
def test_a_closed_unit_takes_no_more_entries_from_its_day_on(centre, june, exams_officer):
    entry = make.an_entry(centre)
    closed = ClosedUnit.objects.create(
        qualification=entry.qualification, unit=real.unit(1), from_on=TODAY
    )

    with pytest.raises(RowsRefused, match="takes no more entries for this size"):
        enter(entry, june, exams_officer)

    closed.from_on = TODAY + timedelta(days=1)
    closed.save()
    assert len(enter(entry, june, exams_officer)) == 1


@pytest.mark.slow
def test_a_file_is_refused_by_the_same_rules(centre, june, exams_officer):
    entry = make.an_entry(centre, candidate=make.a_candidate(uci=edi.a_uci(42), uln=""))
    line = edi.a_line(
        42,
        f"{entry.candidate.surname.upper()}: ADA",
        options=("583901",),
        candidate_number=entry.candidate_number,
    )
    a_rule("exam", 3)

    assert "can be made from 23 November" in checked(centre, exams_officer, line, sequence=1)

    RegistrationRule.objects.filter(days=3).delete()
    ClosedUnit.objects.create(qualification=entry.qualification, unit=real.unit(1), from_on=TODAY)
    assert "takes no more entries" in checked(centre, exams_officer, line, sequence=2)


def checked(centre, by, line, *, sequence):
    """What is wrong with the line, once it is sent in a file of exams."""
    name, content = edi.a_file(line, series=(2027, 6), sequence=sequence)
    sent = commands.send_file(centre=centre, name=name, content=content, by=by, at=make.NOW)
    commands.work_file(sent, at=make.NOW, sat=sittings)
    return str([one.problems for one in sent.asked.all()])
