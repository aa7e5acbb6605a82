"""Files of results are made from what stands, kept as made, and say what came since the last."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from interchange.audit.models import Event
from results import commands, queries, results_file
from results.models import ResultsFile, UnitResult
from results.results_file import ResultsYear, heading
from tests.factories import catalogue as offers
from tests.factories import entries as make
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE

SUMMER, THIS = ResultsYear(2025), ResultsYear(2026)
pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(centre, catalogue):
    candidate = held.a_candidate_with_uci(centre)
    return make.an_entry(centre, offers.qualification(DIPLOMA), candidate=candidate)


@pytest.fixture
def files(centre, exams_officer, at):
    """A function that makes the files of a year, and gives them by kind."""

    def made(year=SUMMER, under="september", *, after=0):
        found = commands.make_results_files(
            centre=centre,
            year=year,
            heading=heading(under),
            by=exams_officer,
            at=at + timedelta(hours=after),
        )
        return {one.kind: one for one in found}

    return made


def details(file):
    """The (option, grade, partial) of each result, as our own reader has them."""
    read = results_file.read(
        bytes(file.content), file.name, on=file.made_at.date(), centre=file.centre.number
    )
    assert not read.problems
    return [(one["option"], one["grade"], one["partial"].strip()) for one in read.details]


@pytest.mark.slow
def test_units_and_qualifications_go_into_files_apart(entry, files, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)

    made = files(THIS)

    assert details(made["qualifications"]) == [(f"{DIPLOMA}A", "DD", "")]  # the first pathway
    assert ("584204", "M", "") in details(made["units"])
    assert {one.name[:8] for one in made.values()} == {f"R{entry.centre.number}72"}
    assert len({one.name for one in made.values()}) == 2


@pytest.mark.slow
def test_exams_are_of_the_year_of_their_series_and_claims_of_their_day(entry, files):
    held.hold([entry], {"1": "M", "4": "D"}, due=False)

    assert details(files()["units"]) == [("584201", "M", "")]
    assert details(files(THIS)["units"]) == [("584204", "D", "")]


@pytest.mark.slow
def test_the_summer_file_has_the_same_results_under_another_series(entry, files):
    held.hold([entry], {"1": "M"}, due=False)

    september, summer = files()["units"], files(under="summer")["units"]

    assert (str(september.series), str(summer.series)) == ("9N25", "6N26")
    assert details(september) == details(summer)
    assert b"6N26" in bytes(summer.content) and b"9N25" not in bytes(summer.content)


@pytest.mark.slow
@pytest.mark.parametrize(("grade", "code"), [("absent", "X"), ("X", "X"), ("Q", "Q"), ("R", "R")])
def test_an_exam_without_a_grade_says_why_by_its_code(entry, files, grade, code):
    held.hold([entry], {"1": grade}, due=False)

    made = files()["units"]

    assert details(made) == [("584201", code, "")]
    assert made.lines.get().grade == grade


@pytest.mark.slow
def test_a_partial_absence_stands_beside_the_grade(entry, files):
    [result] = held.hold([entry], {"1": "M"}, due=False)
    with transaction.atomic():
        series = offers.a_series(2026, 1)
        UnitResult.objects.create(
            candidate=result.candidate,
            unit=entry.qualification.units.get(number="2"),
            centre=entry.centre,
            qualification=entry.qualification,
            grade="P",
            partly_absent=True,
            series=series,
            banked_at=result.banked_at,
            banked_by=result.banked_by,
        )

    assert details(files()["units"]) == [("584201", "M", ""), ("584202", "P", "#")]


@pytest.mark.slow
def test_of_two_sittings_of_a_year_the_better_one_is_told(entry, files):
    held.hold([entry], {"1": "M"}, due=False)
    held.hold([entry], {"1": "R"}, series=offers.a_series(2026, 1), due=False)

    assert details(files()["units"]) == [("584201", "M", "")]


@pytest.mark.slow
def test_who_has_no_uci_is_listed_before_and_left_out_of_the_file(entry, files, centre):
    other = make.an_entry(centre, entry.qualification)
    held.hold([entry, other], {"1": "M"}, due=False)

    assert list(queries.without_uci(centre, SUMMER)) == [other.candidate]
    made = files()["units"]

    assert (made.records, made.left_out) == (1, 1)
    left = made.lines.get(change="left_out")
    assert left.candidate == other.candidate
    assert left.because.startswith("No UCI")


@pytest.mark.slow
def test_a_late_result_makes_a_new_file_that_says_what_is_new_and_changed(
    entry, files, processor, at
):
    [result] = held.hold([entry], {"1": "P"}, due=False)
    first = files()["units"]
    held.hold([entry], {"2": "D"}, due=False)
    commands.correct(
        result=result, grade="M", cause="Marks were added up wrongly", by=processor, at=at
    )

    second = files(after=1)["units"]

    assert second.follows == first
    assert (second.new, second.changed, second.gone) == (1, 1, 0)
    assert second.lines.get(change="changed").before == "P"
    assert second.sequence == first.sequence + 1
    assert bytes(ResultsFile.objects.get(pk=first.pk).content) == bytes(first.content)


@pytest.mark.slow
def test_a_uci_that_is_given_brings_the_candidate_into_the_next_file(entry, files, centre):
    held.hold([entry], {"1": "P"}, due=False)
    uci, entry.candidate.uci = entry.candidate.uci, ""
    entry.candidate.save()
    with pytest.raises(commands.ResultsFileRefused, match="no UCI"):
        files()
    entry.candidate.uci = uci
    entry.candidate.save()

    assert files()["units"].new == 1


@pytest.mark.slow
def test_a_file_that_would_tell_nothing_else_is_not_made_again(entry, files):
    held.hold([entry], {"1": "P"}, due=False)
    first = files()["units"]

    with pytest.raises(commands.ResultsFileRefused, match=f"since {first.name} was made"):
        files(after=1)
    assert ResultsFile.objects.count() == 1


@pytest.mark.slow
def test_results_that_came_about_at_another_centre_are_in_no_file(entry, files, other_centre):
    held.hold([entry], {"1": "P"}, due=False)
    there = make.an_entry(other_centre, entry.qualification, candidate=entry.candidate)
    held.hold([there], {"2": "D"}, due=False)

    assert details(files()["units"]) == [("584201", "P", "")]


@pytest.mark.slow
def test_the_trail_tells_who_made_a_file_and_nobody_changes_it(entry, files, exams_officer):
    held.hold([entry], {"1": "P"}, due=False)
    made = files()["units"]

    event = Event.objects.get(name="resultsfile.make")
    assert (event.by, event.detail["digest"]) == (exams_officer, made.digest)
    with pytest.raises(DatabaseError), transaction.atomic():
        ResultsFile.objects.filter(pk=made.pk).update(name="R1.X01")


@pytest.mark.slow
def test_a_stranger_makes_none(centre, stranger, at):
    with pytest.raises(PermissionDenied):
        commands.make_results_files(
            centre=centre, year=SUMMER, heading=heading("summer"), by=stranger, at=at
        )


@pytest.mark.slow
def test_who_only_reads_results_makes_none(centre, post_result_read, at):
    with pytest.raises(PermissionDenied):
        commands.make_results_files(
            centre=centre, year=SUMMER, heading=heading("summer"), by=post_result_read, at=at
        )
