"""Everything expected: each result that is to come stands there once, with who acts and when."""

import csv
import io
import re
from datetime import timedelta
from itertools import islice

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.states import Status
from interchange.catalogue.models import Series
from results.models import Attendance, AwaitedGrade
from results.queries import expected_rows
from results.rules import PENDING, Mark
from tests.factories import assessed, claims
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, NOW, OFFICIAL_EXAMPLE

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def client(exams_officer, sign_in):
    """The exams officer's session."""
    return sign_in(exams_officer)


@pytest.fixture
def page(centre, client):
    """Open the page with filters."""
    return lambda **asked: client.get(reverse("results:expected", args=[centre.number]), asked)


@pytest.fixture
def listed(page):
    """The cells of each row of the page, as text, after the candidate's."""

    def read(**asked):
        _, _, body = page(**asked).text.partition("<tbody>")
        rows = [re.findall(r"(?s)<td>.*?</td>", row) for row in body.split("<tr>")[1:]]
        return [[" ".join(re.sub("<[^>]+>", " ", one).split()) for one in row] for row in rows]

    return read


@pytest.fixture
def exported(centre, client):
    """The rows of the page's file."""

    def read(**asked):
        address = reverse("results:expected_export", args=[centre.number])
        text = b"".join(client.get(address, asked).streaming_content).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))

    return read


def test_an_exam_to_come_is_expected_on_the_results_day_of_its_series(centre, listed):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    june = offers.a_series(2027, 6)
    factory.a_unit_entry(entry, offers.unit(2, DIPLOMA), june)

    [row] = listed(kind="exam")

    assert row[1:] == [
        *(DIPLOMA, str(offers.unit(2, DIPLOMA)), "Entered Exam, June 2027"),
        *("Nobody: it comes by itself", f"{june.results_on:%d/%m/%Y}"),
    ]


def test_an_exam_whose_results_are_out_without_it_is_overdue_from_the_board(centre, listed):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.enter([entry], ["1"], offers.a_series(2026, 6))
    yesterday = timezone.localdate() - timedelta(days=1)
    Series.objects.filter(year=2026, month=6).update(results_on=yesterday)

    [row] = listed(kind="exam")

    assert row[3:] == [
        "Entered Exam, June 2026",
        "The board owes the result",
        f"Overdue since {yesterday:%d/%m/%Y}",
    ]


def test_an_exam_is_expected_no_more_once_its_result_is_told(centre, listed):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))

    held.hold([entry], {"1": "P"})

    assert listed(kind="exam") == []


def test_a_pending_result_is_expected_and_told_once(centre, listed):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.hold([entry], {"1": PENDING})

    [row] = listed(kind="exam")

    assert row[3:] == [
        "Pending Exam, June 2026",
        "The board is not done with it",
        "When the board is done",
    ]


def test_of_who_was_absent_from_an_exam_no_result_is_expected(centre, listed, exams_officer):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    [exam] = held.enter([entry], ["1"], offers.a_series(2026, 6))
    Attendance.objects.create(
        entry=exam, mark=Mark.ABSENT.value, noted_at=NOW, noted_by=exams_officer
    )

    assert listed(kind="exam") == []


@pytest.mark.parametrize(
    ("status", "stands", "who"),
    [
        (Status.DRAFT, "In the claim in progress", "Your centre submits the claim"),
        (Status.READY, "Ready for sampling", "Your centre asks for a visit"),
        (Status.PENDING, "Pending", "The board processes the claim"),
    ],
)
def test_a_unit_on_a_claim_says_who_has_the_claim(centre, listed, status, stands, who):
    claim = claims.claim_at(status, centre=centre, candidates=1)

    rows = listed(kind="claim")

    assert len(rows) == claim.lines.filter(live=True).count() > 0
    assert all(row[3].startswith(stands) and row[4] == who and row[5] for row in rows)


def test_a_claim_that_is_processed_is_expected_no_more(centre, listed):
    claims.claim_at(Status.PROCESSED, centre=centre, candidates=1)

    assert listed(kind="claim") == []


