"""What a class still needs, in one table: looked at, never saved."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from results.models import KeptStanding, QualificationResult, UnitResult
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import results as make_results
from tracker.queries import whole_class

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]

DIPLOMA = "05842"
WITHOUT_LAST = dict(list(make_results.OFFICIAL_EXAMPLE.items())[:-1])


@pytest.fixture
def three(centre):
    """Three registrations: nothing held, all but a unit of the official example, all of it."""
    qualification = make_catalogue.qualification(DIPLOMA)
    found = [make.an_entry(centre, qualification) for _ in range(3)]
    make_results.hold([found[1]], WITHOUT_LAST)
    make_results.hold([found[2]], make_results.OFFICIAL_EXAMPLE)
    return found


@pytest.fixture
def look(sign_in, exams_officer, centre):
    """Open the page of the class, with what its address asks."""
    client = sign_in(exams_officer)
    address = reverse("tracker:whole_class", args=[centre.number])
    return lambda **asked: client.get(address, {"qualification": DIPLOMA, **asked})


def entries_of(answer):
    return [one.entry for one in answer.context["listing"]]


def test_each_candidate_has_what_is_there_missing_and_the_least_for_more(look, three):
    rows = {one.entry: one for one in look().context["listing"]}

    nothing, nearly, all_of_it = (rows[one] for one in three)
    assert (nothing.now, nothing.points, nothing.possible) == ("", 0, "D*D*")
    assert any("Mandatory units: 3 units more" in one for one in nothing.missing)
    assert nearly.takes == 1 and nearly.next_grade and nearly.missing
    assert (all_of_it.now, all_of_it.points, all_of_it.missing) == ("DD", 200, [])


def test_a_u_that_was_issued_is_told_with_its_day(look, three):
    entry = make.an_entry(three[0].centre, make_catalogue.qualification("05839"))
    make_results.hold([entry], {"1": "R", "2": "R", "3": "R", "4": "P", "6": "P"})
    make_results.settle()
    issued = entry.qualification_results.get()

    answer = look(qualification="05839")

    [row] = [one for one in answer.context["listing"] if one.entry == entry]
    assert (issued.grade, row.told_now) == ("U", "U")
    assert f"U, issued on {localdate(issued.issued_at):%-d %B %Y}" in answer.text


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("now", [0, 1, 2]),
        ("-now", [2, 1, 0]),
        ("-points", [2, 1, 0]),
        ("missing", [2, 1, 0]),
        ("-missing", [0, 1, 2]),
        ("takes", [1, 2, 0]),
        ("-takes", [0, 2, 1]),
    ],
)
def test_it_sorts_by_each_column(look, three, sort, order):
    assert entries_of(look(sort=sort)) == [three[place] for place in order]


def test_it_sorts_by_name_and_number(look, three):
    by_name = [one.candidate.surname for one in entries_of(look())]

    assert by_name == sorted(by_name)
    assert entries_of(look(sort="-number")) == entries_of(look(sort="number"))[::-1]


def test_nothing_changes_by_looking(look, three):
    tables = (UnitResult, QualificationResult, KeptStanding)
    before = [list(one.objects.order_by("pk").values()) for one in tables]

    look(sort="takes")

    assert [list(one.objects.order_by("pk").values()) for one in tables] == before


def test_a_class_says_what_the_page_of_each_candidate_says(look, three, client, centre):
    for one in look().context["listing"]:
        page = client.get(reverse("tracker:what_if", args=[centre.number, one.entry.pk]))
        [alone] = [each for each in page.context["sizes"] if each.specification.code == DIPLOMA]
        assert (alone.outcome, alone.possible, alone.way) == (
            one.tried.outcome,
            one.tried.possible,
            one.tried.way,
        )


def test_what_is_held_elsewhere_is_left_out_and_the_row_says_so(look, three, other_centre):
    there = make.an_entry(other_centre, three[0].qualification, three[0].candidate)
    make_results.hold([there], make_results.OFFICIAL_EXAMPLE, due=False)

    answer = look(sort="now")

    [row] = [one for one in answer.context["listing"] if one.entry == three[0]]
    assert (row.now, row.hides) == ("", True)
    assert "Units held at another centre are left out" in answer.text


def test_the_whole_class_leaves_as_csv(look, three, client, centre):
    address = reverse("tracker:whole_class_file", args=[centre.number])

    answer = client.get(address, {"qualification": DIPLOMA})

    heads, *rows = csv.reader(StringIO(answer.getvalue().decode("utf-8-sig")))
    assert tuple(heads) == whole_class.COLUMNS
    assert sorted(row[4] for row in rows) == ["", "", "DD"]


def test_of_several_qualifications_one_is_chosen_first(look, three, centre, client):
    make.an_entry(centre, make_catalogue.qualification("05838"))

    unasked = look(qualification="")

    assert "Choose a qualification above" in unasked.text
    file = reverse("tracker:whole_class_file", args=[centre.number])
    assert client.get(file).status_code == 302


def test_the_only_qualification_of_a_centre_need_not_be_chosen(look, three):
    assert len(entries_of(look(qualification=""))) == 3


def test_a_class_that_is_too_large_says_how_to_narrow_it(look, three, monkeypatch):
    monkeypatch.setattr(whole_class, "MOST", 2)

    answer = look()

    assert "3 registrations match, and at most 2 are worked out together" in answer.text
    assert "<tbody>" not in answer.text


def test_the_queries_do_not_grow_with_the_class(look, three, centre):
    look(sort="takes")
    with CaptureQueriesContext(connection) as few:
        look(sort="takes")
    for _ in range(5):
        entry = make.an_entry(centre, three[0].qualification)
        make_results.hold([entry], WITHOUT_LAST)

    with CaptureQueriesContext(connection) as many:
        look(sort="takes")

    assert len(many) == len(few)


def test_the_tracker_leads_to_the_class_with_its_filters(sign_in, exams_officer, three, centre):
    page = reverse("tracker:progress", args=[centre.number])

    text = sign_in(exams_officer).get(page, {"qualification": DIPLOMA}).text

    assert f"/progress/class/?qualification={DIPLOMA}" in text
