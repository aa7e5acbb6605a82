"""How is a unit of another awarding body proved? By files that the centre attaches to its claim."""

from django.db import transaction

from claims import queries, rules
from claims.commands.locking import lock
from claims.models import Evidence
from claims.states import EDITABLE, STANDING, TAKES_EVIDENCE
from interchange import keeping, uploads
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.keeping import files_go_if_refused


@files_go_if_refused
@transaction.atomic
def add_evidence(*, line, upload, by, at) -> Evidence:
    """Attach a file to a claim's line from another awarding body; give the Evidence.

    Until the claim is agreed; the same file sent twice is kept once. Raises UploadRefused,
    OtherBodyRefused where the line takes none, MoveRefused where the claim is agreed meanwhile.
    """
    claim = line.claim
    permissions.check(by, Permission.MAKE_CLAIMS, centre=claim.centre, subject=claim.subject)
    checked = uploads.check(upload)
    claim = lock(claim, *TAKES_EVIDENCE)
    line = claim.lines.filter(pk=line.pk, outcome__in=STANDING).first()
    held = queries.evidence(claim)
    held = held.filter(candidate=line.candidate, unit=line.unit) if line else held.none()
    if same := held.filter(digest=checked.digest).first():
        return same
    rules.other_bodies.check_can_prove(line, held.count() + 1, uploads.MOST)
    evidence = Evidence.objects.create(
        claim=claim,
        candidate=line.candidate,
        unit=line.unit,
        **keeping.write(Evidence, upload, checked),
        added_at=at,
        added_by=by,
    )
    _tell("claim.add_evidence", claim, evidence, by, at)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence, by, at) -> None:
    """Take a file off a claim in progress, and delete it once that is certain.

    Raises MoveRefused once the claim is submitted.
    """
    claim = evidence.claim
    permissions.check(by, Permission.MAKE_CLAIMS, centre=claim.centre, subject=claim.subject)
    claim = lock(claim, *EDITABLE)
    if keeping.delete(Evidence.objects.filter(claim=claim, pk=evidence.pk)):
        _tell("claim.remove_evidence", claim, evidence, by, at)


def _tell(event, claim, evidence, by, at):
    """Write into the claim's trail which file it was, and of which cell; nobody's name."""
    detail = {"cell": [evidence.candidate_id, evidence.unit_id], "digest": evidence.digest}
    trail.record(event, about=claim, by=by, at=at, detail=detail)
