"""What the board's administrators add by hand, and send on pages of their own."""

from datetime import date, timedelta
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from entries.models import Approval
from interchange.accounts.roles import Role
from interchange.catalogue.models import OtherBodyUnits, Qualification, Subject
from results import exam_file
from tests.doubles.scene import sending
from tests.factories import accounts, catalogue
from tests.factories import entries as make

NAMED = {"title": "Something new", "source": "a letter"}


def taken():
    """The qualifications that are known to take units of another body."""
    return OtherBodyUnits.objects.values("qualification")


def of_a_day(scene, name="from_on"):
    """A day that nobody of another scene names."""
    return {name: (date(2030, 1, 1) + timedelta(days=scene.place)).isoformat()}


ADDED = {
    "accounts.centre": lambda scene: {
        "number": f"{70_000 + scene.place}",
        "name": "New School",
        "email": "new@school.example",
    },
    "accounts.user": lambda scene: {"name": "Nia", "email": f"nia{scene.place}@board.example"},
    "accounts.membership": lambda scene: {
        "user": accounts.a_person().email,
        "role": Role.MODERATOR,
        "centre": scene.centre.number,
        "subject": Subject.objects.get(code="IT").pk,
    },
    "catalogue.series": lambda scene: {
        "year": 2031 + scene.place % 60,
        "month": "6",
        "entries_open_on": f"{2030 + scene.place % 60}-09-01",
    },
    "catalogue.keydate": lambda scene: {
        **NAMED,
        "slug": f"day-{scene.place}",
        "academic_year": "2026/27",
        "on": "2027-01-15",
    },
    "catalogue.fee": lambda scene: {
        **NAMED,
        **of_a_day(scene),
        "slug": "late-entry",
        "pence": "100",
    },
    "catalogue.wording": lambda scene: {
        **of_a_day(scene),
        "source": "a letter",
        "slug": "terms",
        "words": "Within 30 days.",
    },
    "catalogue.figure": lambda scene: {**NAMED, "slug": f"figure-{scene.place}", "value": "3"},
    "catalogue.registrationrule": lambda scene: {
        **of_a_day(scene),
        "before": "exam",
        "days": "7",
        "source": "a letter",
    },
    "catalogue.closedunit": lambda scene: {
        **of_a_day(scene),
        "qualification": catalogue.qualification().pk,
        "unit": catalogue.qualification().units.order_by("pk")[scene.place % 12].pk,
        "source": "a letter",
    },
    "catalogue.samplesize": lambda scene: {
        "cohort_from": 500 + scene.place,
        "candidates": "30",
        "source": "a letter",
    },
    "catalogue.otherbodyunits": lambda scene: {
        "qualification": Qualification.objects.exclude(pk__in=taken()).order_by("pk").first().pk,
        "source": "a letter",
    },
    "catalogue.contact": lambda scene: {
        "slug": f"desk-{scene.place}",
        "title": "A desk",
        "about": "Desks.",
        "email": "desk@board.example",
    },
}


def adding(label, typed, scene):
    """A new row, typed by the board."""
    address = reverse(f"admin:{label.replace('.', '_')}_add")
    return scene.presses(scene.board, address, "Save", **typed(scene))


for one, boxes in ADDED.items():
    sending(f"{one}:add")(partial(adding, one, boxes))


@sending("entries.approval:approve_a_centre")
def a_centre_approved(scene):
    subject = Subject.objects.get(code="IT")
    Approval.objects.filter(centre=scene.centre, about=subject).delete()
    address = reverse("admin:entries_approval_approve_a_centre")
    return scene.sends(scene.board, address, centre=scene.centre.number, subjects=[subject.pk])


@sending("results.unitresult:bank_a_unit")
def a_unit_banked(scene):
    entry = make.an_entry(scene.centre, catalogue.qualification("05842"))
    return scene.sends(
        scene.board,
        reverse("admin:results_unitresult_bank_a_unit"),
        centre=scene.centre.number,
        candidate=entry.candidate.ocr_number,
        qualification=entry.qualification.code,
        number="4",
        grade="M",
        reason="Left out of a claim.",
    )


@sending("results.unitresult:import_exam_results")
def exam_results(scene):
    entry, exam = make.an_entry(scene.centre), catalogue.unit(1)
    series = catalogue.a_series(2026, 6)
    make.a_unit_entry(entry, exam, series)
    row = f"2026-06,{entry.candidate.ocr_number},05839,{exam.number},M"
    content = f"{exam_file.HEADER_LINE}\n{row}\n".encode()
    address = reverse("admin:results_unitresult_import_exam_results")
    files = {"file": lambda: SimpleUploadedFile("results.csv", content)}
    return scene.sends(scene.board, address, files)


@sending(
    "catalogue.qualification:load_the_specification_files",
    "catalogue.specificationversion:load_the_specification_files",
)
def the_specifications(scene):
    address = reverse("admin:catalogue_qualification_load_the_specification_files")
    return scene.sends(scene.board, address, sure="on")
