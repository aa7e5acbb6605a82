"""Every move of a claim or a registration makes due where the candidates stand.

Whatever the portal's pages send is tried in tests/doubles, which compares what is kept at the end.
"""

from datetime import timedelta

import pytest

from claims import commands as claims
from claims.rules import Change
from claims.states import Status
from entries import commands as entries
from results.models import KeptStanding
from results.queries.kept_checked import current
from tests.factories import catalogue as offered
from tests.factories import claims as claiming
from tests.factories import entries as registered
from tests.factories import results as held
from tests.results.kept import everybody, wrong

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]
LATER = timedelta(days=1)


def drafted(centre, by, moderator, at):
    """Grades are saved on a claim in progress."""
    claim = claiming.a_draft(centre)
    held.settle(at)
    claims.save_grades(claim=claim, cells=claiming.cells(claim), by=by, at=at)


def taken_off(centre, by, moderator, at):
    """A saved grade is taken off the claim again."""
    claim = claiming.claim_at(Status.DRAFT, centre=centre, by=by)
    held.settle(at)
    [cell, *_] = claiming.cells(claim, grades=[None])
    claims.save_grades(claim=claim, cells=[cell], by=by, at=at)


def submitted(centre, by, moderator, at):
    """The claim goes to the moderator."""
    claim = claiming.claim_at(Status.DRAFT, centre=centre, by=by)
    held.settle(at)
    claims.submit(claim=claim, declared=True, by=by, at=at)


def recalled(centre, by, moderator, at):
    """The claim comes back."""
    claim = claiming.claim_at(Status.READY, centre=centre, by=by)
    held.settle(at)
    claims.recall(claim=claim, by=by, at=at)


def sampled(centre, by, moderator, at):
    """The moderator sends a sample."""
    claim = claiming.claim_at(Status.READY, centre=centre, by=by, moderator=moderator)
    claims.save_sample(claim=claim, lines=list(claim.lines.all()), by=moderator, at=at)
    held.settle(at)
    claims.send_sample(claim=claim, by=moderator, at=at)


def reviewed(centre, by, moderator, at):
    """The moderator takes a line off."""
    claim = claiming.claim_at(Status.SAMPLED, centre=centre, by=by, moderator=moderator)
    held.settle(at)
    line = claim.lines.first()
    change = Change(line.pk, None, "No evidence of the work")
    claims.review(claim=claim, changes=[change], by=moderator, at=at)


def agreed(centre, by, moderator, at):
    """The moderator agrees the claim."""
    claim = claiming.claim_at(Status.SAMPLED, centre=centre, by=by, moderator=moderator)
    held.settle(at)
    day = at.date()
    claims.agree(
        claim=claim, visited_on=day, seen_then=True, unbooked=True, by=moderator, at=at + LATER
    )


def withdrawn(centre, by, moderator, at):
    """The moderator withdraws the claim."""
    claim = claiming.claim_at(Status.READY, centre=centre, by=by, moderator=moderator)
    held.settle(at)
    claims.withdraw(claim=claim, because="Not the work of the candidates", by=moderator, at=at)


MOVES = (drafted, taken_off, submitted, recalled, sampled, reviewed, agreed, withdrawn)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)
def test_a_claim_that_moves_leaves_nothing_stale(move, centre, tutor, moderator, at):
    move(centre, tutor, moderator, at)

    assert everybody().exists()
    assert wrong() == []
    assert current(everybody()).count() < everybody().count()
    held.settle_what_is_due(at)
    assert current(everybody()).count() == everybody().count()
    assert wrong() == []


@pytest.mark.parametrize("act", ["later", "withdrawn", "given_back", "processed"])
def test_a_registration_that_changes_is_not_current(act, centre, exams_officer, processor, at):
    entry = registered.an_entry(centre)
    held.settle(at)
    officer = {"entry": entry, "by": exams_officer, "at": at}
    if act == "later":
        entries.set_completion(year=2028, **officer)
    else:
        entries.withdraw(**officer)
    if act == "given_back":
        held.settle_what_is_due(at)
        entries.undo_withdrawal(**officer)
    if act == "processed":
        held.settle_what_is_due(at)
        entries.process_withdrawal(entry=entry, by=processor, at=at)

    assert not current(everybody()).exists()
    held.settle_what_is_due(at)
    assert wrong() == []
    assert current(everybody()).exists() is (act != "processed")
    assert KeptStanding.objects.exists() is (act != "processed")


def test_whoever_is_registered_and_entered_for_an_exam_is_not_current(centre, exams_officer, at):
    entry = registered.an_entry(centre, offered.qualification("05839"))
    june, unit = offered.a_series(2027, 6), offered.unit(1)
    held.settle(at)

    entries.enter_for_exams(
        centre=centre,
        qualification=entry.qualification,
        series=june,
        chosen=[(entry.candidate, unit)],
        by=exams_officer,
        at=at,
        sat=lambda series, persons: {},
    )

    assert not current(everybody()).exists()
    held.settle_what_is_due(at)
    assert wrong() == []
    assert KeptStanding.objects.get().under_way == 1
