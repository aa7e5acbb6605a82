"""Test Results by candidate: what each holds, and of what is missing what is due."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from entries.models import AwardDue
from interchange.catalogue.models import Series
from results import commands
from results.exam_file import HEADER_LINE
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def page(centre, exams_officer, sign_in):
    """Open the page with filters."""
    client = sign_in(exams_officer)
    address = reverse("results:by_candidate", args=[centre.number])
    return lambda **filters: client.get(address, filters)


def cells(answer):
    """The text of each cell, row by row."""
    rows = answer.text.split("<tbody>")[1].split("<tr>")[1:]
    found = [re.findall("(?s)<td>.*?</td>", row) for row in rows]
    return [[" ".join(re.sub("<[^>]+>", " ", one).split()) for one in row] for row in found]


def test_a_grade_an_entry_an_absence_and_the_award_stand_in_one_row(centre, page, at):
    awarded, waiting = factory.entries(centre, 2, offers.qualification(DIPLOMA))
    held.hold([awarded], OFFICIAL_EXAMPLE)
    held.hold([waiting], {"1": "absent", "4": "M"})
    factory.a_unit_entry(waiting, offers.unit(2, DIPLOMA), offers.a_series(2027, 6))
    commands.award_due(at=at)

    rows = {row[-1]: row for row in cells(page(qualification=DIPLOMA))}

    assert "DD" in rows
    [other] = [row for last, row in rows.items() if last != "DD"]
    assert other[0] == "Absent" and other[3] == "M"
    assert other[1] == "Entered June 2027, results on 08/06/2027"


def test_no_cell_is_blank(centre, page):
    factory.entries(centre, 3, offers.qualification(DIPLOMA))

    rows = cells(page())

    assert len(rows) == 3 and all(cell for row in rows for cell in row)


def test_who_could_not_be_worked_out_has_a_row_that_says_so(centre, page, at):
    fine, given_up = factory.entries(centre, 2, offers.qualification(DIPLOMA))
    held.settle(at)
    AwardDue.objects.filter(entry=given_up).update(done=False, problem="it broke")

    rows = {row[-1]: row for row in cells(page())}

    assert set(rows["The board is looking into it"][:-1]) == {"Not worked out"}
    assert len(rows) == 2 and fine


def test_one_qualification_is_shown_at_a_time_the_first_where_none_is_chosen(centre, page):
    factory.an_entry(centre, offers.qualification("05839"))
    factory.an_entry(centre, offers.qualification(DIPLOMA))

    assert page().context["listing"].total == 1
    assert page(qualification=DIPLOMA).context["rows"][0].entry.qualification.code == DIPLOMA


def test_a_centre_without_candidates_is_told_what_to_do(page):
    assert "register candidates under Entries" in page().text


def test_who_misses_an_exam_is_absent_while_the_series_is_live(centre, page):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.hold([entry], {"1": "M"}, series=offers.a_series(2026, 1))
    held.hold([entry], {"1": "absent"})
    today = timezone.localdate()
    june = Series.objects.filter(year=2026, month=6)
    june.update(released_at=None)

    june.update(first_exam_on=today - timedelta(days=9), results_on=today + timedelta(days=9))
    live = cells(page())[0][0]
    june.update(results_on=today - timedelta(days=1))

    assert (live, cells(page())[0][0]) == ("Absent", "M")


def test_a_search_finds_whoever_is_registered_for_another_qualification(centre, page):
    factory.an_entry(centre, offers.qualification("05839"))
    other = factory.an_entry(centre, offers.qualification(DIPLOMA))

    answer = page(qualification="05839", q=other.candidate.ocr_number)

    assert [row.entry for row in answer.context["rows"]] == [other]
    assert f"those of {DIPLOMA} are shown" in " ".join(answer.text.split())


def test_a_grade_of_an_exam_of_which_part_was_missed_says_so(centre, page, processor, at):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.enter([entry], ["1"], offers.a_series(2026, 6))
    line = f"2026-06,{entry.candidate.ocr_number},{DIPLOMA},1,M#"

    commands.import_exam_results(f"{HEADER_LINE}\n{line}", by=processor, at=at)

    assert cells(page())[0][0] == "M#"
