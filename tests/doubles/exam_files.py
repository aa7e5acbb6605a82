"""What the board's staff send about files of exam results."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from results import commands, exam_file
from results.models import HeldResult
from tests.doubles.scene import sending
from tests.factories import catalogue
from tests.factories import entries as make


@sending("results.examfile:import_exam_results")
def exam_results(scene):
    entry, exam = make.an_entry(scene.centre), catalogue.unit(1)
    series = catalogue.a_series(2026, 6)
    make.a_unit_entry(entry, exam, series)
    row = f"2026-06,{entry.candidate.ocr_number},05839,{exam.number},M"
    content = f"{exam_file.HEADER_LINE}\n{row}\n".encode()
    address = reverse("admin:results_examfile_import_exam_results")
    files = {"file": lambda: SimpleUploadedFile("results.csv", content)}
    return scene.sends(scene.board, address, files)


def an_exam_file(scene):
    """A file of exam results that waits to be confirmed."""
    entry, exam = make.an_entry(scene.centre), catalogue.unit(1)
    make.a_unit_entry(entry, exam, catalogue.a_series(2026, 6))
    row = f"2026-06,{entry.candidate.ocr_number},05839,{exam.number},M"
    text, at = f"{exam_file.HEADER_LINE}\n{row}\n", timezone.now()
    file = commands.send_exam_file(name="june.csv", text=text, by=scene.board, at=at)
    commands.work_exam_file(file, at=at)
    file.refresh_from_db()
    return file


@sending("results.examfile:confirm")
def an_exam_file_confirmed(scene):
    return scene.acts(an_exam_file(scene), "confirm", _=True)


@sending("results.examfile:cancel")
def an_exam_file_cancelled(scene):
    return scene.acts(an_exam_file(scene), "cancel")


def an_exam_entry(scene):
    """An entry for an exam of a series that has begun."""
    entry, exam = make.an_entry(scene.centre), catalogue.unit(1)
    return make.a_unit_entry(entry, exam, catalogue.a_series(2026, 6))


@sending("entries.unitentry:mark_attendance")
def attendance_marked(scene):
    return scene.acts(an_exam_entry(scene), "mark_attendance", mark="absent")


@sending("results.attendance:import_attendance")
def attendance_imported(scene):
    entry = an_exam_entry(scene)
    row = f"2026-06,{entry.candidate.ocr_number},05839,{entry.unit.number},absent"
    content = f"{exam_file.ATTENDANCE.header_line}\n{row}\n".encode()
    files = {"file": lambda: SimpleUploadedFile("attendance.csv", content)}
    return scene.sends(scene.board, reverse("admin:results_attendance_import_attendance"), files)


def a_held_result(scene, **fields):
    """A result of an exam of the centre's that is not told yet."""
    entry = an_exam_entry(scene)
    made = {"held_at": timezone.now(), "held_by": scene.board, "number": entry.unit.number}
    return HeldResult.objects.create(
        candidate=entry.candidate,
        unit=entry.unit,
        centre=entry.centre,
        qualification=entry.qualification,
        series=entry.series,
        grade="M",
        **made,
        **fields,
    )


@sending("results.heldresult:try_again")
def a_held_result_tried_again(scene):
    held = a_held_result(scene, problem="It was withdrawn.", remedy="Enter again.")
    return scene.acts(held, "try_again")


@sending("results.heldresult:drop")
def a_held_result_dropped(scene):
    return scene.acts(a_held_result(scene), "drop", because="Of somebody else.")


@sending("catalogue.series:release_results")
def a_series_released(scene):
    series = catalogue.a_series(2030 + scene.place % 60, 1)
    return scene.acts(series, "release_results", because="Universities wait for them.")
