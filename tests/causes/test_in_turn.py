"""What is suggested is done, one thing after the other: each time the next true cause shows."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from claims import commands as claims
from claims.models import Visit
from results import commands
from results.models import KeptStanding
from tests.causes.planting import CODE, EXAM, REST
from tests.factories import catalogue, visits
from tests.factories import claims as claiming
from tests.factories import entries as registered
from tests.factories import results as held
from tests.results.kept import wrong

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
SEEN_ON = date(2027, 1, 20)


def why(at):
    """The cause that is kept once what is due is worked out, beside which nothing is wrong."""
    held.settle_what_is_due(at)
    on = localdate(at)
    assert wrong(on) == []
    return KeptStanding.objects.get().reason_on(on).code


def test_a_marked_unit_goes_its_way_from_missing_to_the_result(
    centre, tutor, moderator, processor, at
):
    entry = registered.an_entry(centre, catalogue.qualification(CODE), completes_in=2027)
    held.hold([entry], {**REST, EXAM: "M"})
    held.settle(at)
    assert why(at) == "units_missing"

    claim = claiming.a_draft(centre, entry.qualification, candidates=0, by=tutor)
    cells = claiming.cells(claim, units=1, candidates=[entry.candidate_id])
    claims.save_grades(claim=claim, cells=cells, by=tutor, at=at)
    assert why(at) == "claim_not_submitted"

    claims.submit(claim=claim, declared=True, by=tutor, at=at)
    assert why(at) == "visit_not_booked"

    visit = visits.visit_at(centre=centre, subject=entry.subject, on=SEEN_ON, by=tutor)
    assert why(at) == "visit_to_confirm"

    claims.book_visit(visit=visit, kind=Visit.Kind.VIRTUAL, on=SEEN_ON, by=moderator, at=at)
    assert why(at) == "ready_for_sampling"

    claims.save_sample(claim=claim, lines=list(claim.lines.all()), by=moderator, at=at)
    claims.send_sample(claim=claim, by=moderator, at=at)
    assert why(at) == "sampled"

    then = at + timedelta(days=(SEEN_ON - localdate(at)).days)
    claim.refresh_from_db()
    claims.agree(claim=claim, visited_on=SEEN_ON, by=moderator, at=then)
    assert why(then) == "pending"
    assert why(then + timedelta(days=3)) == "claim_held_up"

    claim.refresh_from_db()
    commands.bank(claim=claim, by=processor, at=then)
    held.settle_what_is_due(then)
    assert entry.qualification_results.get().grade


def test_an_absence_is_entered_again_and_waits_for_its_results(centre, at):
    entry = registered.an_entry(centre, catalogue.qualification(CODE), completes_in=2027)
    held.hold([entry], {**REST, "4": "M", EXAM: "absent"})
    held.settle(at)
    assert why(at) == "absent"

    held.enter([entry], [EXAM], catalogue.a_series(2027, 6))
    held.settle(at)
    assert why(at) == "entered_for_exam"
