"""Under which names was somebody kept before? A paper says for ever the name of its day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from entries.details_states import Status
from entries.models import Candidate, DetailsChange, Merge
from entries.rules.details import NAMES, Details, changed, from_json


class NameThen(NamedTuple):
    """A name in its two parts."""

    surname: str
    forenames: str


def said_before(persons) -> dict[int, list[Details]]:
    """By id of a person, what the records merged into theirs had said by themselves."""
    found = defaultdict(list)
    if persons:
        merges = Merge.objects.filter(merged__person__in=persons, undone_at=None).exclude(own={})
        for pk, own in merges.order_by("pk").values_list("merged__person", "own"):
            found[pk].append(from_json(own))
    return found


def named_then(rows: Iterable, at) -> list:
    """The rows, their `candidate` under the name of that instant; for reading only."""
    rows = list(rows)
    names = names_at({row.candidate_id for row in rows}, at)
    for row in rows:
        row.candidate.surname, row.candidate.forenames = names[row.candidate_id]
    return rows


def named_at(record, at) -> Candidate:
    """The record under the name of that instant; for reading only."""
    record.surname, record.forenames = names_at([record.pk], at)[record.pk]
    return record


def names_at(ids, at) -> dict[int, NameThen]:
    """By id of a record, the name that it said at the instant; for any number of records."""
    return names_then(dict.fromkeys(ids, at))


def names_then(instants: Mapping[int, datetime]) -> dict[int, NameThen]:
    """By id of a record, the name that it said at the instant given for it.

    Told from what is kept: the changes of details that were made, and merges, those undone too.
    """
    if not instants:
        return {}
    merges = _merges(instants)
    whose = {pk: _followed(pk, merges, at) for pk, at in instants.items()}
    persons = set(whose.values())
    said = defaultdict(list)
    for pk, when, old in (*_of_merges(merges), *_of_changes(persons, merges)):
        said[pk].append((when, old))
    found = Candidate.objects.order_by().filter(pk__in=persons).values("pk", *NAMES)
    now = {row["pk"]: row for row in found}
    return {pk: _then(now[one], said[one], instants[pk]) for pk, one in whose.items()}


def _then(row, said, at):
    """The name before what was said since: of each part, as it was before the first change."""
    name = {part: row[part] for part in NAMES}
    since = (one for one in said if one[0] > at)
    for _, old in sorted(since, key=lambda one: one[0], reverse=True):
        name |= old
    return NameThen(**name)


def _merges(ids):
    """The merges of the records, of what they were merged into, and of what was into those."""
    found, seen, look = {}, set(), set(ids)
    while look:
        seen |= look
        of_them = Q(merged__in=look) | Q(kept__in=look)
        found |= {one.pk: one for one in Merge.objects.filter(of_them)}
        look = {one.kept_id for one in found.values()} - seen
    return list(found.values())


def _stood(made, when):
    return made.made_at <= when and (made.undone_at is None or when < made.undone_at)


def _followed(pk, merges, when):
    """The record whose details a record said at the instant."""
    into = next((one.kept_id for one in merges if one.merged_id == pk and _stood(one, when)), None)
    return _followed(into, merges, when) if into else pk


def _of_merges(merges):
    """What merging and parting changed: (id, when, the parts of the name before)."""
    for one in merges:
        yield one.merged_id, one.made_at, _parts(one.own)
        yield one.kept_id, one.made_at, _parts(one.before)
        if one.undone_at:
            yield one.kept_id, one.undone_at, _parts(one.after)


def _of_changes(persons, merges):
    """What changes of details changed on the record that the person was kept by then."""
    records = persons | {one.merged_id for one in merges}
    made = DetailsChange.objects.filter(candidate__in=records, status=Status.MADE)
    for one in made.order_by():
        when = one.decided_at or one.made_at
        names = changed(one.before, one.after)
        old = {part: one.old[part] for part in NAMES if part in names}
        yield _followed(one.candidate_id, merges, when), when, old


def _parts(kept):
    return {part: kept[part] for part in NAMES if part in kept}
