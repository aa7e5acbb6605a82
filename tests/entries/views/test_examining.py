"""The pages that enter candidates for exams."""

from datetime import timedelta

import pytest
from django.utils import timezone

from entries.models import UnitEntry
from tests import confirming
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.reading import text

pytestmark = [pytest.mark.usefixtures("catalogue")]

URL = "/centres/12345/entries/exams/2028-06/05839/"
TOKEN = "5f1a8f3e-8f0a-4c62-9d38-2f6f0f7f7b11"


@pytest.fixture
def june(db):
    """A series that takes entries whenever the test is run."""
    return make_catalogue.a_series(2028, 6, today=timezone.localdate())


@pytest.fixture
def exam():
    """An examined unit."""
    return make_catalogue.unit(1)


def ticks(*pairs, act="check", **more):
    """What the page sends: ticks of (entry, unit) pairs."""
    keys = [f"{entry.pk}-{unit.pk}" for entry, unit in pairs]
    return {"token": TOKEN, "tick": keys, "act": act, **more}


def confirm(page, *pairs, **more):
    """Check the ticks, then confirm what that page showed."""
    return confirming.confirm(page, URL, ticks(*pairs), ticks(*pairs, act="confirm"), **more)


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
def test_a_first_attempt_that_is_late_says_what_it_is_charged_for(page, centre, june, exam):
    entry = make.an_entry(centre)
    june.entries_close_on = timezone.localdate() - timedelta(days=9)
    june.late_until_on = timezone.localdate() - timedelta(days=1)
    june.very_late_until_on = timezone.localdate()
    june.save()

    told = text(page.post(URL, ticks((entry, exam))))

    assert "First attempt, charged only for being very late" in told


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
def test_confirming_twice_leads_to_the_same_receipt(page, centre, june, exam):
    entry = make.an_entry(centre)

    first, again = confirm(page, (entry, exam)), page.post(URL, ticks((entry, exam), act="confirm"))

    assert first.url == again.url
    assert UnitEntry.objects.count() == 1


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
def test_an_entry_waiting_for_its_result_counts_as_an_attempt_and_a_charge(
    page, centre, june, exam
):
    entry = make.an_entry(centre)
    make.a_unit_entry(entry, exam, make_catalogue.a_series(2028, 1))

    assert "1 of 3 used" in text(page.get(URL))
    checked = page.post(URL, ticks((entry, exam))).content.decode()
    assert "Further attempt, charged" in checked and "Provisional" in checked
    assert "Last attempt" not in checked

    make.a_unit_entry(entry, exam, make_catalogue.a_series(2029, 1))
    assert "Last attempt" in page.post(URL, ticks((entry, exam))).content.decode()


@pytest.mark.slow
def test_a_refused_tick_is_named_and_can_be_left_out(page, centre, june, exam):
    first, second = make.entries(centre, 2)
    make.a_unit_entry(first, exam, june)

    refused = page.post(URL, ticks((first, exam), (second, exam))).content.decode()
    assert "already entered for this unit" in refused and "keep the other 1" in refused
    confirm(page, (first, exam), (second, exam))
    assert UnitEntry.objects.count() == 1

    left = page.post(URL, ticks((first, exam), (second, exam), act="leave")).content.decode()
    assert "Send in 1 entry" in left


@pytest.mark.slow
def test_whoever_is_marked_absent_has_no_box_and_a_tick_of_theirs_is_left_out(
    page, centre, june, exam, exams_officer
):
    away, here = make.an_entry(centre), make.an_entry(centre)
    gone = {"withdrawn_at": make.NOW, "withdrawn_by": exams_officer}
    make.a_unit_entry(away, exam, june, status="absent", **gone)

    assert f'value="{away.pk}-{exam.pk}"' not in page.get(URL).content.decode()
    checked = page.post(URL, ticks((away, exam), (here, exam))).content.decode()
    assert "is marked absent" in " ".join(checked.split())
    left = page.post(URL, ticks((away, exam), (here, exam), act="leave")).content.decode()
    assert "Refused" not in left and here.candidate.name in left


@pytest.mark.slow
def test_late_entries_are_warned_of_and_closed_series_refused(page, centre, june, exam):
    entry, today = make.an_entry(centre), timezone.localdate()
    june.entries_close_on = today - timedelta(days=2)
    june.save()
    assert "each is charged" in page.post(URL, ticks((entry, exam))).content.decode()

    june.late_until_on = today - timedelta(days=1)
    june.save()
    assert "closed on" in page.get(URL).content.decode()
    answer = page.post(URL, ticks((entry, exam), act="confirm")).content.decode()
    assert "closed on" in answer and not UnitEntry.objects.exists()


@pytest.mark.slow
def test_reviewed_before_the_closing_date_and_confirmed_after_it_shows_the_fee_first(
    page, centre, june, exam
):
    entry, today = make.an_entry(centre), timezone.localdate()
    reviewed = page.post(URL, ticks((entry, exam)))
    assert "No fee" in text(reviewed)
    june.entries_close_on = today - timedelta(days=2)
    june.save()
    sent = ticks((entry, exam), act="confirm")

    again = page.post(URL, {**sent, "shown": confirming.shown_on(reviewed)})

    assert not UnitEntry.objects.exists()
    assert "This is not what the page showed you" in text(again)
    told = confirming.differences_on(again)
    assert told[0] == "Changed Entries, made: in time → late"
    assert told[1].startswith("New Fees, Late examined unit entry: 1 ×")
    page.post(URL, {**sent, "shown": confirming.shown_on(again)})
    assert UnitEntry.objects.get().stage == "late"


@pytest.mark.slow
def test_another_attempt_made_meanwhile_makes_it_a_charged_one_only_after_it_was_shown(
    page, centre, june, exam
):
    entry = make.an_entry(centre)
    reviewed = page.post(URL, ticks((entry, exam)))
    make.a_unit_entry(entry, exam, make_catalogue.a_series(2028, 1))

    sent = ticks((entry, exam), act="confirm", shown=confirming.shown_on(reviewed))
    told = confirming.differences_on(page.post(URL, sent))

    assert UnitEntry.objects.count() == 1
    assert "first attempt → " in told[0] and "further attempt, charged" in told[0]


@pytest.mark.slow
@pytest.mark.parametrize("box", ["", "spoilt", None])
def test_without_what_was_shown_nothing_is_sent_and_the_page_is_shown(
    page, centre, june, exam, box
):
    entry = make.an_entry(centre)
    more = {} if box is None else {"shown": box}

    answer = page.post(URL, ticks((entry, exam), act="confirm", **more))

    assert not UnitEntry.objects.exists()
    assert "This is not what the page showed you" in text(answer)


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
