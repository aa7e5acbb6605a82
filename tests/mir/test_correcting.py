"""A request whose answer is a corrected unit result."""

import pytest

from claims.states import Status as ClaimStatus
from interchange.workflow import MoveRefused
from mir import commands, queries
from mir.acts import CorrectGrade
from mir.request_types import INCORRECT_CLAIM, MERGE, MISSED_FROM_CLAIM, MISSING_EXAM_RESULT
from mir.rules import RequestNotReady
from results.models import UnitResult
from tests.factories import claims, entries, mir, results


@pytest.fixture
def claim(entry):
    """A processed claim of the centre with one unit for the candidate."""
    return claims.claim_at(ClaimStatus.PROCESSED, centre=entry.centre, candidates=0, units=1)


@pytest.fixture
def unit(claim):
    """The unit on it."""
    return claim.lines.first().unit


@pytest.fixture
def taken(entry, claim, unit, post_result_full, processor):
    """A request about it that the board is working."""
    request = mir.a_request(entry, post_result_full, INCORRECT_CLAIM, unit=unit)
    commands.take(request=request, by=processor, at=mir.NOW)
    return request


@pytest.mark.slow
def test_resolving_may_correct_the_result(taken, processor, at):
    (result,) = queries.correctable(taken)

    commands.resolve(
        request=taken,
        decision="M, as marked.",
        acts=[CorrectGrade(result, "M")],
        by=processor,
        at=at,
    )

    newest = UnitResult.objects.get(supersedes=result)
    assert newest.grade == "M"
    assert newest.decision.request == taken
    assert newest.because == f"Missing-results request {taken.number}: M, as marked."


@pytest.mark.slow
def test_of_a_long_account_the_result_says_the_beginning_and_where_the_rest_stands(
    taken, processor, at
):
    (result,) = queries.correctable(taken)
    account = "The mark was carried over wrongly from the sheet.\n\n" * 40

    commands.resolve(
        request=taken, decision=account, acts=[CorrectGrade(result, "M")], by=processor, at=at
    )

    said = UnitResult.objects.get(supersedes=result).because
    assert len(said) <= 300 and "\n" not in said
    assert said.startswith(f"Missing-results request {taken.number}: The mark was carried over")
    assert said.endswith(" … (the request has the rest)")
    taken.refresh_from_db()
    assert taken.decision == account


@pytest.mark.slow
def test_nothing_is_corrected_where_the_request_was_decided_already(taken, processor, at):
    (result,) = queries.correctable(taken)
    commands.reject(request=taken, reason="No.", by=processor, at=at)

    with pytest.raises(MoveRefused):
        commands.resolve(
            request=taken, decision="M.", acts=[CorrectGrade(result, "M")], by=processor, at=at
        )

    assert UnitResult.objects.count() == 1


@pytest.mark.slow
def test_a_corrected_result_is_not_offered_again(taken, processor, at):
    (result,) = queries.correctable(taken)
    commands.resolve(
        request=taken, decision="M.", acts=[CorrectGrade(result, "M")], by=processor, at=at
    )

    assert [one.grade for one in queries.correctable(taken)] == ["M"]


@pytest.mark.slow
def test_a_result_through_another_centre_is_not_offered(taken, entry, unit, other_centre):
    there = entries.an_entry(other_centre, entry.qualification, entry.candidate)
    results.hold([there], {unit.number: "D"})

    assert [one.centre for one in queries.correctable(taken)] == [entry.centre]


@pytest.mark.slow
def test_a_merge_offers_no_result_to_correct(entry, claim, post_result_full):
    assert not queries.correctable(mir.a_request(entry, post_result_full, MERGE))


@pytest.mark.slow
def test_a_claim_of_another_unit_does_not_do(entry, claim, unit, post_result_full):
    other = entry.qualification.units.filter(examined=False).exclude(pk=unit.pk).first()

    with pytest.raises(RequestNotReady, match="No processed claim"):
        mir.a_request(entry, post_result_full, INCORRECT_CLAIM, unit=other)


@pytest.mark.slow
def test_a_claim_that_is_only_agreed_does_not_do(entry, post_result_full):
    claim = claims.claim_at(ClaimStatus.PENDING, centre=entry.centre, candidates=0, units=1)

    with pytest.raises(RequestNotReady, match="No processed claim"):
        mir.a_request(entry, post_result_full, INCORRECT_CLAIM, unit=claim.lines.first().unit)


@pytest.mark.slow
@pytest.mark.parametrize("status", [ClaimStatus.PENDING, ClaimStatus.PROCESSED])
def test_something_can_be_missed_from_a_claim_after_the_visit(entry, post_result_full, status):
    claim = claims.claim_at(status, centre=entry.centre, candidates=0, units=1)

    request = mir.a_request(entry, post_result_full, MISSED_FROM_CLAIM, claim_number=claim.number)

    assert request.visited_on == claim.visited_on


@pytest.mark.slow
def test_a_claim_that_is_not_the_centre_s_cannot_be_named(entry, claim, post_result_full):
    with pytest.raises(RequestNotReady, match="no claim of that number"):
        mir.a_request(entry, post_result_full, MISSED_FROM_CLAIM, claim_number=claim.number + 1)


@pytest.mark.slow
def test_an_absent_exam_result_may_be_corrected(
    entry, exam, series, post_result_full, processor, at
):
    absent = UnitResult.objects.create(
        candidate=entry.candidate,
        unit=exam,
        centre=entry.centre,
        qualification=entry.qualification,
        grade="absent",
        series=series,
        banked_at=at,
        banked_by=processor,
    )
    request = mir.a_request(entry, post_result_full, MISSING_EXAM_RESULT, unit=exam, series=series)
    commands.take(request=request, by=processor, at=at)

    assert list(queries.correctable(request)) == [absent]
    commands.resolve(
        request=request, decision="Found.", acts=[CorrectGrade(absent, "P")], by=processor, at=at
    )

    assert UnitResult.objects.get(supersedes=absent).grade == "P"
