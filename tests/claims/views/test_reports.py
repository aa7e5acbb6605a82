"""Feedback reports: where moderators write them and centres read them."""

from datetime import timedelta

import pytest

from claims import commands
from claims.models import FeedbackReport
from tests.claims.views.pages import at_page
from tests.factories import catalogue, claims
from tests.reading import text


@pytest.fixture
def browser(sign_in, moderator):
    """The moderator's browser."""
    return sign_in(moderator)


@pytest.mark.slow
def test_a_report_is_saved_and_not_shown_to_the_centre(browser, sampled, sign_in, tutor):
    page = at_page("report", sampled.centre, sampled.pk)

    answer = browser.post(page, {"to_improve": "Cite it.\r\nAlways.", "seen": ""}, follow=True)

    assert "The centre does not see it yet" in answer.content.decode()
    report = FeedbackReport.objects.get()
    assert (report.to_improve, report.sent_at) == ("Cite it.\nAlways.", None)
    for name, *rest in (["reports"], ["view", sampled.pk]):
        told = sign_in(tutor).get(at_page(name, sampled.centre, *rest)).content.decode()
        assert "View the" not in told
        assert "Feedback from the moderator" not in told


@pytest.mark.slow
def test_a_report_is_read_before_it_is_sent(browser, sampled):
    page = at_page("report", sampled.centre, sampled.pk)

    asked = browser.post(page, {"to_do": "Send logs.", "send": "1"}, follow=True)
    assert "Send the feedback report" in asked.content.decode()
    assert "Send logs." in asked.content.decode()
    answer = browser.post(at_page("send_report", sampled.centre, sampled.pk), follow=True)

    assert "The report has been sent to the centre." in answer.content.decode()
    assert FeedbackReport.objects.get().sent_at
    again = browser.post(at_page("send_report", sampled.centre, sampled.pk), follow=True)
    assert "sent already" in again.content.decode()


@pytest.mark.slow
def test_an_empty_report_is_not_asked_about(browser, sampled):
    answer = browser.post(at_page("report", sampled.centre, sampled.pk), {"send": "1"}, follow=True)

    assert "There is nothing to send" in answer.content.decode()


@pytest.mark.slow
def test_a_text_too_long_is_refused_and_stays(browser, sampled):
    answer = browser.post(
        at_page("report", sampled.centre, sampled.pk), {"went_well": "x" * 4001, "seen": ""}
    )

    assert "may have at most 4000 characters" in answer.content.decode()
    assert "x" * 4001 in answer.content.decode()


@pytest.mark.slow
def test_what_another_moderator_saved_meanwhile_is_shown_beside(browser, sampled, moderator, at):
    commands.save_report(claim=sampled, to_do="Theirs.", by=moderator, at=at)
    page = at_page("report", sampled.centre, sampled.pk)

    answer = browser.post(page, {"to_do": "Mine.", "seen": ""})

    told = answer.content.decode()
    assert "What was saved meanwhile" in told
    assert "Theirs." in told
    assert "Mine." in told
    seen = answer.context["form"]["seen"].value()
    browser.post(page, {"to_do": "Mine.", "seen": seen})
    assert FeedbackReport.objects.get().to_do == "Mine."


@pytest.mark.slow
def test_the_centre_lists_all_its_reports_newest_first(
    sign_in, exams_officer, centre, moderator, at
):
    old = claims.claim_at("withdrawn", centre=centre, moderator=moderator)
    first = claims.report_on(old, moderator)
    new = claims.claim_at(
        "sampled",
        centre=centre,
        qualification=catalogue.qualification("05842"),
        moderator=moderator,
    )
    second = claims.report_on(new, moderator, at + timedelta(days=1))
    browser = sign_in(exams_officer)
    page = at_page("reports", centre)

    assert list(browser.get(page).context["listing"]) == [second, first]
    assert list(browser.get(page, {"qualification": "05839"}).context["listing"]) == [first]
    assert "Withdrawn" in browser.get(page).content.decode()


@pytest.mark.slow
@pytest.mark.parametrize("word", ["sent", "qualification", "number", "moderator"])
def test_reports_sort_by_each_heading(sign_in, tutor, sampled, moderator, word):
    claims.report_on(sampled, moderator)

    answer = sign_in(tutor).get(at_page("reports", sampled.centre), {"sort": word})

    assert answer.context["listing"].headings[word].direction == "ascending"


@pytest.mark.slow
def test_the_centre_reads_a_report_and_finds_it_on_the_claim(sign_in, tutor, sampled, moderator):
    report = claims.report_on(sampled, moderator)
    browser = sign_in(tutor)

    page = browser.get(at_page("read_report", sampled.centre, report.pk)).content.decode()
    claim = browser.get(sampled.get_absolute_url()).content.decode()

    assert "Cite the evidence." in page
    assert "Bring the missing logs." not in page
    assert at_page("read_report", sampled.centre, report.pk) in claim


@pytest.mark.slow
def test_what_is_being_written_is_no_page_of_the_centre(sign_in, tutor, sampled, moderator, at):
    draft = commands.save_report(claim=sampled, to_do="x", by=moderator, at=at)

    assert sign_in(tutor).get(at_page("read_report", sampled.centre, draft.pk)).status_code == 404


@pytest.mark.slow
def test_a_centre_without_reports_is_told_when_they_come(sign_in, tutor, centre):
    page = sign_in(tutor).get(at_page("reports", centre)).content.decode()

    assert "No reports yet" in page


@pytest.mark.slow
def test_the_moderators_page_says_what_is_written(browser, sampled, moderator, at):
    page = at_page("moderate", sampled.centre, sampled.pk)
    assert "not written yet" in browser.get(page).content.decode()
    claims.report_on(sampled, moderator)

    told = text(browser.get(page))

    assert "written, and not sent yet" in told
    assert "sent 20 November 2026" in told


@pytest.mark.slow
def test_a_sent_report_is_read_by_the_moderator_who_writes_the_next(browser, sampled, moderator):
    claims.report_on(sampled, moderator)

    page = browser.get(at_page("report", sampled.centre, sampled.pk)).content.decode()

    assert "Report sent" in page
    assert "Clear marking." in page
    assert "Bring the missing logs." in page
