"""The moderator's pages after the visit: Review claim, Agree all, withdrawing."""

import pytest

from claims import commands
from claims.rules import Change
from claims.states import Outcome, Status
from tests.claims.views.pages import reviewed
from tests.confirming import shown_on
from tests.factories import claims
from tests.factories.claims import at_page
from tests.reading import text


@pytest.fixture
def browser(sign_in, moderator):
    """The moderator's browser."""
    return sign_in(moderator)


@pytest.mark.slow
def test_a_changed_grade_is_saved_with_its_reason(browser, sampled):
    line = sampled.lines.first()
    fields = {
        f"was-{line.pk}": f"{line.grade}:",
        f"grade-{line.pk}": "U",
        f"reason-{line.pk}": "No evidence.",
    }

    answer = browser.post(at_page("review", sampled), fields, follow=True)

    line.refresh_from_db()
    assert (line.grade, line.outcome) == ("U", Outcome.CHANGED)
    assert "Review saved: 1 changed." in answer.content.decode()


@pytest.mark.slow
def test_a_change_without_reason_is_refused_and_kept(browser, sampled):
    line = sampled.lines.first()
    fields = {f"was-{line.pk}": f"{line.grade}:", f"grade-{line.pk}": "U"}

    page = browser.post(at_page("review", sampled), fields).content.decode()

    assert f"{line}: give the reason for the change." in page
    assert '<option value="U" selected>' in page


@pytest.mark.slow
def test_agreeing_saves_first_what_was_typed(browser, sampled):
    line = sampled.lines.first()
    fields = {
        f"was-{line.pk}": f"{line.grade}:",
        f"grade-{line.pk}": "U",
        f"reason-{line.pk}": "No evidence.",
        "agree": "1",
    }

    answer = browser.post(at_page("review", sampled), fields)

    line.refresh_from_db()
    assert (line.grade, answer.url) == ("U", at_page("agree", sampled))


@pytest.mark.slow
def test_agreeing_waits_for_a_reason_that_is_missing(browser, sampled):
    line = sampled.lines.first()
    fields = {f"was-{line.pk}": f"{line.grade}:", f"grade-{line.pk}": "U", "agree": "1"}

    page = browser.post(at_page("review", sampled), fields).content.decode()

    assert "give the reason for the change" in page


@pytest.mark.slow
def test_a_unit_is_withdrawn_from_the_claim(browser, sampled):
    line = sampled.lines.first()
    fields = {
        f"was-{line.pk}": f"{line.grade}:",
        f"grade-{line.pk}": "",
        f"reason-{line.pk}": "Incomplete.",
    }

    browser.post(at_page("review", sampled), fields)

    line.refresh_from_db()
    assert (line.outcome, line.live) == (Outcome.WITHDRAWN, False)


@pytest.mark.slow
def test_an_agreed_claim_shows_its_reference(browser, sampled):
    fields = {"visited_on_day": "19", "visited_on_month": "11", "visited_on_year": "2020"}
    fields["shown"] = shown_on(browser.get(at_page("agree", sampled)))

    page = browser.post(at_page("agree", sampled), fields).content.decode()
    assert "after that visit" in page
    assert "The work was seen at that visit" in page
    page = browser.post(at_page("agree", sampled), fields | {"seen_then": "on"}).content.decode()
    assert "No visit for" in page
    assert "The visit took place on that day" in page
    ticked = {"seen_then": "on", "unbooked": "on"}
    answer = browser.post(at_page("agree", sampled), fields | ticked, follow=True)

    sampled.refresh_from_db()
    assert sampled.status == Status.PENDING
    assert f"Its reference is {sampled.reference}" in answer.content.decode()


@pytest.mark.slow
def test_agreeing_needs_the_date_of_the_visit(browser, sampled):
    page = browser.post(at_page("agree", sampled), {"visited_on_day": ""}).content.decode()

    assert "Enter date of the visit" in page


@pytest.mark.slow
@pytest.mark.parametrize("status", ["ready", "sampled"])
def test_a_whole_claim_is_withdrawn_with_its_reason(browser, centre, moderator, status):
    claim = claims.claim_at(status, centre=centre, moderator=moderator)
    page = at_page("withdraw", claim)

    assert "Say why you withdraw" in browser.post(page, {"because": " "}).content.decode()
    browser.post(page, {"because": "Wrong assessors."})

    claim.refresh_from_db()
    assert claim.status == Status.WITHDRAWN


@pytest.mark.slow
def test_agree_all_leads_straight_to_submitting(browser, sampled):
    unchanged = {}
    for line in sampled.lines.all():
        unchanged |= reviewed(line, line.grade)

    answer = browser.post(at_page("review", sampled), unchanged | {"all": "1"})

    assert answer.url == at_page("agree", sampled)
    assert "Agreed as claimed" in browser.get(answer.url).content.decode()


