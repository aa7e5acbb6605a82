"""The board releases what is held before its day; what cannot be told waits for the board."""

import pytest
from django.core.exceptions import PermissionDenied

from entries.models import Candidate, UnitEntry
from interchange.audit.models import Event
from interchange.notifications.models import Message
from interchange.shown import ShownOtherwise
from results import commands, queries
from results.commands import releasing
from results.commands.releasing import ReleaseRefused
from results.exam_file import HEADER_LINE
from results.exam_file_states import Status
from results.models import ExamFile, HeldResult, UnitResult
from results.rules import ResultRefused
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories.results import DIPLOMA
from tests.results.held.files import AFTER, BEFORE, enter, grades_told, line, tell

pytestmark = pytest.mark.slow


def test_the_board_releases_a_series_before_its_day(entry, june, load, board_administrator):
    load(line(entry))
    seen = {str(june): queries.shown_of_release(june)}

    commands.release_results(
        series=june, because="Offers wait.", by=board_administrator, at=BEFORE, seen=seen
    )
    tell(BEFORE)

    assert grades_told() == {"1": "M"}
    june.refresh_from_db()
    assert (june.released_at, june.release_reason) == (BEFORE, "Offers wait.")
    detail = Event.objects.get(name="series.release_results").detail
    assert detail["because"] == "Offers wait."
    assert detail["Results that would be told at once"] == "1"
    with pytest.raises(ReleaseRefused, match="out already"):
        commands.release_results(series=june, because="x", by=board_administrator, at=BEFORE)


def test_what_is_released_is_not_said_to_be_held_until_its_day(
    entry, june, load, board_administrator
):
    load(line(entry))
    [one] = HeldResult.objects.all()
    assert queries.held_in_words(june, BEFORE) == "1 of 1 centre, until 13 August 2026, 08:00"
    assert one.until == "held until 13 August 2026, 08:00"

    commands.release_results(series=june, because="Offers wait.", by=board_administrator, at=BEFORE)

    june.refresh_from_db()
    assert queries.held_in_words(june, BEFORE) == "1 of 1 centre, being told now"
    assert HeldResult.objects.get().until == "released: being told now"


def test_who_brings_results_does_not_release_them(june, processor):
    with pytest.raises(PermissionDenied):
        commands.release_results(series=june, because="x", by=processor, at=BEFORE)


def test_a_release_tells_what_was_shown_or_nothing(entry, june, load, board_administrator):
    seen = {str(june): queries.shown_of_release(june)}
    load(line(entry))

    with pytest.raises(ShownOtherwise):
        commands.release_results(
            series=june, because="Offers wait.", by=board_administrator, at=BEFORE, seen=seen
        )


def test_a_release_needs_a_reason(june, board_administrator):
    with pytest.raises(ReleaseRefused, match="Say why"):
        commands.release_results(series=june, because=" ", by=board_administrator, at=BEFORE)


def test_what_cannot_land_stays_held_with_why_and_keeps_nothing_else(
    entry, june, load, processor, centre
):
    other = factory.an_entry(centre, offers.qualification(DIPLOMA))
    enter(other, june)
    file = load(line(entry), line(other))
    UnitEntry.objects.filter(candidate=other.candidate).update(status="withdrawn")

    tell(AFTER)

    assert UnitResult.objects.get().candidate == entry.candidate
    left = HeldResult.objects.get()
    assert "was withdrawn from this exam" in left.problem
    assert "Enter again" in left.remedy
    assert ExamFile.objects.get(pk=file.pk).status == Status.HELD

    UnitEntry.objects.filter(candidate=other.candidate).update(status="entered")
    commands.try_to_tell(held=left, by=processor, at=AFTER)
    tell(AFTER)

    assert UnitResult.objects.count() == 2
    assert ExamFile.objects.get(pk=file.pk).status == Status.LOADED


def test_what_is_dropped_is_never_told(entry, load, processor):
    load(line(entry))
    one = HeldResult.objects.get()

    commands.drop_held(held=one, because="Not theirs.", by=processor, at=BEFORE)
    tell(AFTER)

    assert not UnitResult.objects.exists()
    assert Event.objects.get(name="heldresult.drop").detail == {"because": "Not theirs."}


