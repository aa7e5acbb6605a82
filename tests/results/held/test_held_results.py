"""Exam results of a series are held until its day and hour, and told then."""

import pytest

from entries.models import AwardDue
from interchange.audit.models import Event
from interchange.catalogue.models import Series
from interchange.notifications.models import Message
from results import commands
from results.commands.exam_files.sending import TooLate
from results.exam_file import HEADER_LINE
from results.exam_file_states import Status
from results.models import ExamFile, HeldResult, UnitResult
from tests.results.held.files import AFTER, BEFORE, grades_told, line, tell

pytestmark = pytest.mark.slow


def test_before_its_day_nothing_comes_of_a_file_but_what_the_board_holds(entry, load):
    file = load(line(entry), line(entry, "2", "Q"), line(entry, "3", "absent"))

    assert file.status == Status.HELD
    assert HeldResult.objects.count() == 3
    assert not UnitResult.objects.exists()
    assert not Message.objects.exists()
    assert not AwardDue.objects.exists()
    hidden = Event.objects.filter(name__in=["examfile.hold", "series.hold_results"])
    assert {*hidden.values_list("name", flat=True)} == {"examfile.hold", "series.hold_results"}
    assert all("loaded" not in one.detail and "new" not in one.detail for one in hidden)


def test_nothing_is_told_a_minute_before_the_hour_and_everything_at_it(entry, load, centre):
    file = load(line(entry), line(entry, "2", "Q"))

    tell(BEFORE)
    assert not UnitResult.objects.exists()
    tell(AFTER)

    assert grades_told() == {"1": "M", "2": "Q"}
    assert not HeldResult.objects.exists()
    assert {one.banked_at for one in UnitResult.objects.all()} == {AFTER}
    assert ExamFile.objects.get(pk=file.pk).status == Status.LOADED
    letter = Message.objects.get()
    assert (letter.to, letter.template) == (centre.email, "results/exam_results")
    assert "2 exam results" in letter.body
    assert AwardDue.objects.filter(entry=entry).exists()
    assert Event.objects.get(name="series.tell_results").detail["loaded"] == 2


def test_told_once_however_often_it_is_asked(entry, load):
    load(line(entry))

    for _ in range(3):
        tell(AFTER)

    assert (UnitResult.objects.count(), Message.objects.count()) == (1, 1)


def test_a_file_after_the_moment_is_told_at_once(entry, load):
    file = load(line(entry), at=AFTER)

    assert file.status == Status.LOADED
    assert grades_told() == {"1": "M"}


def test_a_correction_before_the_day_corrects_what_is_held_and_no_centre_reads_of_it(entry, load):
    load(line(entry, grade="P"), line(entry, "2"))
    second = load(line(entry, grade="D"), line(entry, "2"), cause="Marked again.")

    assert (second.counts["corrected"], second.counts["already"]) == (1, 1)
    assert [(one.before, one.after) for one in second.judged.filter(number=2)] == [("P", "D")]
    tell(AFTER)

    assert grades_told() == {"1": "D", "2": "M"}
    assert not UnitResult.objects.exclude(supersedes=None).exists()
    assert "corrected" not in Message.objects.get().body
    assert {one.status for one in ExamFile.objects.all()} == {Status.LOADED}


def test_what_was_told_before_is_corrected_on_the_day_with_the_cause_of_the_file(
    entry, june, load, service
):
    Series.objects.filter(pk=june.pk).update(released_at=BEFORE)
    commands.import_exam_results(f"{HEADER_LINE}\n{line(entry)}", by=service, at=BEFORE)
    Series.objects.filter(pk=june.pk).update(released_at=None)

    load(line(entry, grade="D"), cause="Marked again.")
    assert grades_told() == {"1": "M"}
    tell(AFTER)

    assert grades_told() == {"1": "D"}
    assert UnitResult.objects.standing().get().cause == "Marked again."
    assert "from M to D" in Message.objects.latest("pk").body


def test_a_file_that_comes_while_held_results_are_told_takes_their_place(entry, load):
    load(line(entry, grade="P"))

    load(line(entry, grade="D"), at=AFTER, cause="Marked again.")
    tell(AFTER)

    assert grades_told() == {"1": "D"}
    assert UnitResult.objects.count() == 1


def test_cancelling_takes_back_what_is_held_and_the_earlier_file_counts_again(
    entry, load, processor
):
    load(line(entry, grade="P"))
    second = load(line(entry, grade="D"), line(entry, "2"), cause="Marked again.")

    commands.cancel_exam_file(file=second, by=processor, at=BEFORE)
    tell(AFTER)

    second.refresh_from_db()
    assert (second.status, second.notes) == (Status.CANCELLED, ["2 held results taken back."])
    assert grades_told() == {"1": "P"}


def test_nothing_is_cancelled_once_its_results_are_out(entry, load, processor):
    file = load(line(entry))

    with pytest.raises(TooLate, match="are out"):
        commands.cancel_exam_file(file=file, by=processor, at=AFTER)


def test_a_series_without_a_results_day_is_refused_with_who_must_set_it(entry, june, load):
    Series.objects.filter(pk=june.pk).update(results_on=None)

    file = load(line(entry))

    assert file.status == Status.REFUSED
    [refused] = file.judged.all()
    assert "has no results day" in refused.problem
    assert "board administrator" in refused.remedy
