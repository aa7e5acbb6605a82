"""From the first tick of a teacher to the declaration, and to the reminder of who has not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from playwright.sync_api import expect

from checkpoints.models import Declaration
from interchange.notifications.models import Message
from tests.factories import catalogue as offers
from tests.factories import checkpoints, entries

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHECK = "These dates are right: mark as checked"


@pytest.fixture
def candidate(centre, other_centre, catalogue):
    """Somebody at each centre, and at the first one somebody of another level, in the window."""
    today = localdate()
    checkpoints.window_around(today, closes=today + timedelta(days=2))
    entries.an_entry(other_centre)
    entries.an_entry(centre, offers.qualification("05827"), completes_in=today.year)
    return entries.an_entry(centre, completes_in=today.year + 2)


def test_a_checkpoint_from_the_first_tick_to_the_declaration_and_the_reminder(
    desk_of,
    look,
    centre,
    other_centre,
    candidate,
    tutor,
    exams_officer,
    post_result_read,
    processor,
):
    teacher, officer = desk_of(tutor), desk_of(exams_officer)
    teacher.goto(f"/centres/{centre.number}/")
    teacher.get_by_role("link", name="Check the completion dates of 2 subjects").click()
    look(teacher, "checkpoint")
    teacher.get_by_role("row").nth(1).get_by_role("link").click()
    look(teacher, "checkpoint-course")
    teacher.get_by_role("button", name=CHECK).click()
    expect(teacher.locator("main")).to_contain_text("In progress")

    officer.goto(f"/centres/{centre.number}/checkpoint/")
    expect(officer.get_by_role("link", name="Submit the declaration")).to_have_count(0)
    teacher.get_by_role("row").nth(2).get_by_role("link").click()
    teacher.get_by_role("button", name=CHECK).click()
    expect(teacher.locator("main")).to_contain_text("Ready to submit")

    reader = desk_of(post_result_read)
    reader.goto(f"/centres/{centre.number}/checkpoint/")
    expect(reader.get_by_role("button", name="Submit")).to_have_count(0)
    reader.get_by_role("row").nth(1).get_by_role("link").click()
    expect(reader.get_by_role("button", name=CHECK)).to_have_count(0)

    officer.goto(f"/centres/{centre.number}/")
    officer.get_by_role("link", name="Submit the declaration").click()
    officer.get_by_role("button", name="Submit the declaration").click()
    officer.get_by_role("button", name="Submit to the board").click()
    expect(officer.get_by_role("alert")).to_contain_text("Tick the declaration")
    officer.get_by_label("I declare").check()
    look(officer, "checkpoint-declare")
    officer.get_by_role("button", name="Submit to the board").click()
    expect(officer.locator("main")).to_contain_text("Submitted")
    look(officer, "checkpoint-declared")
    assert Declaration.objects.get().centre_id == centre.pk

    board = desk_of(processor)
    board.goto(reverse("admin:checkpoints_centreatcheckpoint_changelist"))
    board.get_by_role("link", name="Not submitted").click()
    expect(board.locator("#result_list")).to_contain_text(other_centre.number)
    expect(board.locator("#result_list")).not_to_contain_text(centre.number)
    board.get_by_role("link", name="Remind all that have not declared").click()
    board.get_by_label("Write to the exams office of each").check()
    board.get_by_role("button", name="Remind all that have not declared").click()
    expect(board.get_by_text("1 centre is reminded")).to_be_visible()
    assert Message.objects.get(template="checkpoints/reminder").to == other_centre.email
