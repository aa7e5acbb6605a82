"""Exam entries checked and confirmed: attempts, what they cost, what became of them meanwhile."""

from datetime import timedelta

import pytest
from django.utils import timezone

from entries.models import UnitEntry
from tests import confirming
from tests.entries.views.ticking import URL, confirm, ticks
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.reading import text

pytestmark = [pytest.mark.usefixtures("catalogue")]


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
def test_confirming_twice_leads_to_the_same_receipt(page, centre, june, exam):
    entry = make.an_entry(centre)

    first, again = confirm(page, (entry, exam)), page.post(URL, ticks((entry, exam), act="confirm"))

    assert first.url == again.url
    assert UnitEntry.objects.count() == 1


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
