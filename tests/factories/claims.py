"""Claims: `claim_at(status)` lives through the commands of the portal up to the status.

Only how it is built, with which nearly every story begins, is written down at once: see `drafts`.
"""

from datetime import UTC, datetime
from itertools import count, cycle

from django.urls import reverse

from claims import commands
from claims.models import CentreAssessor, Evidence, Line
from claims.rules import Cell
from claims.states import Status
from interchange.accounts.roles import Role
from tests.factories import accounts, catalogue, drafts, entries

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
_next = count(1)


def at_page(name, claim, *more):
    """The address of a page of the claim."""
    return reverse(f"claims:{name}", args=[claim.centre.number, claim.pk, *more])


def an_assessor(centre, qualification=None, by=None, name="Ann Assessor", initials=None):
    """A centre assessor set up for the qualification; who has no initials yet gets some."""
    there = CentreAssessor.objects.filter(centre=centre, name=name).first()
    return commands.set_up_assessor(
        centre=centre,
        qualification=qualification or catalogue.qualification(),
        name=name,
        initials=initials or (there.initials if there else _initials()),
        by=by or accounts.with_role(Role.TUTOR, centre),
        at=NOW,
    )


def _initials():
    return f"A{next(_next) % 1000}"


def a_draft(centre, qualification=None, candidates=2, by=None):
    """A claim in progress with an assessor set up and candidates registered, and no grade yet."""
    qualification = qualification or catalogue.qualification()
    by = by or accounts.with_role(Role.TUTOR, centre)
    if candidates:
        entries.entries(centre, candidates, qualification)
    if centre.assessors.exists():
        an_assessor(centre, qualification, by)
    else:
        drafts.assessor(centre, qualification, "Ann Assessor", _initials(), by, NOW)
    return drafts.claim(centre, qualification, by, NOW)


def cells(claim, units=2, grades="PMD", candidates=None):
    """Cells for the first units of candidates on no other live claim, grades going round."""
    elsewhere = Line.objects.filter(live=True).exclude(claim=claim)
    people = claim.centre.entries.filter(qualification=claim.qualification)
    people = people.exclude(candidate__in=elsewhere.values("candidate"))
    ids = candidates or list(people.values_list("candidate", flat=True))
    marked = claim.qualification.units.filter(examined=False)
    marked = marked.order_by("qualificationunit__position")[:units]
    assessor = claim.centre.assessors.filter(qualifications=claim.qualification).first()
    grade = cycle(grades)
    return [Cell(pk, unit.pk, next(grade), assessor.pk) for pk in ids for unit in marked]


def claim_at(
    status,
    *,
    centre,
    qualification=None,
    candidates=2,
    units=2,
    grades="PMD",
    by=None,
    moderator=None,
    at=NOW,
):
    """A claim that has come to `status`, with two candidates and two units unless more are wanted.

    `by` builds and submits it, `moderator` moderates it; both are made if not given.
    """
    by = by or accounts.with_role(Role.TUTOR, centre)
    claim = a_draft(centre, qualification, candidates, by)
    drafts.grades(claim, cells(claim, units, grades), by, at)
    if status == Status.DRAFT:
        return claim
    claim = commands.submit(claim=claim, declared=True, by=by, at=at)
    if status == Status.READY:
        return claim
    moderator = moderator or accounts.with_role(
        Role.MODERATOR, centre, claim.qualification.subject, name="Max Moderator"
    )
    return moderated(claim, status, moderator, at)


def report_on(claim, moderator=None, at=NOW):
    """A feedback report that its centre has been sent, and another that is being written."""
    subject = claim.qualification.subject
    moderator = moderator or accounts.with_role(Role.MODERATOR, claim.centre, subject)
    writer = {"claim": claim, "by": moderator, "at": at}
    commands.save_report(**writer, went_well="Clear marking.", to_improve="Cite the evidence.")
    report = commands.send_report(**writer)
    commands.save_report(**writer, to_do="Bring the missing logs.")
    return report


def from_elsewhere(claim, line=None, body="Pearson"):
    """A line of the claim, made one of another awarding body."""
    line = line or claim.lines.first()
    Line.objects.filter(pk=line.pk).update(other_awarding_body=body)
    line.refresh_from_db()
    return line


def evidence_on(claim, by, at=NOW):
    """A file that proves the claim's first line, which is made one of another awarding body."""
    line = from_elsewhere(claim)
    return Evidence.objects.create(
        claim=claim,
        candidate=line.candidate,
        unit=line.unit,
        file="evidence/none.pdf",
        name="certificate.pdf",
        content_type="application/pdf",
        size=1,
        digest="0" * 64,
        added_at=at,
        added_by=by,
    )


def moderated(claim, status, moderator, at):
    """The submitted claim, brought to a status the moderator or the board gives."""
    if status == Status.WITHDRAWN:
        return commands.withdraw(claim=claim, because="Wrong assessors.", by=moderator, at=at)
    commands.save_sample(claim=claim, lines=list(claim.lines.all()[:1]), by=moderator, at=at)
    claim = commands.send_sample(claim=claim, by=moderator, at=at)
    if status == Status.SAMPLED:
        return claim
    claim = commands.agree(claim=claim, visited_on=at.date(), unbooked=True, by=moderator, at=at)
    if status == Status.PENDING:
        return claim
    from results import commands as results

    results.bank(claim=claim, by=accounts.with_role(Role.PROCESSOR), at=at)
    claim.refresh_from_db()
    return claim
