"""Top-ups and move-downs: at once or by the board, with what stays, comes off and costs."""

from contextlib import ExitStack
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import commands as claims
from claims.models import Claim, Line
from entries.models import AwardDue, Charge, Invoice, QualificationEntry, SizeChange
from entries.states import Status
from interchange.catalogue.models import Figure, Series
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from results import commands as results
from results.models import QualificationResult, UnitResult
from tests.factories import catalogue as make_catalogue
from tests.factories import claims as make_claims
from tests.factories import entries as make
from tests.factories import results as make_results
from tests.racing import at_once, impatient, meanwhile
from tracker import commands
from tracker.commands import resizing
from tracker.commands.resizing import SomeRefused
from tracker.queries import sizes as queries

pytestmark = [pytest.mark.usefixtures("catalogue")]

SMALL, CERTIFICATE, DIPLOMA = "05838", "05839", "05842"


@pytest.fixture
def change(exams_officer, at):
    """Change registrations to a size as the exams officer."""

    def change(*found, to=DIPLOMA, **given):
        return commands.change_size(
            registrations=list(found),
            to=make_catalogue.qualification(to),
            **{"by": exams_officer, "at": at, **given},
        )

    return change


@pytest.fixture
def diplomat(centre):
    """A candidate registered for the Diploma whose units earn it DD."""
    entry = make.an_entry(centre, make_catalogue.qualification(DIPLOMA))
    make_results.hold([entry], make_results.OFFICIAL_EXAMPLE)
    return entry


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
def test_after_a_result_the_board_processes_it_and_the_certificate_stays(
    change, diplomat, processor, at
):
    award(at)

    [asked] = change(diplomat, to=CERTIFICATE)

    assert (asked.status, asked.made) == ("asked", None)
    assert (
        "a qualification result was issued"
        in Message.objects.get(template="tracker/size_asked").body
    )
    diplomat.refresh_from_db()
    assert diplomat.status == Status.REGISTERED

    commands.process_size_change(change=asked, by=processor, at=at)
    award(at)

    asked.refresh_from_db()
    assert asked.status == "done" and asked.made.qualification.code == CERTIFICATE
    assert QualificationResult.objects.filter(entry=asked.made).exists()
    assert QualificationResult.objects.get(entry=diplomat).grade == "DD"
    assert Message.objects.filter(template="tracker/size_changed").count() == 1


@pytest.mark.slow
def test_the_boards_figure_decides_whether_it_waits(change, diplomat, at):
    Figure.objects.filter(slug="size-change-after-result").update(value=0)
    award(at)

    [done] = change(diplomat, to=CERTIFICATE)

    assert done.status == "done"


@pytest.mark.parametrize(
    ("on", "waits"),
    [(date(2027, 7, 31), True), (date(2027, 8, 1), True), (date(2027, 8, 12), False)],
)
def test_between_claims_and_results_the_board_processes_it_in_august_too(diplomat, on, waits):
    Figure.objects.update_or_create(slug="size-change-after-claims", defaults={"value": 1})
    Series.objects.update_or_create(year=2027, month=6, defaults={"results_on": date(2027, 8, 12)})

    [found] = queries.changes([diplomat], make_catalogue.qualification(CERTIFICATE), on)

    assert bool(found.waits_because) is waits


@pytest.mark.slow
def test_the_board_may_refuse_and_says_why(change, diplomat, processor, at):
    award(at)
    [asked] = change(diplomat, to=CERTIFICATE)

    commands.refuse_size_change(change=asked, words="Certificate issued.", by=processor, at=at)

    assert "Certificate issued." in Message.objects.get(template="tracker/size_refused").body
    with pytest.raises(MoveRefused):
        commands.process_size_change(change=asked, by=processor, at=at)


@pytest.mark.slow
def test_only_one_change_waits_at_a_time_and_it_can_be_taken_back(
    change, diplomat, exams_officer, at
):
    award(at)
    [asked] = change(diplomat, to=CERTIFICATE)

    with pytest.raises(SomeRefused, match="with the board already"):
        change(diplomat, to=CERTIFICATE)
    commands.cancel_size_change(change=asked, by=exams_officer, at=at)

    assert change(diplomat, to=CERTIFICATE)[0].status == "asked"


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


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_same_top_up_twice_at_once_is_made_once(change, centre):
    entry = make.an_entry(centre, make_catalogue.qualification(SMALL))

    def act():
        return change(entry, to=CERTIFICATE)

    done = at_once(act, act)

    assert sum(isinstance(one, (SomeRefused, MoveRefused)) for one in done) == 1
    assert QualificationEntry.objects.filter(qualification__code=CERTIFICATE).count() == 1
    assert Invoice.objects.count() == 1 and AwardDue.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_top_up_and_a_withdrawal_at_once_are_one_of_both(change, centre, exams_officer, at):
    entry = make.an_entry(centre, make_catalogue.qualification(SMALL), completes_in=2027)

    done = at_once(
        lambda: change(entry, to=CERTIFICATE),
        lambda: commands.withdraw(entry=entry, left=True, by=exams_officer, at=at),
    )

    assert sum(isinstance(one, (SomeRefused, MoveRefused)) for one in done) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processed_and_taken_back_at_once_is_one_of_both(
    change, diplomat, processor, exams_officer, at
):
    award(at)
    [asked] = change(diplomat, to=CERTIFICATE)

    done = at_once(
        lambda: commands.process_size_change(change=asked, by=processor, at=at),
        lambda: commands.cancel_size_change(change=asked, by=exams_officer, at=at),
    )

    assert sum(isinstance(one, MoveRefused) for one in done) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_claim_begun_meanwhile_is_not_waited_for(change, centre, tutor, monkeypatch, at):
    entry = make.an_entry(centre, make_catalogue.qualification(CERTIFICATE))
    make_claims.an_assessor(centre, entry.qualification, tutor)
    hold, others = resizing.entries_commands.hold_people, ExitStack()

    def begun_and_held():
        by = {"centre": centre, "qualification": entry.qualification, "by": tutor, "at": at}
        claim = at_once(lambda: claims.start(**by))[0]
        Claim.objects.select_for_update().get(pk=claim.pk)

    def hold_and_then(ids):
        held = hold(ids)
        others.enter_context(meanwhile(begun_and_held))
        return held

    monkeypatch.setattr(resizing.entries_commands, "hold_people", hold_and_then)
    with others, impatient():
        [done] = change(entry, to=SMALL)

    assert done.status == "done" and Claim.objects.exists()
