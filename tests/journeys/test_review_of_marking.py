"""A centre asks for a review of marking; the board lowers the grade; the award falls with it."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from interchange.notifications.models import Message
from results.models import QualificationResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories import reviews

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ada(centre, catalogue):
    """A registration with an award that rests on the exam of unit 1."""
    entry = factory.entries(centre, 1, offers.qualification(held.DIPLOMA))[0]
    held.hold([entry], held.OFFICIAL_EXAMPLE, series=reviews.june(timezone.now()))
    held.settle(at=timezone.now())
    return entry


def test_a_lower_grade_takes_the_award_with_it(sign_in_as, post_result_full, processor, ada):
    page = sign_in_as(post_result_full)
    page.goto("/centres/12345/results/")
    page.get_by_role("link", name="Ask for a review of").first.click()
    page.get_by_role("radio", name="Review of marking", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("main")).to_contain_text("The grade can go down as well as up")
    page.get_by_label("signed the consent").fill(f"{timezone.localdate():%-d/%-m/%Y}")
    page.get_by_label("Which form did the candidates sign").fill("Form 3, exams office")
    page.get_by_label("Each candidate knows").check()
    page.get_by_role("button", name="Ask the board").click()
    expect(page.get_by_role("main")).to_contain_text("Asked for")
    asked = page.url

    board = sign_in_as(processor)
    board.goto("/board/reviews/review/")
    board.locator("#result_list tbody th a").click()
    board.get_by_role("button", name="Take up").click()
    board.get_by_role("button", name="Give the outcome").click()
    board.get_by_label("Outcome").select_option("U")
    board.get_by_label("What was found?").fill("Question 4 was marked too high.")
    board.get_by_role("button", name="Give the outcome").click()
    expect(board.locator(".messagelist")).to_contain_text("1 done")
    held.settle_what_is_due(at=timezone.now())

    page = sign_in_as(post_result_full)
    page.goto(asked)
    main = page.get_by_role("main")
    expect(main).to_contain_text("is now U.")
    expect(main).to_contain_text("Qualification results since")
    assert QualificationResult.objects.standing().get().outcome != "award"
    letter = Message.objects.get(template="reviews/outcome").body
    assert "and is now U. Nothing is charged." in letter
