"""Top-ups and move-downs: what stays, comes off and costs."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Line
from entries.models import Charge, Invoice, QualificationEntry, SizeChange
from entries.states import Status
from interchange.notifications.models import Message
from results import commands as results
from results.models import QualificationResult, UnitResult
from tests.factories import catalogue as make_catalogue
from tests.factories import claims as make_claims
from tests.factories import entries as make
from tests.factories import results as make_results
from tracker.commands.resizing import SomeRefused
from tracker.queries import sizes as queries

pytestmark = [pytest.mark.usefixtures("catalogue")]

SMALL, CERTIFICATE, DIPLOMA = "05838", "05839", "05842"


def award(at):
    while results.award_due(at=at):
        pass


@pytest.mark.slow
def test_every_size_says_what_the_candidate_would_get_now(diplomat, at):
    found = {
        size.code: queries.changes([diplomat], size, at.date())[0].grade
        for size in queries.sizes(diplomat.qualification)
        if size.offered
    }

    assert found[DIPLOMA] == "DD"
    assert found[CERTIFICATE] and found["05877"] == ""


@pytest.mark.slow
def test_a_size_counts_what_is_held_elsewhere_and_names_none_of_it(centre, other_centre, at):
    entry = make.an_entry(centre, make_catalogue.qualification(DIPLOMA))
    there = make.an_entry(other_centre, entry.qualification, entry.candidate)
    make_results.hold([entry], {"1": "M"}, due=False)
    make_results.hold([there], {"2": "M", "16": "U", "17": "D"}, due=False)

    for size in queries.sizes(entry.qualification):
        if size.offered:
            standing = queries.changes([entry], size, at.date())[0].standing
            named = {unit for short in standing.outcome.shortfalls for unit in short.because}
            named |= {one.unit for one in standing.outcome.counted + standing.outcome.not_counted}
            assert named | set(standing.achieved) == {"1"}, size
            assert standing.elsewhere, size


@pytest.mark.slow
def test_a_top_up_replaces_the_entry_costs_the_difference_and_is_awarded(
    change, centre, at, exams_officer
):
    entry = make.an_entry(centre, make_catalogue.qualification(CERTIFICATE))
    before = make.an_entry(centre, make_catalogue.qualification(DIPLOMA), entry.candidate)
    make_results.hold([before], make_results.OFFICIAL_EXAMPLE, due=False)
    before.delete()
    banked = UnitResult.objects.count()
    to = make_catalogue.qualification(DIPLOMA)
    pathway = next(
        one
        for one in queries.pathways(to)
        if queries.changes([entry], to, at.date(), one)[0].grade == "DD"
    )

    [done] = change(entry, pathway=pathway)
    award(at)

    entry.refresh_from_db()
    assert entry.status == Status.REPLACED and done.made.replaces == entry
    assert done.made.candidate_number == entry.candidate_number
    assert UnitResult.objects.count() == banked
    assert QualificationResult.objects.get(entry=done.made).grade == "DD"
    [line] = Invoice.objects.get().lines.all()
    assert (line.fee, line.pence) == ("top-up", 17500 - 12500)
    assert entry.candidate.name in Message.objects.get(template="tracker/size_changed").body


@pytest.mark.slow
def test_a_move_down_costs_nothing(change, centre):
    [done] = change(make.an_entry(centre, make_catalogue.qualification(DIPLOMA)), to=CERTIFICATE)

    assert done.direction == "move_down" and not Invoice.objects.exists()


@pytest.mark.slow
def test_what_was_paid_before_a_move_down_is_not_paid_again(change, centre):
    pathway = queries.pathways(make_catalogue.qualification(DIPLOMA))[0]
    small = make.an_entry(centre, make_catalogue.qualification(CERTIFICATE))
    [up] = change(small, pathway=pathway)
    [down] = change(up.made, to=CERTIFICATE)

    change(down.made, pathway=pathway)

    assert Invoice.objects.count() == Charge.objects.count() == 1


@pytest.mark.slow
def test_grades_of_a_claim_in_progress_come_off_and_the_centre_is_told(change, centre, tutor):
    claim = make_claims.claim_at("draft", centre=centre, candidates=2, by=tutor)
    line = claim.lines.select_related("candidate", "unit").first()
    entry = centre.entries.get(candidate=line.candidate, qualification=claim.qualification)
    to = next(
        one
        for one in queries.sizes(claim.qualification)
        if one.offered and one != claim.qualification
    )

    change(entry, to=to.code)

    assert not Line.objects.filter(candidate=line.candidate).exists()
    assert claim.lines.exists()
    assert str(line) in Message.objects.get(template="tracker/size_changed").body


@pytest.mark.slow
def test_a_claim_that_is_submitted_goes_on(change, centre, tutor):
    claim = make_claims.claim_at("ready", centre=centre, candidates=1, by=tutor)
    line = claim.lines.first()
    entry = centre.entries.get(candidate=line.candidate, qualification=claim.qualification)

    change(entry, to=SMALL)

    assert Line.objects.filter(pk=line.pk, live=True).exists()


@pytest.mark.slow
def test_exam_entries_that_fit_move_along(change, centre):
    entry = make.an_entry(centre, make_catalogue.qualification(SMALL))
    exam = make.a_unit_entry(entry, make_catalogue.unit(1), make_catalogue.a_series())

    change(entry, to=CERTIFICATE)

    exam.refresh_from_db()
    assert exam.qualification.code == CERTIFICATE


@pytest.mark.slow
def test_a_size_with_pathways_needs_one(change, centre):
    with pytest.raises(SomeRefused, match="one of the pathways"):
        change(make.an_entry(centre, make_catalogue.qualification(CERTIFICATE)))


def test_another_subject_is_refused(change, centre):
    with pytest.raises(SomeRefused, match="one subject, level and suite"):
        change(make.an_entry(centre), to="05349")


@pytest.mark.slow
def test_a_whole_class_moves_or_nobody(change, centre, exams_officer, at):
    found = make.entries(centre, 30, make_catalogue.qualification(DIPLOMA))
    change(found[0], to=CERTIFICATE)

    with pytest.raises(SomeRefused, match="not open any more"):
        change(*found, to=CERTIFICATE)
    assert QualificationEntry.objects.filter(qualification__code=CERTIFICATE).count() == 1

    change(*found[1:], to=CERTIFICATE)
    assert QualificationEntry.objects.filter(qualification__code=CERTIFICATE).count() == 30


@pytest.mark.slow
def test_many_cost_as_many_queries_to_look_at_as_one(centre, django_assert_num_queries, at):
    to = make_catalogue.qualification(CERTIFICATE)
    found = make.entries(centre, 40, make_catalogue.qualification(DIPLOMA))
    queries.changes(found[:1], to, at.date())

    with CaptureQueriesContext(connection) as one:
        queries.changes(found[:1], to, at.date())
    with django_assert_num_queries(len(one)):
        queries.changes(found, to, at.date())


def test_whoever_may_not_make_entries_changes_nothing(change, centre, tutor):
    with pytest.raises(PermissionDenied):
        change(make.an_entry(centre), by=tutor)
    assert not SizeChange.objects.exists()
