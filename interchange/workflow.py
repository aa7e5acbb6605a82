"""How does a record change its status? One mechanism for claims, entries and requests."""

from collections.abc import Set
from dataclasses import dataclass

from django.db import transaction

from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail


@dataclass(frozen=True)
class Move:
    """A step from one of `sources` to `target`, for whoever holds the permission `needs`.

    `words` say it of a record, {}, where its name and the record's would make no sentence.
    """

    name: str
    sources: Set[str]
    target: str
    needs: Permission
    words: str = ""

    def of(self, record: object) -> str:
        """What is done to the record, as people say it after “You cannot”."""
        return (self.words or f"{self.name} {{}}").format(record)


class MoveRefused(Exception):
    """The record was not in a status this move starts from."""


@transaction.atomic
def perform(move, record, *, by, at, detail=None, **fields):
    """Carry out the move and set `fields` with it, or raise and leave the record as it was.

    The record names its `centre` and `subject` (a code), and the status it has. It is held and read
    anew first, so that the right is asked where it belongs now. Raises PermissionDenied when `by`
    may not, MoveRefused when another status came first. The trail keeps `detail` beside the event.
    """
    records = type(record).objects
    record.refresh_from_db(from_queryset=records.select_for_update(of=("self",), no_key=True))
    permissions.check(by, move.needs, centre=record.centre, subject=record.subject)
    _check_starts(move, record)
    records.filter(pk=record.pk).update(status=move.target, **fields)
    record.refresh_from_db(fields=["status", *fields])
    trail.record(_event(move, record), about=record, by=by, at=at, detail=detail)


@transaction.atomic
def perform_all(move, records, *, by, at):
    """Carry out the move for records of one kind, all or none, as `perform` does for one.

    Whoever calls holds them and has read them since, each with its `centre` and `subject`. The same
    number of queries for one and for hundreds. Raises PermissionDenied and MoveRefused.
    """
    if not records:
        return
    for centre, subject in {(record.centre, record.subject) for record in records}:
        permissions.check(by, move.needs, centre=centre, subject=subject)
    for record in records:
        _check_starts(move, record)
    held = type(records[0]).objects.filter(pk__in=[record.pk for record in records])
    held.update(status=move.target)
    for record in records:
        record.status = move.target
    trail.record_all(_event(move, records[0]), records, by=by, at=at)


def _check_starts(move, record):
    """Raise MoveRefused, saying the status, unless the move starts from it."""
    if record.status not in move.sources:
        raise MoveRefused(
            f"You cannot {move.of(record)}: its status is {record.get_status_display()}."
        )


def _event(move, record):
    """The name under which the trail keeps the move of such a record."""
    return f"{record._meta.model_name}.{move.name}"


def diagram(title, statuses, moves):
    """The life of a record as a Markdown page with a drawing, from its statuses and moves."""
    lines = [f"# {title}", "", "Drawn by `manage.py draw_states` from the code; do not edit.", ""]
    lines += ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {status.value}: {status.label}" for status in statuses]
    lines += [
        f"    {source} --> {move.target}: {move.name}"
        for move in moves
        for source in sorted(move.sources)
    ]
    lines += ["```", "", "| Move | From | To | Needs |", "| --- | --- | --- | --- |"]
    labels = dict(zip(statuses.values, statuses.labels, strict=True))
    lines += [
        f"| {move.name} | {', '.join(labels[s] for s in sorted(move.sources))}"
        f" | {labels[move.target]} | {move.needs.label} |"
        for move in moves
    ]
    return "\n".join(lines) + "\n"
