"""What happened to a claim: who typed what and when, and nothing that is not the centre's."""

import pytest
from django.urls import reverse

from claims.rules import Change
from interchange.audit import trail
from tests.factories import claims
from tests.reading import text


def at_page(name, centre, claim):
    return reverse(f"claims:{name}", args=[centre.number, claim.pk])


@pytest.fixture
def trail_page(sign_in, centre):
    """What a person reads on a claim's page of what happened."""

    def read(person, claim, name="trail", **ask):
        return sign_in(person).get(at_page(name, centre, claim), ask)

    return read


def titles(answer):
    """What the events are called, newest first."""
    return [title for title, *_ in answer.context["story"]]


@pytest.mark.slow
def test_a_claims_whole_life_is_told_newest_first(trail_page, centre, tutor):
    claim = claims.claim_at("processed", centre=centre, by=tutor)

    assert titles(trail_page(tutor, claim)) == [
        "Processed: the unit results are banked",
        "Agreed and sent to the board",
        "Sample sent to the centre",
        "Submitted to the moderator",
        "4 grades saved",
        "Claim started",
    ]


@pytest.mark.slow
def test_each_grade_is_told_from_what_to_what(trail_page, centre, tutor, centre_administrator, at):
    claim = claims.claim_at("draft", centre=centre, candidates=1, units=1, by=tutor)
    line = claim.lines.get()
    cell = claims.Cell(line.candidate_id, line.unit_id, "D", line.assessor_id)
    claims.commands.save_grades(claim=claim, cells=[cell], by=centre_administrator, at=at)
    gone = claims.Cell(line.candidate_id, line.unit_id)
    claims.commands.save_grades(claim=claim, cells=[gone], by=tutor, at=at)

    page = text(trail_page(tutor, claim))

    named = f"{line.candidate.name}, unit {line.unit.number}"
    assert f"{named}: D → Not claiming" in page
    assert f"{named}: P → D, marked by {line.assessor}" in page
    assert f"{named}: Not claiming → P, marked by {line.assessor}" in page
    assert "by Chris Admin" in page


@pytest.mark.slow
def test_a_large_saving_opens_on_a_page_of_its_own(trail_page, centre, tutor):
    claim = claims.claim_at("draft", centre=centre, candidates=8, by=tutor)
    event = trail.of(claim).get(name="claim.save_grades")

    assert "And 6 more" in trail_page(tutor, claim).content.decode()
    assert len(trail_page(tutor, claim, saved=event.pk).context["changed"]) == 16


@pytest.mark.slow
@pytest.mark.parametrize("saved", ["999999", "9" * 40, "²"])
def test_a_saving_that_is_not_there_is_not_found_or_not_asked_for(trail_page, centre, tutor, saved):
    claim = claims.claim_at("draft", centre=centre, by=tutor)

    assert trail_page(tutor, claim, saved=saved).status_code == (200 if saved == "²" else 404)


@pytest.mark.slow
def test_the_saving_of_another_claim_is_not_found(trail_page, centre, other_centre, tutor):
    claim = claims.claim_at("draft", centre=centre, by=tutor)
    event = trail.of(claims.claim_at("draft", centre=other_centre)).get(name="claim.save_grades")

    assert trail_page(tutor, claim, saved=event.pk).status_code == 404


@pytest.mark.slow
def test_recall_and_withdrawal_are_told_with_the_reason(trail_page, centre, tutor, at):
    other = claims.claim_at("withdrawn", centre=centre, by=tutor)
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    claims.commands.recall(claim=claim, by=tutor, at=at)

    assert titles(trail_page(tutor, claim))[0] == "Recalled by the centre"
    assert "Reason: Wrong assessors." in trail_page(tutor, other).content.decode()


@pytest.fixture
def under_review(centre, tutor, moderator, at):
    """A sampled claim with all that a moderator may do to it and not tell yet."""
    claim = claims.claim_at("sampled", centre=centre, by=tutor, moderator=moderator)
    does = {"claim": claim, "by": moderator, "at": at}
    change = Change(claim.lines.first().pk, "U", "A secret reason.")
    claims.commands.review(changes=[change], **does)
    claims.commands.save_report(went_well="A secret report.", **does)
    claims.commands.raise_concern(about="A secret concern.", **does)
    claims.commands.save_sample(lines=list(claim.lines.all()[:3]), **does)
    return claim


@pytest.mark.slow
def test_the_centre_reads_nothing_of_what_is_not_sent_or_not_its_own(
    trail_page, tutor, under_review
):
    answer = trail_page(tutor, under_review)
    page = answer.content.decode()

    assert titles(answer) == [
        "Sample sent to the centre",
        "Submitted to the moderator",
        "4 grades saved",
        "Claim started",
    ]
    for word in ("secret", "oncern", "alpractice", "eview saved", "report saved", "not sent yet"):
        assert word not in page


@pytest.mark.slow
def test_an_event_nobody_thought_of_is_hidden(trail_page, centre, tutor, moderator, at):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    for name in ("claim.something_new", "malpracticeconcern.raise"):
        trail.record(name, about=claim, by=moderator, at=at)

    assert titles(trail_page(tutor, claim))[0] == "Submitted to the moderator"
    assert titles(trail_page(moderator, claim, "moderate_trail"))[0] == "Submitted to the moderator"


@pytest.mark.slow
def test_the_moderator_reads_the_steps_of_the_review(trail_page, moderator, under_review):
    assert titles(trail_page(moderator, under_review, "moderate_trail"))[:3] == [
        "Sample saved, not sent yet",
        "Feedback report saved, not sent yet",
        "Review saved",
    ]
