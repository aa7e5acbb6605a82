"""Which records look like one person, in a whole centre or on the board's side?"""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F
from django.utils.timezone import localtime

from entries.models import Candidate, DuplicateAnswer, QualificationEntry, UnitEntry
from entries.queries.likely import COLUMNS, Found, found_by
from entries.queries.people import candidates_of
from entries.queries.seeing import read_by
from entries.rules import likeness

ONE, TWO = DuplicateAnswer.Answer.ONE_PERSON, DuplicateAnswer.Answer.TWO_PEOPLE
AT_ONCE = 1000  # records looked at for a page; older ones further back


@dataclass(frozen=True)
class Pair:
    """Two records that may be one person, and why; `ours` says which the centre may be shown.

    `answer` is what the centre has said of them, `said` all that was said, for the board alone.
    """

    one: Candidate
    other: Candidate
    because: str
    answer: str = ""
    ours: frozenset[int] = frozenset()
    said: tuple[DuplicateAnswer, ...] = ()

    @property
    def shown(self) -> list[Candidate]:
        """The records that the centre may be shown."""
        return [record for record in (self.one, self.other) if record.pk in self.ours]

    @property
    def is_with_the_board(self) -> bool:
        """Whether the centre has said that they are one person, and the board is to merge them."""
        return self.answer == ONE

    @property
    def elsewhere(self) -> bool:
        """Whether one of them is not the centre's own."""
        return len(self.shown) < 2


class Looked(NamedTuple):
    """The Pairs of some records, and the id before which older ones were not looked at, or None."""

    pairs: list[Pair]
    further: int | None


def duplicates_at(centre, *, before=None, among=None) -> Looked:
    """The Pairs with a candidate of the centre that neither it nor the board calls two people.

    The newest records first, 1,000 at once; `before` an id the older ones, `among` ids only those.
    What other centres have said is not looked at: each answer stands for itself.
    """
    ours = candidates_of(centre)
    ids, further = _newest(ours.filter(pk__in=among) if among else ours, before)
    return Looked(pairs(ids, centre=centre), further)


def duplicates_since(at, *, before=None) -> Looked:
    """The Pairs of which a record was made since then, at any centre, for the board.

    Those of which somebody said that they are two people, and nobody that they are one, are left
    out. The newest records first, as in `duplicates_at`.
    """
    made = Candidate.objects.filter(created_at__gte=at, merged_into=None)
    ids, further = _newest(made, before)
    return Looked(pairs(ids), further)


def answers_about(one, other) -> list[DuplicateAnswer]:
    """All that centres and the board have said of two records, oldest first."""
    lower, higher = sorted((one.pk, other.pk))
    said = DuplicateAnswer.objects.filter(one=lower, other=higher)
    return list(said.select_related("centre", "answered_by"))


def _newest(records, before):
    """The ids of the newest records, and the last one where there are older ones."""
    older = records.filter(pk__lt=before) if before else records
    ids = list(older.order_by("-pk").values_list("pk", flat=True)[: AT_ONCE + 1])
    return ids[:AT_ONCE], ids[AT_ONCE - 1] if len(ids) > AT_ONCE else None


def pairs(asked, *, centre=None) -> list[Pair]:
    """The Pairs of the records asked for with any other, as a centre or the board looks at them.

    A fixed number of queries. Two of one centre are told for less than two of different ones
    (rules/likeness.py).
    """
    likely = _likely(list(asked))
    ids = {pk for pair in likely for pk in pair}
    ours = frozenset(read_by(centre, ids, localtime())) if centre else frozenset()
    near = {pair for pair in likely if ours.issuperset(pair)} if centre else _together(likely, ids)
    told = {pair: one for pair, one in likely.items() if one.shown(near=pair in near)}
    said = _answers(told)
    records = Candidate.objects.in_bulk({pk for pair in told for pk in pair})
    return [
        Pair(
            *(records[pk] for pk in pair),
            found.because if not centre or ours.issuperset(pair) else likeness.ELSEWHERE,
            _of(centre, answers),
            ours,
            answers,
        )
        for pair, found in told.items()
        if not _are_two(answers := said[pair], centre) and (not centre or ours & {*pair})
    ]


def _likely(asked) -> dict[tuple[int, int], likeness.Likeness]:
    """How alike the pairs are that have a key in common, where that may be enough; by ids."""
    records = Candidate.objects.filter(pk__in=asked, person=F("pk")).order_by()
    keyed = records.values_list("likeness_keys", *COLUMNS)
    ours = [(keys, Found(*row)) for keys, *row in keyed]
    known = {one.pk: one for _, one in ours}
    met = set()
    for place, record in found_by([(keys, one.uci, one.uln, one.born_on) for keys, one in ours]):
        known.setdefault(record.pk, record)
        if (one := ours[place][1].pk) != record.person_id:
            met.add((min(one, record.person_id), max(one, record.person_id)))
    away = {pk for pair in met for pk in pair} - known.keys()  # found by a record merged into it
    for row in Candidate.objects.filter(pk__in=away).values_list(*COLUMNS) if away else ():
        known[row[0]] = Found(*row)
    judged = {pair: likeness.likeness(*(known[pk] for pk in pair)) for pair in sorted(met)}
    return {pair: one for pair, one in judged.items() if one.shown(near=True)}


def _together(likely, ids):
    """Those of the pairs whose persons both have an entry at one centre."""
    at = defaultdict(set)
    for model in (QualificationEntry, UnitEntry):
        entries = model.objects.filter(candidate__person__in=ids).order_by()
        for person, centre in entries.values_list("candidate__person", "centre").distinct():
            at[person].add(centre)
    return {(one, other) for one, other in likely if at[one] & at[other]}


def _answers(told):
    """By pair of ids, all that was said of them."""
    found = defaultdict(tuple)
    said = DuplicateAnswer.objects.filter(one__in={one for one, _ in told})
    for answer in said.select_related("centre"):
        found[answer.one_id, answer.other_id] += (answer,)
    return found


def _of(centre, answers):
    """What the centre has said, of all answers."""
    return next((one.answer for one in answers if centre and one.centre_id == centre.pk), "")


def _are_two(answers, centre):
    """Whether the pair is not listed any more: for a centre by its answer or the board's."""
    if centre:
        return TWO in {one.answer for one in answers if one.centre_id in {centre.pk, None}}
    said = {one.answer for one in answers if not one.parted_at}
    return said == {TWO} or any(one.centre_id is None for one in answers)
