"""Before an outcome is given, the board reads which awards a lower grade lowers or takes back."""

import pytest

from interchange.shown import ShownOtherwise
from results.models import UnitResult
from reviews import commands, queries
from tests.factories import catalogue as offers
from tests.factories import entries as make
from tests.factories import results
from tests.factories import reviews as factory

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def review(centre, post_result_full, processor, at):
    """A review that was taken up, of an exam with M on which the award of DD rests."""
    entry = make.an_entry(centre, offers.qualification(results.DIPLOMA))
    results.hold([entry], results.OFFICIAL_EXAMPLE, series=factory.june())
    results.settle_what_is_due()
    one = UnitResult.objects.get(candidate=entry.candidate, unit__number="1")
    exam = queries.Sat(one.qualification, one.unit, one.series)
    [review] = factory.ask(exam, [one], post_result_full)
    commands.take(review=review, by=processor, at=at)
    return review


def test_each_lower_grade_says_which_awards_it_lowers(review, centre, processor, at):
    told = commands.shown_of_outcome(review=review, on=at.date())

    award = f"Award of {review.candidate.ocr_number} for 05842, centre {centre.number}"
    assert told[f"{award}, with P"] == "DD → DM"
    assert told[f"{award}, with U"] == "DD → taken back"
    assert UnitResult.objects.standing().get(pk=review.result_id).grade == "M", "only tried"
    seen = {str(review): told}
    told = {"words": "Marked too high.", "by": processor, "at": at}
    commands.decide(review=review, grade="P", seen=seen, **told)


def test_what_does_not_name_the_awards_is_not_what_was_shown(review, processor, at):
    seen = {str(review): queries.shown_of_result(review.result)}

    with pytest.raises(ShownOtherwise):
        commands.decide(review=review, words="High.", grade="P", seen=seen, by=processor, at=at)