def test_a_grade_that_the_board_owes_is_expected(centre, listed, exams_officer):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.hold([entry], {"1": "absent"})
    made = assessed.awaited(entry, "1", by=exams_officer, series=offers.a_series(2026, 6))

    [row] = listed(kind="assessed")

    assert row[3] == "Pending Assessed grade, absent from the exam, June 2026"
    assert row[4] == "The board works out an assessed grade" and row[5]

    AwaitedGrade.objects.filter(pk=made.pk).update(stage=AwaitedGrade.Stage.OFF)
    assert listed(kind="assessed") == []


def test_a_qualification_is_expected_until_its_result_is_issued(centre, listed):
    awarded, waiting = factory.entries(centre, 2, offers.qualification(DIPLOMA))
    held.hold([awarded], OFFICIAL_EXAMPLE)
    held.settle()

    [row] = listed(kind="qualification")

    assert row[0] == waiting.candidate.ocr_number
    assert row[3].startswith("Not eligible") and row[5] == f"Summer {waiting.completes_in}"


def test_it_is_found_by_candidate_qualification_and_series(centre, listed):
    one, other = factory.entries(centre, 2, offers.qualification(DIPLOMA))
    held.enter([one, other], ["1"], offers.a_series(2026, 6))
    held.enter([one], ["2"], offers.a_series(2027, 6))
    number = one.candidate.ocr_number

    assert len(listed()) == 5
    assert {row[0] for row in listed(q=number)} == {number} and len(listed(q=number)) == 3
    assert len(listed(series="2027-06")) == 1
    assert len(listed(qualification=DIPLOMA)) == 5
    assert listed(kind="claim", series="2027-06") == []


def test_the_next_of_all_kinds_stands_first_and_what_has_no_day_last(centre, listed):
    claims.claim_at(Status.DRAFT, centre=centre, candidates=1)
    entry = centre.entries.get()
    factory.a_unit_entry(entry, offers.unit(2), offers.a_series(2027, 1))

    kinds = [row[3].split()[0] for row in listed(sort="when")]

    assert kinds[:2] == ["Entered", "Not"] and set(kinds[2:]) == {"In"}
    assert [row[2] for row in listed(sort="-when")] == [row[2] for row in listed(sort="when")][::-1]


def test_every_page_of_it_and_its_file_have_each_row_once(centre, page, exported):
    entries = factory.entries(centre, 55, offers.qualification(DIPLOMA))
    held.enter(entries, ["1"], offers.a_series(2026, 6))

    pages = [page(page=number).context["listing"] for number in (1, 2, 3)]

    rows = [row.as_row for listing in pages for row in listing]
    [_, *lines] = exported()
    assert pages[0].total == len(set(rows)) == 110
    assert [tuple(line) for line in lines] == rows


def test_no_cell_of_it_is_blank(centre, listed, exported):
    claims.claim_at(Status.SAMPLED, centre=centre, candidates=2)
    held.enter(centre.entries.all(), ["1"], offers.a_series(2027, 1))
    Series.objects.filter(year=2027, month=1).update(results_on=None)

    assert all(cell for row in listed() for cell in row)
    assert all(cell for row in exported() for cell in row)
    assert len(exported()) == len(listed()) + 1


def test_a_centre_that_expects_nothing_is_told_what_stands_there(page):
    assert "No result is expected" in page().text


def test_what_another_centre_expects_is_not_listed(other_centre, listed):
    entry = factory.an_entry(other_centre, offers.qualification(DIPLOMA))
    held.enter([entry], ["1"], offers.a_series(2027, 6))

    assert listed() == []


def test_what_is_processed_while_the_file_is_written_is_left_out(centre, exported, monkeypatch):
    claim = claims.claim_at(Status.READY, centre=centre, candidates=2, units=1)
    claimed = expected_rows.claimed_units

    def after_a_while(persons):
        yield from islice(claimed(persons), 1)

    monkeypatch.setattr(expected_rows, "claimed_units", after_a_while)

    assert claim.lines.count() == 2
    assert len(exported(kind="claim")) == 2  # the heads of the columns and one row
