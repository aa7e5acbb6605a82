"""What the forms of requests send."""

import uuid
from urllib.parse import urlencode

from tests.factories import entries, mir, papers


def query(kind, entry, **more):
    """What stands in the address of a form: the kind and the qualification."""
    named = {"kind": kind.slug, "qualification": entry.qualification.code, **more}
    return f"?{urlencode(named)}"


def merge_form(entry, **changes):
    """What is sent to have two records merged."""
    return {
        "token": str(uuid.uuid4()),
        "candidate": entry.candidate.ocr_number,
        "other_ocr_number": entries.a_candidate("Okafor", "Adah").ocr_number,
        "explanation": "Two numbers, one candidate.",
        "email": "exams@fernhill.example",
        **changes,
    }


def exam_form(entry, exam, series, **changes):
    """What is sent about an exam without a result that was entered for, with its papers."""
    mir.entered_for(entry, exam, series)
    return {
        "token": str(uuid.uuid4()),
        "candidate": entry.candidate.ocr_number,
        "unit": exam.number,
        "series": series.pk,
        "explanation": "The candidate sat the exam in room 4.",
        "register-checked": "on",
        "email": "exams@fernhill.example",
        "attendance-register": papers.a_file("register.pdf"),
        "seating-plan": papers.a_file("plan.png"),
        "despatch-log": papers.a_file("log.jpg"),
        **changes,
    }
