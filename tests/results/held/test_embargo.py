"""An embargo keeps results held; who may read them early does so on pages of their own."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from interchange.accounts.roles import Role
from interchange.catalogue.models import Series
from interchange.notifications.models import Message
from results import commands, queries
from results.commands.exam_files.sending import TooLate
from results.commands.releasing import ReleaseRefused
from results.models import HeldResult, UnitResult
from tests.factories import accounts
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories.results import DIPLOMA
from tests.results.held.files import AFTER, BEFORE, enter, grades_told, line, tell

pytestmark = pytest.mark.slow

OVER = AFTER + timedelta(days=1)  # when the embargo ends


@pytest.fixture
def june(june):
    """The series, its results under an embargo from the results hour for a day."""
    june.others_on = date(2026, 8, 14)
    june.save()
    return june


@pytest.fixture
def today(june):
    """The embargo goes on today."""
    june.others_on = timezone.localdate() + timedelta(days=1)
    june.save()


def read_by(person, at, centre, **asked):
    """What somebody reads early: {unit number: grade}."""
    found = queries.embargoed(centre, by=person, at=at, **asked)
    return dict(found.values_list("number", "grade"))


def test_results_stay_held_until_the_embargo_is_over(entry, june, load):
    load(line(entry))

    tell(AFTER)
    assert (grades_told(), Message.objects.count()) == ({}, 0)
    tell(OVER)

    assert grades_told() == {"1": "M"}
    assert Message.objects.get().template == "results/exam_results"


def test_who_may_reads_them_early_and_nobody_else(
    entry, june, load, centre, exams_officer, tutor, post_result_full, stranger
):
    load(line(entry))
    administrator = accounts.with_role(Role.CENTRE_ADMINISTRATOR, centre)

    for person in (exams_officer, administrator):
        assert read_by(person, AFTER, centre) == {"1": "M"}
        assert read_by(person, BEFORE, centre) == read_by(person, OVER, centre) == {}
    for person in (tutor, post_result_full, stranger):
        assert read_by(person, AFTER, centre) == {}
    assert read_by(stranger, AFTER, stranger.memberships.get().centre) == {}


def test_what_is_read_early_is_what_will_be_told(entry, june, load, centre, exams_officer):
    load(line(entry), line(entry, "2", "D"))
    load(line(entry, grade="P"), at=AFTER, cause="Marked again.")

    assert read_by(exams_officer, AFTER, centre) == {"1": "P", "2": "D"}
    assert read_by(exams_officer, AFTER, centre, grade="D") == {"2": "D"}
    assert read_by(exams_officer, AFTER, centre, text=entry.candidate.surname)
    assert not read_by(exams_officer, AFTER, centre, text="Nobody")
    assert not read_by(exams_officer, AFTER, centre, series="2026-01")
    tell(OVER)
    assert grades_told() == {"1": "P", "2": "D"}


def test_a_release_lets_them_be_read_early_and_leaves_the_embargo(
    entry, june, load, centre, exams_officer, board_administrator
):
    load(line(entry), at=BEFORE - timedelta(days=2))
    shown = queries.shown_of_release(june)
    assert shown["Under embargo for most at the centres until"] == "14 August 2026, 08:00"

    release = {"series": june, "because": "Offers wait.", "by": board_administrator}
    commands.release_results(**release, at=BEFORE - timedelta(days=1), seen={str(june): shown})
    tell(BEFORE)

    assert grades_told() == {}
    assert read_by(exams_officer, BEFORE, centre) == {"1": "M"}
    with pytest.raises(ReleaseRefused, match="under an embargo until 14 August 2026, 08:00"):
        commands.release_results(**release, at=BEFORE)


def test_what_some_have_read_is_not_taken_back(entry, load, processor):
    file = load(line(entry))

    with pytest.raises(TooLate, match="are out, so those of this file are read"):
        commands.cancel_exam_file(file=file, by=processor, at=AFTER)


def test_the_pages_show_them_to_an_exams_officer(
    entry, june, today, load, centre, exams_officer, sign_in
):
    load(line(entry), line(entry, "2", "D#"))
    june.refresh_from_db()
    client = sign_in(exams_officer)

    def get(name, **asked):
        answer = client.get(reverse(f"results:{name}", args=[centre.number]), asked)
        return b"".join(answer) if answer.streaming else answer.content

    page = " ".join(get("embargo").decode().split())
    assert entry.candidate.name in page and "D#" in page
    assert f"are under an embargo until {june.results_come}" in page
    assert "for Centre Administrator or Exams Officer alone" in page
    assert june.embargo_on_candidates in page
    assert "Under embargo" in get("test_results").decode()
    assert "D#" in get("embargo_export").decode()
    [sheet] = load_workbook(BytesIO(get("embargo_export", **{"as": "xlsx"})), read_only=True)
    told = [row[5:7] for row in sheet.iter_rows(values_only=True)]
    assert told == [("Result", "Mark"), ("M", None), ("D#", None)]
    [paper] = PdfReader(BytesIO(get("embargo_statements"))).pages
    told = " ".join(paper.extract_text().split())
    assert "not to be given to candidates before" in told and "D#" in told


def test_whoever_may_not_read_them_early_has_no_such_pages(
    entry, today, load, centre, tutor, sign_in
):
    load(line(entry))
    client = sign_in(tutor)

    for name in ("embargo", "embargo_export", "embargo_statements"):
        assert client.get(reverse(f"results:{name}", args=[centre.number])).status_code == 403
    listed = client.get(reverse("results:test_results", args=[centre.number])).content.decode()
    assert "Under embargo" not in listed


def test_as_many_queries_for_one_as_for_several(
    entry, today, june, load, centre, exams_officer, sign_in
):
    client, place = sign_in(exams_officer), reverse("results:embargo", args=[centre.number])
    load(line(entry))
    client.get(place)
    with CaptureQueriesContext(connection) as for_one:
        client.get(place)
    more = [factory.an_entry(centre, offers.qualification(DIPLOMA)) for _ in range(4)]
    for one in more:
        enter(one, june)
    load(*map(line, more))
    with CaptureQueriesContext(connection) as for_several:
        client.get(place)

    assert HeldResult.objects.count() == 5
    assert len(for_several) == len(for_one)


def test_until_candidates_may_be_told_every_page_and_paper_says_so(
    entry, june, load, centre, tutor, sign_in
):
    load(line(entry))
    later = timezone.localdate() + timedelta(days=3)
    Series.objects.filter(pk=june.pk).update(candidates_on=later)
    tell(OVER)
    said, client = Series.objects.get(pk=june.pk).embargo_on_candidates, sign_in(tutor)

    for name, args in (
        ("results:test_results", []),
        ("results:by_candidate", []),
        ("tracker:candidate", [entry.candidate.ocr_number]),
    ):
        page = client.get(reverse(name, args=[centre.number, *args])).content.decode()
        assert said in " ".join(page.split()), name
    place = reverse("results:statement", args=[centre.number, entry.candidate.ocr_number])
    [paper] = PdfReader(BytesIO(b"".join(client.get(place)))).pages
    assert said in " ".join(paper.extract_text().split())
    [told] = client.get(reverse("results:api", args=[centre.number])).json()["results"]
    assert told["not_for_candidates_before"].startswith(f"{later}T08:00")


def test_where_the_board_says_nothing_of_candidates_no_page_does(
    entry, june, load, centre, tutor, sign_in
):
    load(line(entry))
    tell(OVER)
    client = sign_in(tutor)

    page = client.get(reverse("results:test_results", args=[centre.number])).content.decode()
    [told] = client.get(reverse("results:api", args=[centre.number])).json()["results"]

    assert "not to be given to candidates" not in page
    assert queries.not_for_candidates(centre, OVER) == []
    assert told["not_for_candidates_before"] is not None  # of an embargo that is over
    assert UnitResult.objects.count() == 1


def test_two_records_of_one_person_are_read_as_one(entry, june, load, centre, other_centre):
    officer = accounts.with_role(Role.EXAMS_OFFICER, other_centre)
    theirs = factory.an_entry(other_centre, offers.qualification(DIPLOMA))
    enter(theirs, june)
    load(line(entry), line(theirs, "2", "D"))

    assert read_by(officer, AFTER, other_centre) == {"2": "D"}
