"""What the board's staff do about boundaries of marks."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from interchange.catalogue.models import MarkBoundaries
from results import commands, exam_file
from results.models import UnitResult
from tests.doubles.exam_files import an_exam_entry
from tests.doubles.scene import sending
from tests.factories import catalogue

ANNOUNCED = {"source": "Notice 5", "provisional": "on"}


def a_series(scene):
    """A series that nobody of another scene names."""
    return catalogue.a_series(2031 + scene.place % 60, 6)


@sending("catalogue.markboundaries:enter_boundaries")
def boundaries_entered(scene):
    return scene.sends(
        scene.board,
        reverse("admin:catalogue_markboundaries_enter_boundaries"),
        series=a_series(scene).pk,
        qualification="05842",
        number="1",
        maximum="60",
        distinction="48",
        merit="40",
        passed="32",
        near_pass="26",
        **ANNOUNCED,
    )


@sending("catalogue.markboundaries:load_boundaries")
def boundaries_loaded(scene):
    series = a_series(scene)
    content = f"{exam_file.BOUNDARIES_LINE}\n{series.code},05842,1,60,48,40,32,26\n".encode()
    files = {"file": lambda: SimpleUploadedFile("boundaries.csv", content)}
    address = reverse("admin:catalogue_markboundaries_load_boundaries")
    return scene.sends(scene.board, address, files, **ANNOUNCED)


@sending("catalogue.markboundaries:grade_again")
def an_exam_graded_again(scene):
    entry, at = an_exam_entry(scene), timezone.now()
    UnitResult.objects.create(
        candidate=entry.candidate,
        unit=entry.unit,
        centre=entry.centre,
        qualification=entry.qualification,
        series=entry.series,
        grade="M",
        mark=10,
        banked_at=at,
        banked_by=scene.board,
    )
    row = f"2026-06,{entry.qualification.code},{entry.unit.number},60,48,40,32,26"
    text = f"{exam_file.BOUNDARIES_LINE}\n{row}\n"
    more = {"source": "Notice 5", "provisional": True}
    commands.load_boundaries(text, by=scene.board, at=at, **more)
    return scene.acts(MarkBoundaries.objects.latest("pk"), "grade_again")
