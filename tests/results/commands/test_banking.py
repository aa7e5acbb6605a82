"""Processing a claim banks its agreed grades, once."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.states import Outcome, Status
from entries.models import AwardDue, QualificationEntry
from interchange.audit.models import Event
from interchange.clashes import Clash
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from results import commands
from results.commands import banking
from results.models import QualificationResult, UnitResult
from tests.factories import catalogue as offers
from tests.factories import entries
from tests.factories import results as held
from tests.factories.claims import claim_at
from tests.racing import at_once, impatient
from tracker import commands as tracker


@pytest.fixture
def claim(centre, catalogue):
    return claim_at(Status.PENDING, centre=centre)


@pytest.mark.slow
def test_every_agreed_grade_becomes_a_unit_result(claim, processor, at):
    commands.bank(claim=claim, by=processor, at=at)

    lines = {(one.candidate_id, one.unit_id): one.grade for one in claim.lines.all()}
    banked = UnitResult.objects.all()
    assert {(one.candidate_id, one.unit_id): one.grade for one in banked} == lines
    assert {one.banked_by for one in banked} == {processor}
    claim.refresh_from_db()
    assert claim.status == Status.PROCESSED


@pytest.mark.slow
def test_the_awards_of_its_candidates_are_due_and_the_centre_is_told(claim, processor, at):
    AwardDue.objects.all().delete()

    commands.bank(claim=claim, by=processor, at=at)

    assert AwardDue.objects.filter(due=1, done=0).count() == 2
    assert Event.objects.filter(name="claim.process", by=processor).count() == 1
    assert Message.objects.filter(template="claims/processed").count() == 1


@pytest.mark.slow
def test_what_the_moderator_changed_counts_as_changed_and_what_fell_away_not_at_all(
    claim, processor, at
):
    changed, withdrawn, *others = claim.lines.all()
    claim.lines.filter(pk=changed.pk).update(grade="U", outcome=Outcome.CHANGED)
    claim.lines.filter(pk=withdrawn.pk).update(live=False, outcome=Outcome.WITHDRAWN)

    commands.bank(claim=claim, by=processor, at=at)

    assert UnitResult.objects.get(line=changed).grade == "U"
    assert not UnitResult.objects.filter(line=withdrawn).exists()
    assert UnitResult.objects.count() == len(others) + 1


@pytest.mark.slow
def test_a_claim_cannot_be_processed_twice(claim, processor, at):
    commands.bank(claim=claim, by=processor, at=at)
    counts = UnitResult.objects.count(), Message.objects.count()

    with pytest.raises(MoveRefused):
        commands.bank(claim=claim, by=processor, at=at)

    assert (UnitResult.objects.count(), Message.objects.count()) == counts


@pytest.mark.slow
@pytest.mark.parametrize("status", [Status.DRAFT, Status.READY, Status.SAMPLED])
def test_a_claim_that_is_not_agreed_cannot_be_processed(status, centre, catalogue, processor, at):
    claim = claim_at(status, centre=centre)

    with pytest.raises(MoveRefused):
        commands.bank(claim=claim, by=processor, at=at)

    assert not UnitResult.objects.exists()


@pytest.mark.slow
def test_only_the_board_processes_claims(claim, tutor, at):
    with pytest.raises(PermissionDenied):
        commands.bank(claim=claim, by=tutor, at=at)

    assert not UnitResult.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_candidate_who_is_merged_while_a_claim_is_banked_is_awarded(
    centre, other_centre, catalogue, processor, monkeypatch, at
):
    last = {"12": "M"}
    here = entries.an_entry(centre, offers.qualification(held.DIPLOMA))
    held.hold([here], {n: g for n, g in held.OFFICIAL_EXAMPLE.items() if n not in last})
    there = entries.an_entry(other_centre, offers.qualification(held.DIPLOMA))
    [line] = held.claimed([there], last, {"12": offers.unit(12, held.DIPLOMA)}, processor).values()
    type(line).objects.filter(pk=line.pk).update(live=True)
    type(line.claim).objects.filter(pk=line.claim_id).update(status=Status.PENDING)
    QualificationEntry.objects.filter(pk=there.pk).update(status="removed")

    def merged():
        records = {"one": here.candidate, "other": there.candidate}
        with impatient():
            tracker.merge(**records, because="One person.", by=processor, at=at)

    tries, process = [], banking.claims_commands.process

    def process_while_they_are_merged(**given):
        tries.extend(at_once(merged))
        commands.award_due(at=at)
        return process(**given)

    monkeypatch.setattr(banking.claims_commands, "process", process_while_they_are_merged)

    commands.bank(claim=line.claim, by=processor, at=at)
    if isinstance(tries[0], Clash):
        merged()
    while commands.award_due(at=at):
        pass

    assert QualificationResult.objects.get(entry=here).grade == "DD"