def test_a_file_of_which_everything_was_dropped_is_not_called_loaded(entry, load, processor):
    file = load(line(entry))

    commands.drop_held(
        held=HeldResult.objects.get(), because="Not theirs.", by=processor, at=BEFORE
    )
    tell(BEFORE)

    file.refresh_from_db()
    assert file.status == Status.CANCELLED
    assert (file.changes, file.counts["dropped"]) == (0, 1)
    assert file.judged.get().outcome == "dropped"


def test_a_file_counts_what_was_told_of_it(entry, load, processor):
    file = load(line(entry), line(entry, "2"))
    dropped = HeldResult.objects.get(number="2")

    commands.drop_held(held=dropped, because="Not theirs.", by=processor, at=BEFORE)
    tell(BEFORE)
    file.refresh_from_db()
    assert file.status == Status.HELD
    tell(AFTER)

    file.refresh_from_db()
    assert (file.status, file.counts["new"], file.counts["dropped"]) == (Status.LOADED, 1, 1)


def test_an_absence_before_a_new_entry_answers_nothing_on_the_day(entry, load):
    load(line(entry, grade="absent"))
    UnitEntry.objects.filter(candidate=entry.candidate).update(made_at=AFTER)

    tell(AFTER)

    assert not UnitResult.objects.exists()
    assert "entered again after this absence" in HeldResult.objects.get().problem


def test_each_centre_has_its_results_and_its_letter_by_itself(
    entry, june, load, other_centre, centre, monkeypatch
):
    monkeypatch.setattr(releasing, "PIECE", 1)
    theirs = factory.an_entry(other_centre, offers.qualification(DIPLOMA))
    enter(theirs, june)
    load(line(entry), line(entry, "2"), line(theirs))

    assert commands.tell_held(at=AFTER)
    assert UnitResult.objects.count() in (1, 2)  # one centre's, whole
    assert Message.objects.count() == 1
    tell(AFTER)

    assert UnitResult.objects.count() == 3
    assert {one.to for one in Message.objects.all()} == {centre.email, other_centre.email}


def test_a_centre_of_which_telling_fails_keeps_nobody_else_waiting(
    entry, june, load, other_centre, monkeypatch
):
    theirs = factory.an_entry(other_centre, offers.qualification(DIPLOMA))
    enter(theirs, june)
    load(line(entry), line(theirs))
    bring = releasing.bring

    def breaking(rows, *args, **how):
        if any(row.ocr_number == entry.candidate.ocr_number for row in rows):
            raise ZeroDivisionError
        return bring(rows, *args, **how)

    monkeypatch.setattr(releasing, "bring", breaking)

    tell(AFTER)

    assert UnitResult.objects.get().candidate == theirs.candidate
    assert "could not be told" in HeldResult.objects.get().problem


def test_two_records_of_one_person_that_differ_wait_for_the_board(entry, june, load, other_centre):
    other = factory.an_entry(other_centre, offers.qualification(DIPLOMA))
    enter(other, june)
    load(line(entry), line(other, grade="D"))
    Candidate.objects.filter(pk=other.candidate_id).update(merged_into=entry.candidate_id)

    tell(AFTER)

    assert not UnitResult.objects.exists()
    assert {one.problem for one in HeldResult.objects.all()} == {releasing.TWO_RECORDS}


def test_what_is_held_is_there_already_for_a_command_line_too(entry, load, processor):
    load(line(entry))

    text = f"{HEADER_LINE}\n{line(entry)}\n{line(entry, '2')}"
    report = commands.import_exam_results(text, by=processor, at=BEFORE)

    assert (report.loaded, report.already, report.held) == (1, 1, 1)
    assert "held until results day" in report.sentence


def test_no_decision_tells_an_exam_before_its_day(entry, june, processor):
    unit = {"candidate": entry.candidate, "centre": entry.centre, "number": "1", "grade": "M"}
    unit |= {
        "qualification": entry.qualification,
        "series": june,
        "reason": "The script was found.",
    }

    with pytest.raises(ResultRefused, match="come out on 13 August 2026, 08:00"):
        commands.bank_unit(**unit, by=processor, at=BEFORE)

    commands.bank_unit(**unit, by=processor, at=AFTER)
    assert grades_told() == {"1": "M"}
