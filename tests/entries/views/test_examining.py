"""The pages that enter candidates for exams: choose, tick, check."""

import pytest

from entries.models import UnitEntry
from tests import confirming
from tests.entries.views.ticking import URL, confirm, ticks
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_series_are_shown_with_their_dates_and_qualifications_to_choose(page, centre, june):
    make.an_entry(centre)

    answer = page.get("/centres/12345/entries/exams/").content.decode()

    assert "June 2028" in answer and URL in answer


@pytest.mark.slow
def test_with_nobody_registered_the_page_says_what_to_do_first(page, june):
    answer = page.get("/centres/12345/entries/exams/").content.decode()

    assert "Nobody can be entered yet" in answer


@pytest.mark.slow
def test_ticks_are_checked_then_confirmed_then_receipted(page, centre, june, exam):
    entry = make.an_entry(centre)

    checked = page.post(URL, ticks((entry, exam))).content.decode()
    assert "First attempt" in checked and not UnitEntry.objects.exists()

    answer = confirm(page, (entry, exam), follow=True)

    [made] = UnitEntry.objects.all()
    assert (made.candidate, made.unit, made.series) == (entry.candidate, exam, june)
    assert answer.redirect_chain == [(made.submission.get_absolute_url(), 302)]


@pytest.mark.slow
def test_a_receipt_says_nothing_of_what_the_next_centre_did(page, centre, other_centre, june, exam):
    entry = make.an_entry(centre)
    receipt = confirm(page, (entry, exam), follow=True).redirect_chain[0][0]
    went_along = {"centre": other_centre, "candidate_number": "0777"}
    UnitEntry.objects.update(**went_along, status="withdrawn")

    answer = page.get(receipt).content.decode()

    assert "Went along to another centre, by a transfer" in answer
    assert "Withdrawn" not in answer and "0777" not in answer


@pytest.mark.slow
def test_an_entry_of_another_centre_s_is_not_shown_as_one(page, centre, other_centre, june, exam):
    ours = make.an_entry(centre)
    theirs = make.an_entry(other_centre, candidate=ours.candidate, status="removed")
    make.a_unit_entry(theirs, exam, june)

    answer = page.get(URL).content.decode()

    assert "Entry known" in answer and "Entered" not in answer
    assert f'value="{ours.pk}-{exam.pk}"' not in answer


@pytest.mark.slow
def test_without_a_tick_the_page_says_so(page, centre, june):
    make.an_entry(centre)

    assert "Tick at least one exam" in page.post(URL, ticks()).content.decode()


@pytest.mark.slow
def test_ticks_travel_from_page_to_page(page, centre, june, exam):
    first, *_, last = make.entries(centre, 60)

    second_page = page.post(URL, ticks((first, exam), act="page-2")).content.decode()
    assert f'name="elsewhere" value="{first.pk}-{exam.pk}"' in second_page
    assert last.candidate.name in second_page and first.candidate.name not in second_page

    all_of_them = {"elsewhere": f"{first.pk}-{exam.pk}"}
    looked, sent = (ticks((last, exam), act=act, **all_of_them) for act in ("check", "confirm"))
    confirming.confirm(page, URL, looked, sent)
    assert UnitEntry.objects.count() == 2


@pytest.mark.slow
def test_everybody_is_ticked_at_once_except_who_is_entered_already(page, centre, june, exam):
    first, *_ = make.entries(centre, 60)
    make.a_unit_entry(first, exam, june)

    answer = page.post(URL, ticks(act=f"everybody-{exam.pk}")).content.decode()

    assert "59 ticked so far" in answer and "Entered" in answer


@pytest.mark.slow
def test_a_search_shows_only_who_matches_and_keeps_the_ticks(page, centre, june, exam):
    first, *_, last = make.entries(centre, 3)

    answer = page.post(URL, ticks((first, exam), act="find", q=last.candidate.ocr_number))

    assert f'name="elsewhere" value="{first.pk}-{exam.pk}"' in answer.content.decode()
    assert last.candidate.name in answer.content.decode()


@pytest.mark.slow
def test_ticks_for_other_centres_candidates_are_not_obeyed(page, other_centre, centre, june, exam):
    theirs = make.an_entry(other_centre)
    make.an_entry(centre)

    page.post(URL, ticks((theirs, exam), act="confirm"))

    assert not UnitEntry.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("path", ["2028-06/05347/", "1999-06/05839/", "x/05839/"])
def test_what_does_not_exist_has_no_page(page, june, path):
    assert page.get(f"/centres/12345/entries/exams/{path}").status_code == 404


@pytest.mark.slow
def test_a_spoilt_form_is_answered_without_an_error(page, june):
    spoilt = {"act": "everybody-x", "tick": ["x-y", ""], "page": "x", "elsewhere": "1 2"}

    assert page.post(URL, spoilt).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 100])
@pytest.mark.parametrize("act", ["page-1", "check"])
def test_a_hundred_candidates_cost_no_more_queries_than_one(
    page, centre, june, exam, count, act, django_assert_max_num_queries
):
    pairs = [(entry, exam) for entry in make.entries(centre, count)]
    sent = ticks(*pairs, act=act)

    with django_assert_max_num_queries(30):
        page.post(URL, sent)
