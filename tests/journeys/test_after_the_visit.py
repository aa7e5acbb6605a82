"""The moderator after the visit, in a browser: nothing typed is lost, nobody is overwritten."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from claims import commands
from claims.models import FeedbackReport
from claims.rules import Change
from claims.states import Status
from tests.factories import claims, second_factor
from tests.factories.claims import at_page
from tests.journeys.looking import faults

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def claim(centre, catalogue, tutor, moderator):
    """A claim of 30 candidates with six units each, which waits for its review."""
    return claims.claim_at(
        "sampled", centre=centre, candidates=30, units=6, by=tutor, moderator=moderator
    )


@pytest.fixture
def opened(open_page, live_server):
    """A function that opens a page as a person, in a browser of their own."""

    def as_person(person, address, **options):
        client = Client()
        client.force_login(person)
        session = client.session
        session["otp_device_id"] = second_factor.recovery_codes(person).persistent_id
        session.save()
        page = open_page(**options)
        page.context.add_cookies(
            [{"name": "sessionid", "value": session.session_key, "url": live_server.url}]
        )
        page.goto(address)
        return page

    return as_person


def give(page, line, grade, reason=""):
    """Choose a grade for a line and say why."""
    page.locator(f"#grade-{line.pk}").select_option(grade)
    page.locator(f"[name=reason-{line.pk}]").fill(reason)


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_another_page_and_order_save_first_what_was_typed(opened, claim, moderator, scripts):
    page = opened(moderator, at_page("review", claim), java_script_enabled=scripts)
    one, two, *_ = claim.lines.all()

    give(page, one, "U", "No evidence.")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("51 to 100 of 180")).to_be_visible()
    one.refresh_from_db()
    assert one.grade == "U"

    page.get_by_role("button", name="Previous").click()
    give(page, two, "")
    page.get_by_role("button", name="Unit", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("give the reason for the change")
    assert page.locator(f"#grade-{two.pk}").input_value() == ""
    page.locator(f"[name=reason-{two.pk}]").fill("Incomplete.")
    page.get_by_role("button", name="Unit", exact=True).click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Unit")
    two.refresh_from_db()
    assert two.outcome == "withdrawn"


@pytest.mark.slow
def test_a_link_asks_before_what_was_typed_is_left(opened, claim, moderator):
    page = opened(moderator, at_page("review", claim))
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    line = claim.lines.first()
    give(page, line, "U", "No evidence.")

    page.get_by_role("link", name="Review claims").first.click(no_wait_after=True)

    expect(page.locator(f"[name=reason-{line.pk}]")).to_have_value("No evidence.")
    page.get_by_role("button", name="Save review").click()
    expect(page.get_by_text("Review saved: 1 changed.")).to_be_visible()
    page.get_by_role("link", name="Review claims").first.click()
    expect(page.get_by_role("heading", name="Review claims")).to_be_visible()
    assert asked == ["beforeunload"]


@pytest.mark.slow
def test_two_moderators_on_one_line_and_the_second_keeps_what_is_there(
    opened, violations, claim, moderator, at
):
    page = opened(moderator, at_page("review", claim))
    line = claim.lines.first()
    give(page, line, "D", "Better than claimed.")
    changes = [Change(line.pk, "U", "Copied.")]
    commands.review(claim=claim, changes=changes, by=moderator, at=at)

    page.get_by_role("button", name="Save review").click()
    expect(page.get_by_role("alert")).to_contain_text("Morgan Moderator")
    assert faults(page, violations) == []
    page.get_by_role("button", name="Keep what is there").click()

    expect(page.locator(f"[name=reason-{line.pk}]")).to_have_value("Copied.")
    line.refresh_from_db()
    assert (line.grade, line.reason) == ("U", "Copied.")


@pytest.mark.slow
def test_from_the_review_to_the_report_in_the_centres_hands(
    opened, violations, claim, moderator, tutor
):
    page = opened(moderator, at_page("review", claim))
    page.get_by_role("button", name="Feedback report").click()
    page.get_by_label("What to improve").fill("Cite the evidence.")
    assert faults(page, violations) == []
    page.get_by_role("button", name="Save report").click()
    expect(page.get_by_text("The centre does not see it yet.")).to_be_visible()

    page.goto(at_page("review", claim))
    page.get_by_role("button", name="Agree all").click()
    expect(page.get_by_text("Your feedback report goes to the centre")).to_be_visible()
    for part, value in (("Day", "20"), ("Month", "11"), ("Year", "2020")):
        page.get_by_label(part).fill(value)
    page.get_by_role("button", name="Submit claim").click()
    page.get_by_label("The work was seen at that visit").check()
    page.get_by_role("button", name="Submit claim").click()
    page.get_by_label("The visit took place on that day").check()
    page.get_by_role("button", name="Submit claim").click()
    expect(page.get_by_text("Its reference is")).to_be_visible()
    claim.refresh_from_db()
    assert claim.status == Status.PENDING

    theirs = opened(tutor, reverse("claims:reports", args=[claim.centre.number]))
    assert faults(theirs, violations) == []
    theirs.get_by_role("link", name="View the report").click()
    expect(theirs.get_by_text("Cite the evidence.")).to_be_visible()
    assert faults(theirs, violations) == []
    assert FeedbackReport.objects.get().sent_at
