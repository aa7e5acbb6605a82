"""Under which names was somebody kept before? A paper says for ever the name of its day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q

from entries.details_states import Status
from entries.models import Candidate, DetailsChange, Merge
from entries.rules.details import CARRIED, TITLES, Details, changed, from_json
from interchange.sorting import sorts_as

SEARCHED = ("surname", "forenames", "uci", "uln")


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
        name = names[row.candidate_id]
        row.candidate.surname, row.candidate.forenames = name
        row.candidate.sorts_as = sorts_as(*name)
    return rows


def names_at(ids, at) -> dict[int, NameThen]:
    """By id of a record, the name that it said at the instant; for any number of records."""
    found = details_then(dict.fromkeys(ids, at))
    return {pk: NameThen(one.surname, one.forenames) for pk, one in found.items()}


def details_then(instants: Mapping[int, datetime]) -> dict[int, Details]:
    """By id of a record, what it said of its person at the instant given for it.

    Told from what is kept: the changes of details that were made, and merges, those undone too.
    """
    history = history_of(instants)
    return {pk: history.details(pk, at) for pk, at in instants.items()}


def history_of(records) -> "History":
    """What some records (ids), and those they were ever merged with, said; three queries."""
    if not records:
        return History([], {}, {})
    merges = _merges(records)
    known = set(records).union(*((one.kept_id, one.merged_id) for one in merges))
    said = defaultdict(list)
    for pk, when, old in (*_of_merges(merges), *_of_changes(known, merges)):
        said[pk].append((when, old))
    found = Candidate.objects.order_by().filter(pk__in=known).values("pk", "ocr_number", *TITLES)
    return History(merges, {row.pop("pk"): row for row in found}, said)


@dataclass(frozen=True)
class History:
    """What some records say now, by id, what each said before each change, and their merges."""

    merges: list[Merge]
    now: dict[int, dict[str, Any]]
    said: Mapping[int, list[tuple[datetime, dict[str, Any]]]]

    def details(self, pk, at) -> Details:
        """What a record said at the instant; its numbers are its own."""
        person, own = self._then(self.followed(pk, at), at), self._then(pk, at)
        return Details(**{name: (person if name in CARRIED else own)[name] for name in TITLES})

    def followed(self, pk, at) -> int:
        """The record whose details a record said at the instant."""
        return _followed(pk, self.merges, at)

    def words(self, pk, at) -> Iterator[str]:
        """All the names and numbers that stood on a record up to the instant."""
        yield self.now[pk]["ocr_number"]
        before = [old for when, old in self.said.get(pk, ()) if when <= at]
        for known in (self._then(pk, at), *before):
            yield from (known[name] for name in SEARCHED if known.get(name))

    def _then(self, pk, at):
        """What stood on a record: of each part, as it was before the first change since."""
        known = dict(self.now[pk])
        since = (one for one in self.said.get(pk, ()) if one[0] > at)
        for _, old in sorted(since, key=lambda one: one[0], reverse=True):
            known |= old
        return known


def _merges(ids):
    """The merges of the records, of what they were merged into, and of what was into those."""
    found, seen, look = {}, set(), set(ids)
    while look:
        seen |= look
        of_them = Q(merged__in=look) | Q(kept__in=look)
        found |= {one.pk: one for one in Merge.objects.filter(of_them)}
        look = {pk for one in found.values() for pk in (one.kept_id, one.merged_id)} - seen
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


def _of_changes(records, merges):
    """What changes of details changed, and on which record.

    What was decided is made on the one that the person was kept by then, anything else on its own.
    """
    made = DetailsChange.objects.filter(candidate__in=records, status=Status.MADE)
    for one in made.order_by():
        when = one.decided_at or one.made_at
        before = asdict(one.before)
        old = {name: before[name] for name in changed(one.before, one.after)}
        record = one.candidate_id
        yield _followed(record, merges, when) if one.decided_at else record, when, old


def _parts(kept):
    """The parts of details as they were kept."""
    return {name: value for name, value in asdict(from_json(kept)).items() if name in kept}