@pytest.mark.slow
def test_agree_all_does_not_pass_over_what_was_typed(browser, sampled):
    line = sampled.lines.first()

    answer = browser.post(
        at_page("review", sampled), reviewed(line, "U", "No evidence.") | {"all": "1"}
    )

    assert "Not every grade is as claimed: 1 changed." in answer.content.decode()
    assert '<option value="U" selected>' in answer.content.decode()
    line.refresh_from_db()
    assert line.outcome == Outcome.CLAIMED


@pytest.mark.slow
def test_agree_all_is_not_offered_once_a_grade_is_changed(browser, sampled, moderator, at):
    assert "Agree all</button>" in browser.get(at_page("review", sampled)).content.decode()
    changes = [Change(sampled.lines.first().pk, "U", "x")]
    commands.review(claim=sampled, changes=changes, by=moderator, at=at)

    page = text(browser.get(at_page("review", sampled)))

    assert "Agree all</button>" not in page
    assert "1 grade of this claim is changed or withdrawn" in page


@pytest.mark.slow
def test_a_change_is_taken_back_by_choosing_the_grade_claimed(browser, sampled, moderator, at):
    line = sampled.lines.first()
    commands.review(claim=sampled, changes=[Change(line.pk, None, "x")], by=moderator, at=at)
    line.refresh_from_db()

    browser.post(at_page("review", sampled), reviewed(line, line.claimed, "x"))

    line.refresh_from_db()
    assert (line.grade, line.outcome, line.reason) == (line.claimed, Outcome.CLAIMED, "")


@pytest.mark.slow
def test_what_another_changed_meanwhile_is_shown_and_asked_about(browser, sampled, moderator, at):
    one, two, *_ = sampled.lines.all()
    page = reviewed(one, "D", "Better.") | reviewed(two, "U", "No evidence.")
    changes = [Change(one.pk, "U", "Copied.")]
    commands.review(claim=sampled, changes=changes, by=moderator, at=at)

    answer = browser.post(at_page("review", sampled), page)

    told = answer.content.decode()
    assert "saved meanwhile by Morgan Moderator at 10:00 on 20 November: U (“Copied.”)" in told
    assert "yours is D" in told
    assert set(sampled.lines.values_list("outcome", flat=True)) == {"claimed", "changed"}
    row = next(row for row in answer.context["sheet"].rows if row.line == one)
    assert (row.was, row.grade, row.reason) == ("U:Copied.", "D", "Better.")

    browser.post(at_page("review", sampled), page | {f"was-{one.pk}": row.was})
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.grade, two.grade) == ("D", "U")


@pytest.mark.slow
def test_what_is_there_is_kept_and_the_rest_saved(browser, sampled, moderator, at):
    one, two, *_ = sampled.lines.all()
    page = reviewed(one, "D", "Better.") | reviewed(two, "U", "No evidence.")
    changes = [Change(one.pk, "U", "Copied.")]
    commands.review(claim=sampled, changes=changes, by=moderator, at=at)

    browser.post(at_page("review", sampled), page | {"keep": str(one.pk)})

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.grade, one.reason, two.grade) == ("U", "Copied.", "U")


@pytest.mark.slow
def test_what_was_changed_since_the_numbers_were_shown_is_not_submitted(
    browser, sampled, moderator, at
):
    seen = shown_on(browser.get(at_page("agree", sampled)))
    changes = [Change(sampled.lines.first().pk, "U", "x")]
    commands.review(claim=sampled, changes=changes, by=moderator, at=at)
    day = {"visited_on_day": "20", "visited_on_month": "11", "visited_on_year": "2026"}

    answer = browser.post(at_page("agree", sampled), day | {"shown": seen}, follow=True)

    sampled.refresh_from_db()
    assert sampled.status == Status.SAMPLED
    assert "This is not what the page showed you" in answer.content.decode()
    assert "by Morgan Moderator" in answer.content.decode()
    assert "changed to U: x" in answer.content.decode()
    assert "Changed by the moderator" in answer.content.decode()


@pytest.mark.slow
def test_agreeing_and_withdrawing_say_whether_a_report_is_written(browser, sampled, moderator, at):
    for name in ("agree", "withdraw"):
        assert (
            "No feedback report is written" in browser.get(at_page(name, sampled)).content.decode()
        )
    commands.save_report(claim=sampled, to_do="Cite the evidence.", by=moderator, at=at)

    for name in ("agree", "withdraw"):
        assert "Your feedback report goes" in browser.get(at_page(name, sampled)).content.decode()
