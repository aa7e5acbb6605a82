"""What is put right in the demo's term: entries withdrawn, details, results missing or wrong."""

from dataclasses import replace
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from entries import commands as entries_commands
from entries.models import QualificationEntry
from entries.rules.details import of
from local.term import calendar, cast
from mir import commands as mir_commands
from mir import queries
from mir.acts import CorrectGrade
from mir.models import Request
from mir.request_types import BY_SLUG, INCORRECT_CLAIM, MISSED_FROM_CLAIM, MISSING_EXAM_RESULT
from mir.spreadsheets import workbook
from results.models import UnitResult
from tracker import commands as tracker_commands


def withdrawals(term, diploma, days):
    """One candidate has left and the board has processed it; another withdrawal waits."""
    officer, processor = term.people[cast.OFFICER], term.people[cast.PROCESSOR]
    certificate = QualificationEntry.objects.filter(
        centre=diploma.centre, qualification__code="05838"
    ).order_by("candidate_number")
    gone, going = list(certificate)[-2:]
    for entry in (gone, going):
        entries_commands.set_completion(entry=entry, year=days.summer, by=officer, at=days.ago(9))
    tracker_commands.withdraw(entry=gone, left=True, by=officer, at=days.ago(9))
    gone.refresh_from_db()
    tracker_commands.process_withdrawal(entry=gone, by=processor, at=days.ago(8))
    tracker_commands.withdraw(entry=going, left=True, by=officer, at=days.ago(2))


def details(term, it, days):
    """One date of birth is corrected; a surname waits for the board, with its proof."""
    born, named = it.candidates[3], it.candidates[5]
    _change(term, it, born, at=days.ago(11), born_on=born.born_on + timedelta(days=1))
    proof = SimpleUploadedFile("deed-poll.pdf", PAPER)
    _change(term, it, named, at=days.ago(2), surname="Marchetti", proofs=[proof])


def _change(term, group, candidate, *, at, proofs=(), **new):
    """Have the officer of the group's centre send a change of the candidate's details."""
    seen = of(candidate)
    entries_commands.change_details(
        candidate=candidate,
        centre=group.centre,
        seen=seen,
        new=replace(seen, **new),
        proofs=proofs,
        by=term.people[cast.OFFICER],
        at=at,
    )


def missing_results(term, it, days):
    """Three requests: one just raised, one the board asks about, one resolved by a correction."""
    missed = Request(
        kind=MISSED_FROM_CLAIM.slug,
        candidate=it.candidates[18],
        unit=it.unit("9"),
        explanation="The work was ready at the visit, and the line was left off the claim.",
    )
    _raise_request(term, missed, it, ["spreadsheet"], at=days.ago(1))
    absent = Request(
        kind=MISSING_EXAM_RESULT.slug,
        candidate=it.candidates[16],
        unit=it.unit("3"),
        series=calendar.series(days.summer - 1, 6),
        confirmed=["register-checked"],
        explanation="The candidate sat the paper, as our register and seating plan show.",
        urgent=True,
        urgent_because="A university place depends on the result.",
    )
    papers = ["attendance-register", "seating-plan", "despatch-log"]
    absent = _raise_request(term, absent, it, papers, at=days.ago(6))
    staff = term.people[cast.PROCESSOR]
    mir_commands.take(request=absent, by=staff, at=days.ago(5))
    question = "The seating plan shows another room. Where did the candidate sit?"
    mir_commands.ask(request=absent, question=question, by=staff, at=days.ago(4))
    _resolve_a_wrong_grade(term, it, staff, days)


def _resolve_a_wrong_grade(term, it, staff, days):
    """A grade claimed wrongly is corrected, and the award that follows from it is issued."""
    held = UnitResult.objects.get(candidate=it.candidates[0], unit=it.unit("9"))
    wrong = Request(
        kind=INCORRECT_CLAIM.slug,
        candidate=it.candidates[0],
        unit=it.unit("9"),
        claim_number=held.line.claim.number,
        explanation="The teacher typed Pass; the work was marked and moderated at Distinction.",
    )
    wrong = _raise_request(term, wrong, it, ["spreadsheet"], at=days.ago(20))
    mir_commands.take(request=wrong, by=staff, at=days.ago(19))
    mir_commands.resolve(
        request=wrong,
        decision="The moderator's report confirms Distinction; the result is corrected.",
        acts=[CorrectGrade(held, "D")],
        by=staff,
        at=days.ago(15),
    )
    term.award(at=days.ago(15))


def _raise_request(term, request, group, papers, *, at):
    """Send the request of the group's centre with a paper of each of the names; give it."""
    officer = term.people[cast.OFFICER]
    request.centre, request.qualification = group.centre, group.qualification
    request.email = officer.email
    for name in papers:
        mir_commands.keep(
            token=request.token,
            document=name,
            template=BY_SLUG[request.kind].document(name).template,
            upload=_paper(name, request),
            centre=group.centre,
            by=officer,
            at=at,
        )
    return mir_commands.raise_request(request=request, by=officer, at=at)


def _paper(name, request):
    """The paper of that name: the board's spreadsheet is filled in, all others are scans."""
    if name != "spreadsheet":
        return SimpleUploadedFile(f"{name}.pdf", PAPER + f"% {name}\n".encode())
    template = BY_SLUG[request.kind].document(name).template
    asked = {
        "qualification": request.qualification.code,
        "candidate": request.candidate.ocr_number,
        "unit": request.unit.number,
    }
    [known] = queries.rows_for_template(request.centre, template, asked)
    row = {**known, "grade": "D", "reason": request.explanation}
    return SimpleUploadedFile("spreadsheet.xlsx", workbook(template, [row]))


PAPER = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 100]>> endobj
trailer <</Root 1 0 R>>
%%EOF
"""
