"""What is asked in the journeys of requests: of each type a story, with what is refused first."""

from dataclasses import dataclass, field

from django.utils.timezone import localdate

from claims.states import Status as ClaimStatus
from mir.request_types import (
    ENTRY_CHANGE,
    INCORRECT_CLAIM,
    MERGE,
    MISSED_FROM_CLAIM,
    MISSING_EXAM_RESULT,
    MISSING_TAG,
    REDUCTION,
)
from tests.factories import catalogue as real
from tests.factories import claims, entries, reductions

OCR = "OCR candidate number"


@dataclass(frozen=True)
class Story:
    """What a centre asks first and is refused, what it asks then, and how the board mends it.

    Labels of fields and what is filled in; `says` is a part of the refusal, `changed` of what the
    centre reads in the end.
    """

    kind: object
    entry: object
    wrong: dict
    says: str
    right: dict
    changed: str
    files: dict = field(default_factory=dict)  # by label
    row: dict = field(default_factory=dict)  # by column, of the template's first row
    tick: str = ""
    act: dict = field(default_factory=dict)
    choose: str = ""  # a radio button of the board's


def of(entry, *numbers):
    """The units of those numbers of the entry's qualification."""
    return [entry.qualification.units.get(number=number) for number in numbers]


def moderated(entry):
    """The moderated units of the entry's qualification."""
    return list(entry.qualification.units.filter(examined=False))


def missed(centre, _):
    claim = claims.claim_at(ClaimStatus.PROCESSED, centre=centre, candidates=1, units=1)
    line = claim.lines.get()
    other = entries.an_entry(centre, claim.qualification, entries.a_candidate("Mills"))
    unit = {"Unit": line.unit.number}
    return Story(
        MISSED_FROM_CLAIM,
        other,
        {OCR: line.candidate.ocr_number, **unit},
        "It was not missed.",
        {OCR: other.candidate.ocr_number, **unit},
        f"Unit {line.unit.number} of {other.candidate.ocr_number}: banked as M.",
        row={"Grade": "M", "Reason": "Left out by mistake."},
    )


def incorrect(centre, _):
    claim = claims.claim_at(ClaimStatus.PROCESSED, centre=centre, candidates=1, units=1, grades="P")
    line, entry = claim.lines.get(), centre.entries.get(qualification=claim.qualification)
    other = next(unit for unit in moderated(entry) if unit != line.unit)
    number = {OCR: line.candidate.ocr_number}
    return Story(
        INCORRECT_CLAIM,
        entry,
        {**number, "Unit": other.number},
        "No processed claim of your centre",
        {**number, "Unit": line.unit.number},
        f"Unit {line.unit.number} of {line.candidate.ocr_number}: corrected from P to D.",
        row={"Correct grade": "D", "Reason": "Mistyped."},
    )


def reduced(centre, administrator):
    reductions.a_window()
    student, other = reductions.a_student(centre), reductions.a_student(centre)
    first, second = moderated(student)[:2]
    reductions.report(student, administrator, first.number)
    return Story(
        REDUCTION,
        student,
        {OCR: other.candidate.ocr_number},
        "has not reported any reduction",
        {OCR: student.candidate.ocr_number, "Unit": second.number},
        f"Unit {second.number} of {student.candidate.ocr_number} stands as reduced",
        act={"Unit": second.number},
        choose="stands as reduced",
    )


def of_another_size(centre, administrator):
    entry, other = entries.an_entry(centre), entries.an_entry(centre)
    change = entries.a_size_change(entry, administrator)
    entry.qualification = change.to  # as the form names it; never saved
    return Story(
        ENTRY_CHANGE,
        entry,
        {OCR: other.candidate.ocr_number},
        "Make it first: Change size",
        {OCR: entry.candidate.ocr_number},
        f"{entry.candidate.ocr_number} was changed",
    )


def registered_twice(centre, _):
    one, two = (
        entries.an_entry(centre, real.qualification(), entries.a_candidate("Okafor", name))
        for name in ("Ada", "Adah")
    )
    numbers = [one.candidate.ocr_number, two.candidate.ocr_number]
    duplicate = "OCR candidate number of the duplicate record"
    return Story(
        MERGE,
        one,
        {OCR: numbers[0], duplicate: numbers[0]},
        "Both OCR candidate numbers are the same.",
        {OCR: numbers[0], duplicate: numbers[1]},
        "The newer registration for 05839 at 12345 was closed.",
    )


def without_tag(centre, _):
    entry = entries.an_entry(centre)
    number = {OCR: entry.candidate.ocr_number}
    return Story(
        MISSING_TAG,
        entry,
        {**number, "Day": "10", "Month": "1", "Year": "2022"},
        "A TAG is given only for one planned from",
        {**number, "Day": "12", "Month": "5", "Year": "2021"},
        f"Unit 4 of {entry.candidate.ocr_number}: TAG M given",
        files={"Evidence for the teacher assessed grade": "register.pdf"},
        act={"Unit that gets a TAG": "4", "Grade": "M"},
    )


def without_result(centre, _):
    entry, series = entries.an_entry(centre), real.a_series(localdate().year - 1, 6)
    sat, other = entry.qualification.units.filter(examined=True)[:2]
    entries.a_unit_entry(entry, sat, series)
    number = {OCR: entry.candidate.ocr_number, "Exam series": str(series.pk)}
    return Story(
        MISSING_EXAM_RESULT,
        entry,
        {**number, "Unit": other.number},
        "Your centre did not enter this candidate",
        {**number, "Unit": sat.number},
        f"Unit {sat.number} of {entry.candidate.ocr_number}: banked as P.",
        files={
            "Attendance register": "register.pdf",
            "Seating plan": "plan.png",
            "Despatch log": "log.jpg",
        },
        tick="I have checked the attendance register",
        act={"Grade of the exam": "P"},
    )


STORIES = (
    missed, incorrect, reduced, of_another_size, registered_twice, without_tag, without_result,
)  # fmt: skip
