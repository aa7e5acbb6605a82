"""A service is asked for, decided and charged; a grade that falls takes the award with it."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from entries.models import Invoice
from interchange import shown
from interchange.audit import trail
from interchange.catalogue.models import Fee
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from results import commands as results_commands
from results.models import Decision, QualificationResult, UnitResult
from reviews import commands, queries
from reviews.models import Review
from reviews.rules import ReviewRefused
from reviews.states import Service, Status
from tests.factories import catalogue as offers
from tests.factories import entries as make
from tests.factories import papers, results
from tests.factories import reviews as factory

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def office(post_result_full):
    """Who asks for services."""
    return post_result_full


def letters():
    """Templates and readers of all letters of reviews."""
    found = Message.objects.filter(template__startswith="reviews/").order_by("pk")
    return list(found.values_list("template", "to"))


def test_a_service_is_asked_for_several_candidates_of_one_exam(centre, office, at):
    exam, held = factory.sat(centre, "MPU")

    made = factory.ask(exam, held[:2], office)

    assert [one.result_id for one in made] == [held[0].pk, held[1].pk]
    assert {one.status for one in made} == {Status.ASKED}
    assert {one.due_on for one in made} == {date(2026, 12, 4)}
    assert [event.name for event in trail.of(made[0])] == ["review.ask"]
    assert letters() == [
        ("reviews/asked", factory.EMAIL),
        ("reviews/to_the_board", "support@board.example"),
    ]
    assert "Okafor" not in Message.objects.get(template="reviews/asked").body
    assert not Invoice.objects.exists()


def test_the_same_form_sent_twice_asks_once(centre, office):
    exam, held = factory.sat(centre)
    token = uuid.uuid4()

    first = factory.ask(exam, held, office, token=token)
    again = factory.ask(exam, held, office, token=token)

    assert [one.pk for one in again] == [one.pk for one in first]
    assert Review.objects.count() == 2


def test_the_same_service_is_not_asked_again_for_an_exam(centre, office):
    exam, held = factory.sat(centre)
    factory.ask(exam, held, office)

    with pytest.raises(ReviewRefused, match="asked for already"):
        factory.ask(exam, held[:1], office)


def test_what_was_withdrawn_can_be_asked_again(centre, office, at):
    exam, held = factory.sat(centre, "M")
    [first] = factory.ask(exam, held, office)
    commands.withdraw(review=first, by=office, at=at)

    [second] = factory.ask(exam, held, office)

    assert second.number > first.number


def test_nothing_is_withdrawn_once_the_board_has_begun(centre, office, processor, at):
    review = factory.review_at(Status.WITH_BOARD, centre, office, processor)

    with pytest.raises(MoveRefused):
        commands.withdraw(review=review, by=office, at=at)


def test_those_of_another_centre_ask_for_nobody_here(centre, stranger, at):
    exam, held = factory.sat(centre)

    with pytest.raises(PermissionDenied):
        factory.ask(exam, held, stranger)


def test_the_consents_of_a_form_are_kept_with_each_review(centre, office, kept_papers):
    exam, held = factory.sat(centre)

    made = factory.ask(exam, held, office, kept="", upload=papers.a_file())

    assert {one.paper.name for one in made} == {"register.pdf"}
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        Review.objects.filter(pk=made[0].pk).delete()


def test_a_grade_that_changed_since_the_page_was_drawn_is_shown_first(centre, office, at):
    exam, held = factory.sat(centre, "M")
    [offer] = [one for one in queries.offers(exam, at) if one.service == Service.MARKING]
    seen = queries.shown_of(exam, offer, held)
    Fee.objects.filter(slug="review-of-marking").update(pence=9999)

    with pytest.raises(shown.ShownOtherwise):
        factory.ask(exam, held, office, seen=seen)

    assert not Review.objects.exists()


def test_a_grade_that_stays_is_charged_at_the_fee_of_the_day_it_was_asked(
    centre, office, processor, at
):
    fee = Fee.objects.get(slug="review-of-marking")
    review = factory.review_at(Status.WITH_BOARD, centre, office, processor)
    Fee.objects.create(slug=fee.slug, title=fee.title, pence=1, from_on=at.date() + timedelta(5))

    commands.decide(
        review=review, words="Marked as it should be.", by=processor, at=at + timedelta(10)
    )

    assert review.status == Status.STAYS
    assert review.charge.line.pence == fee.pence
    assert review.charge.unit_entry == review.entry
    assert UnitResult.objects.get(candidate=review.candidate).grade == "M"
    assert ("reviews/outcome", factory.EMAIL) in letters()


def test_a_clerical_check_is_free(centre, office, processor):
    review = factory.review_at(Status.STAYS, centre, office, processor, Service.CLERICAL)

    assert review.charge is None
    assert not Invoice.objects.exists()


def test_a_lower_grade_corrects_the_result_and_names_the_review(centre, office, processor):
    review = factory.review_at(Status.CHANGED, centre, office, processor)

    stands = UnitResult.objects.standing().get(candidate=review.candidate)
    assert (stands.grade, stands.supersedes_id) == ("P", review.result_id)
    assert stands == review.corrected
    assert f"Review of marking {review.number}" in stands.because
    assert Decision.objects.get().reason == stands.because
    assert not Invoice.objects.exists()
    letter = Message.objects.get(template="reviews/outcome").body
    assert "The result was M and is now P. Nothing is charged." in letter
    assert Message.objects.filter(template="results/decided").count() == 1


def test_an_award_falls_with_the_grade_and_is_told(centre, office, processor, at):
    entry = make.an_entry(centre, offers.qualification(results.DIPLOMA))
    series = factory.june()
    results.hold([entry], results.OFFICIAL_EXAMPLE, series=series)
    results.settle()
    before = QualificationResult.objects.get(entry=entry)
    held = UnitResult.objects.get(candidate=entry.candidate, unit__number="1")
    exam = queries.Sat(held.qualification, held.unit, series)
    [review] = factory.ask(exam, [held], office)
    commands.take(review=review, by=processor, at=at)
    later = at + timedelta(hours=1)

    commands.decide(review=review, grade="U", words="Marked too high.", by=processor, at=later)
    results.settle(at=later + timedelta(minutes=1))

    [after] = queries.awards_since(Review.objects.get())
    assert after.supersedes == before
    assert after.outcome == QualificationResult.Outcome.REVOKED
    assert f"Review of marking {review.number}" in after.cause


def test_two_decide_and_the_second_changes_nothing(centre, office, processor, at):
    review = factory.review_at(Status.CHANGED, centre, office, processor)

    with pytest.raises(MoveRefused):
        commands.decide(review=review, words="Again.", grade="D", by=processor, at=at)

    assert UnitResult.objects.standing().get(candidate=review.candidate).grade == "P"


def test_a_result_corrected_meanwhile_is_shown_before_the_outcome(centre, office, processor, at):
    review = factory.review_at(Status.WITH_BOARD, centre, office, processor)
    seen = {str(review): {**queries.shown_of_result(review.result), "Result that stands": "D"}}

    with pytest.raises(shown.ShownOtherwise):
        commands.decide(review=review, words="As it is.", seen=seen, by=processor, at=at)

    review.refresh_from_db()
    assert review.status == Status.WITH_BOARD


def test_scripts_are_sent_and_not_decided(centre, office, processor, at):
    review = factory.review_at(Status.WITH_BOARD, centre, office, processor, Service.SCRIPT)

    with pytest.raises(ReviewRefused, match="send the script instead"):
        commands.decide(review=review, words="Fine.", by=processor, at=at)
    review.refresh_from_db()
    commands.send_script(review=review, words="By post.", by=processor, at=at)

    assert review.status == Status.SENT
    assert review.signed_on is None


@pytest.mark.parametrize("grade", ["absent", "D"])
def test_a_grade_that_became_another_meanwhile_does_not_stay_and_is_not_charged(
    centre, office, processor, at, grade
):
    review = factory.review_at(Status.WITH_BOARD, centre, office, processor)
    stood = UnitResult.objects.get(candidate=review.candidate)
    results_commands.correct(
        result=stood, grade=grade, cause="Of somebody else.", by=processor, at=at
    )

    with pytest.raises(ReviewRefused, match="by now, so it does not stay"):
        commands.decide(review=review, words="As it should be.", by=processor, at=at)

    review.refresh_from_db()
    assert (review.status, review.charge) == (Status.WITH_BOARD, None)
    assert not Invoice.objects.exists()
