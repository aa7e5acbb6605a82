"""Exams with marks: entered boundaries make the grades, and others make a list of corrections."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from interchange.audit.models import Event
from interchange.catalogue.models import MarkBoundaries
from interchange.notifications.models import Message
from results import commands
from results.exam_file import BOUNDARIES_LINE, MARKED_LINE, FileRefused, LinesRefused
from results.exam_file_states import Status
from results.models import HeldResult, UnitResult
from tests.factories.results import DIPLOMA
from tests.results.held.files import AFTER, BEFORE, confirm, grades_told, tell

pytestmark = pytest.mark.slow
FIRST, LATER = "60,48,40,32,26", "60,50,44,32,26"


@pytest.fixture
def announce(board_administrator):
    """A function that enters the boundaries of a unit's exam in June 2026."""

    def announce(figures=FIRST, at=BEFORE, unit="1"):
        text = f"{BOUNDARIES_LINE}\n2026-06,{DIPLOMA},{unit},{figures}\n"
        more = {"source": "Notice 5", "provisional": False}
        return commands.load_boundaries(text, by=board_administrator, at=at, **more)

    return announce


@pytest.fixture
def load(processor):
    """A function that sends marks as a file, and has it loaded if it can be."""

    def load(*lines, at=BEFORE):
        text = "\n".join([MARKED_LINE, *lines])
        file = commands.send_exam_file(name="june.csv", text=text, by=processor, at=at)
        return confirm(file, processor, at)

    return load


def line(entry, mark, unit="1", grade=""):
    return f"2026-06,{entry.candidate.ocr_number},{DIPLOMA},{unit},{grade},{mark}"


def in_force():
    return MarkBoundaries.objects.order_by("number").last()


def test_a_mark_is_held_and_told_with_the_grade_that_follows(entry, announce, load):
    announce()

    file = load(line(entry, 43))

    assert [one.after for one in file.judged.all()] == ["M (43)"]
    assert HeldResult.objects.get().shown == "M (43)"
    tell(AFTER)
    told = UnitResult.objects.get()
    assert (told.grade, told.mark) == ("M", 43)


def test_a_mark_without_boundaries_is_refused_by_its_line(entry, load):
    file = load(line(entry, 43))

    assert file.status == Status.REFUSED
    assert "Nobody has entered the boundaries" in file.judged.get().problem
    assert not HeldResult.objects.exists()


def test_the_centre_reads_the_mark_and_its_boundary_once_it_is_told(
    entry, announce, load, centre, tutor, client, sign_in
):
    announce()
    load(line(entry, 43))
    sign_in(tutor)
    page = reverse("results:test_results", args=[centre.number])
    assert "43 of 60" not in client.get(page).content.decode()

    tell(AFTER)

    assert "43 of 60 marks, M from 40" in client.get(page).content.decode()


def test_boundaries_entered_again_count_from_then_on_and_the_same_are_none(announce, entry, load):
    assert [announce(), announce(), announce(LATER)] == [1, 0, 1]

    load(line(entry, 43))

    assert HeldResult.objects.get().grade == "P"
    assert [one.number for one in MarkBoundaries.objects.order_by("number")] == [1, 2]
    assert Event.objects.filter(name="markboundaries.enter").count() == 2


def test_other_boundaries_change_nothing_before_the_board_confirms_the_list(
    entry, announce, load, processor
):
    announce()
    load(line(entry, 43), at=AFTER)
    announce(LATER, at=AFTER)
    assert grades_told() == {"1": "M"}

    file = commands.grade_again(boundaries=in_force(), by=processor, at=AFTER)
    commands.work_exam_file(file, at=AFTER)
    [change] = file.judged.all()
    assert (change.before, change.after) == ("M (43)", "P (43)")
    assert grades_told() == {"1": "M"}
    confirm(file, processor, AFTER, cause="The boundaries were announced again.")

    assert grades_told() == {"1": "P"}
    letter = Message.objects.filter(template="results/exam_results").latest("pk")
    assert "from M (43) to P (43)" in letter.body
    with pytest.raises(commands.NothingToGrade):
        commands.grade_again(boundaries=in_force(), by=processor, at=AFTER)


def test_what_is_held_is_graded_again_before_it_is_told(entry, announce, load, processor):
    announce()
    load(line(entry, 43))
    announce(LATER)

    file = commands.grade_again(boundaries=in_force(), by=processor, at=BEFORE)
    confirm(file, processor, BEFORE, cause="The boundaries were announced again.")
    tell(AFTER)

    assert grades_told() == {"1": "P"}


def test_what_the_boundaries_of_now_contradict_stays_held_with_what_to_do(
    entry, announce, load, processor
):
    announce()
    load(line(entry, 43))
    announce(LATER)

    tell(AFTER)

    held = HeldResult.objects.get()
    assert "43 marks are P" in held.problem
    assert "Make a file of corrections" in held.remedy
    file = commands.grade_again(boundaries=in_force(), by=processor, at=AFTER)
    confirm(file, processor, AFTER, cause="The boundaries were announced again.")
    assert grades_told() == {"1": "P"}
    assert not HeldResult.objects.exists()


def test_the_mark_of_a_grade_that_stands_keeps_the_boundary_of_then(
    entry, announce, load, tutor, centre, client, sign_in
):
    announce()
    load(line(entry, 45), at=AFTER)
    announce("60,50,46,32,26", at=AFTER)
    sign_in(tutor)

    page = client.get(reverse("results:test_results", args=[centre.number]))

    assert "45 of 60 marks, M from 40" in page.content.decode()


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        ("60,48,48,32,26", "do not fall"),
        ("40,48,40,32,26", "48 marks of 40"),
        ("60,48,40,32,", "R"),
    ],
)
def test_boundaries_that_cannot_be_are_refused_and_none_is_entered(announce, june, figures, says):
    with pytest.raises(LinesRefused) as refusal:
        announce(figures)

    assert any(says in one for one in refusal.value.sentences)
    assert not MarkBoundaries.objects.exists()


def test_boundaries_of_what_is_no_exam_are_refused(announce, june):
    with pytest.raises(LinesRefused) as refusal:
        announce(unit="4")

    assert "has no exam that is marked" in refusal.value.sentences[-1]


def test_only_the_catalogues_administrators_enter_boundaries(processor, june):
    with pytest.raises(PermissionDenied):
        commands.load_boundaries("", source="", provisional=True, by=processor, at=BEFORE)


def test_a_file_of_something_else_is_no_file_of_boundaries(board_administrator, june):
    with pytest.raises(FileRefused):
        commands.load_boundaries("a,b", source="", provisional=True, by=board_administrator, at=0)


def test_the_board_enters_boundaries_on_a_page_and_reads_what_is_wrong(
    june, board_administrator, client, sign_in, catalogue
):
    sign_in(board_administrator)
    page = reverse("admin:catalogue_markboundaries_enter_boundaries")
    typed = {
        "series": june.pk,
        "qualification": DIPLOMA,
        "number": "01",
        "maximum": 60,
        "distinction": 48,
        "merit": 48,
        "passed": 32,
        "near_pass": 26,
        "source": "Notice 5",
    }

    refused = client.post(page, typed)
    assert "D from 48 and M from 48 marks do not fall." in refused.content.decode()
    done = client.post(page, {**typed, "merit": 40}, follow=True)

    assert "60 marks: D from 48, M from 40" in done.content.decode()
    one = in_force()
    assert (one.merit, one.unit.number, one.provisional) == (40, "1", False)
    shown = client.get(reverse("admin:catalogue_markboundaries_change", args=[one.pk]))
    assert "every mark has the grade that follows" in shown.content.decode()
