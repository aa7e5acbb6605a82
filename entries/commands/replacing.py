"""How does a registration take the place of another? It names it, and keeps what is not changed."""

from entries.commands.groups import go_on_in_groups
from entries.commands.numbers import number_at
from entries.models import QualificationEntry
from interchange import workflow
from interchange.audit import trail

KEPT = (
    "candidate",
    "centre",
    "qualification",
    "pathway",
    "completes_in",
    "attempts_after_on",
)


def put_in_place_of(entry, *, move, to, by, at, **changes) -> QualificationEntry:
    """Close the registration by the move and give the one that takes its place.

    What `changes` does not name stays as it was; `to` is what the trail says it was replaced by.
    Belongs in the transaction of what it is done for. Raises MoveRefused where it is closed.
    """
    workflow.perform(move, entry, by=by, at=at, detail={"to": to})
    kept = {name: getattr(entry, name) for name in KEPT}
    if "candidate_number" not in changes:
        kept["candidate_number"] = number_at(entry)
    made = QualificationEntry.objects.create(
        **{**kept, **changes}, replaces=entry, made_at=at, made_by=by
    )
    go_on_in_groups(entry, made)
    trail.record("qualificationentry.register", about=made, by=by, at=at)
    return made
