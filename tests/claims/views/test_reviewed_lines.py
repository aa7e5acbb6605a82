"""The lines of a claim under review: found, filtered, in pages, and never left with typing lost."""

import pytest

from claims import commands
from claims.models import Line
from claims.rules import Change
from claims.states import Status
from tests.claims.views.pages import reviewed
from tests.factories import claims
from tests.factories.claims import at_page


@pytest.fixture
def browser(sign_in, moderator):
    """The moderator's browser."""
    return sign_in(moderator)


@pytest.mark.slow
def test_another_page_or_order_saves_first_what_was_typed(browser, sampled):
    line = sampled.lines.first()
    page = at_page("review", sampled)

    answer = browser.post(page, reviewed(line, "U", "No evidence.") | {"go": "?page=2&sort=unit"})

    line.refresh_from_db()
    assert (answer.url, line.grade) == (f"{page}?page=2&sort=unit", "U")


@pytest.mark.slow
def test_another_page_waits_for_what_cannot_be_saved(browser, sampled):
    line = sampled.lines.first()

    answer = browser.post(at_page("review", sampled), reviewed(line, "U") | {"go": "?page=2"})

    assert answer.status_code == 200
    assert "give the reason" in answer.content.decode()


@pytest.mark.slow
def test_no_button_leads_away_from_the_review(browser, sampled):
    page = at_page("review", sampled)

    assert browser.post(page, {"go": "//elsewhere.example"}).url == page


@pytest.mark.slow
def test_filters_save_first_what_was_typed(browser, sampled):
    line = sampled.lines.first()
    asked = {"filter": "1", "q": "kit", "unit": "1", "show": "sample", "sort": "unit"}

    answer = browser.post(at_page("review", sampled), reviewed(line, "U", "x") | asked)

    line.refresh_from_db()
    assert answer.url.endswith("?q=kit&unit=1&assessor=&grade=&show=sample&sort=unit")
    assert line.grade == "U"


@pytest.mark.slow
def test_lines_are_found_by_candidate_unit_sample_and_change(browser, sampled, moderator, at):
    line = sampled.lines.last()
    commands.review(claim=sampled, changes=[Change(line.pk, "U", "x")], by=moderator, at=at)

    def found(**asked):
        return list(browser.get(at_page("review", sampled), asked).context["listing"])

    assert found() == list(sampled.lines.all())
    of_one = list(sampled.lines.filter(candidate=line.candidate))
    assert found(q=line.candidate.ocr_number) == of_one
    assert found(q=line.candidate.name) == of_one
    assert found(q=line.candidate.name.replace(", ", ",")) == of_one
    type(line.candidate).objects.filter(pk=line.candidate_id).update(uln="9276308686")
    assert found(q="9276308686") == of_one
    assert found(unit=line.unit.number) == list(sampled.lines.filter(unit=line.unit))
    assert found(show="sample") == list(Line.objects.filter(samples__claim=sampled))
    assert found(show="changed") == [line]
    assert found(q="nobody") == []


@pytest.mark.slow
def test_rows_that_were_sent_stay_on_the_page_whatever_it_would_list_now(browser, sampled):
    one, two, *_ = sampled.lines.all()

    answer = browser.post(
        at_page("review", sampled) + "?show=changed", reviewed(two, "U") | reviewed(one, "M")
    )

    assert [row.line for row in answer.context["sheet"].rows] == [two, one]


@pytest.mark.slow
@pytest.mark.parametrize("status", [Status.PENDING, Status.WITHDRAWN])
def test_a_save_after_the_claim_is_agreed_or_withdrawn_keeps_what_was_typed_to_copy(
    browser, sampled, moderator, at, status
):
    line = sampled.lines.first()
    if status == Status.PENDING:
        commands.agree(claim=sampled, visited_on=at.date(), unbooked=True, by=moderator, at=at)
    else:
        commands.withdraw(claim=sampled, because="x", by=moderator, at=at)

    page = browser.post(at_page("review", sampled), reviewed(line, "U", "No evidence."))

    told = page.content.decode()
    assert f"its status is {status.label}" in told
    assert "What you typed stays here" in told
    assert 'value="No evidence."' in told
    line.refresh_from_db()
    assert line.grade == line.claimed


@pytest.mark.slow
def test_a_wide_and_long_claim_is_reviewed_in_pages(
    browser, centre, moderator, django_assert_max_num_queries
):
    claim = claims.claim_at("sampled", centre=centre, candidates=60, units=10, moderator=moderator)

    with django_assert_max_num_queries(20):
        answer = browser.get(at_page("review", claim), {"page": 12})

    assert answer.context["listing"].total == 600
    assert len(answer.context["listing"]) == 50
