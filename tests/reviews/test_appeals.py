"""An appeal is noted in time and decided once; its letter tells what it changed and costs."""

from datetime import timedelta

import pytest

from entries.models import Credit, Invoice, PaybackDue
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from results import commands as results_commands
from results.models import UnitResult
from reviews import commands
from reviews.rules import ReviewRefused
from reviews.states import Service, Status
from tests.factories import entries as make
from tests.factories import reviews as factory

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def office(post_result_full):
    """Who asks for services."""
    return post_result_full


def last_outcome():
    """What the last letter of an outcome says."""
    return Message.objects.filter(template="reviews/outcome").latest("pk").body


def test_an_appeal_that_changes_the_grade_pays_back_once(centre, office, processor, at):
    review = factory.review_at(Status.APPEAL_CHANGED, centre, office, processor)

    assert Credit.objects.get().charge == review.charge
    assert UnitResult.objects.standing().get(candidate=review.candidate).grade == "D"
    with pytest.raises(MoveRefused):
        commands.decide_appeal(review=review, words="More.", grade="P", by=processor, at=at)
    assert Credit.objects.count() == 1


def test_the_letter_of_a_won_appeal_says_what_is_paid_back(centre, office, processor):
    factory.review_at(Status.APPEAL_CHANGED, centre, office, processor)

    letter = last_outcome()
    assert "The result was M and is now D. The fee is paid back by a credit note" in letter
    assert "Nothing is charged" not in letter


def test_the_letter_says_where_the_board_pays_back_by_hand(centre, office, processor, at):
    review = factory.review_at(Status.APPEALED, centre, office, processor)
    make.a_query(Invoice.objects.get(), office)

    commands.decide_appeal(review=review, words="Lost.", grade="D", by=processor, at=at)

    assert PaybackDue.objects.exists() and not Credit.objects.exists()
    assert "The board pays the fee back by hand" in last_outcome()


def test_a_won_appeal_about_what_was_free_charges_nothing(centre, office, processor):
    factory.review_at(Status.APPEAL_CHANGED, centre, office, processor, Service.CLERICAL)

    assert "is now D. Nothing is charged." in last_outcome()


def test_an_appeal_that_changes_nothing_tells_what_stands_after_a_correction_by_hand(
    centre, office, processor, at
):
    review = factory.review_at(Status.CHANGED, centre, office, processor)
    commands.note_appeal(review=review, received_on=at.date(), by=processor, at=at)
    told = {"cause": "A sheet was found.", "by": processor, "at": at}
    results_commands.correct(result=review.corrected, grade="D", **told)

    commands.decide_appeal(review=review, words="The review was right.", by=processor, at=at)

    letter = last_outcome()
    assert "The result stays D." in letter and "is now" not in letter


def test_an_appeal_too_late_is_not_noted(centre, office, processor, at):
    review = factory.review_at(Status.STAYS, centre, office, processor)
    late = at + timedelta(days=31)

    with pytest.raises(ReviewRefused, match="The last day for an appeal was 20 December 2026"):
        commands.note_appeal(review=review, received_on=late.date(), by=processor, at=late)

    review.refresh_from_db()
    assert review.status == Status.STAYS
