"""Which records look like one person, in a whole centre or on the board's side?"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from entries.models import Candidate, DuplicateAnswer, QualificationEntry, UnitEntry
from entries.queries.likely import Found
from entries.queries.people import candidates_of
from entries.rules import likeness

MOST = 200  # pairs shown at once
PAIRS = """
    WITH asked AS (
        SELECT id, uci, uln, born_on, likeness_keys
        FROM entries_candidate
        WHERE id = ANY (%(asked)s) AND merged_into_id IS NULL
    )
    SELECT DISTINCT least(asked.id, found.person_id), greatest(asked.id, found.person_id)
    FROM asked CROSS JOIN LATERAL (
        SELECT person_id FROM entries_candidate WHERE uci = asked.uci AND uci <> ''
        UNION SELECT person_id FROM entries_candidate WHERE uln = asked.uln AND uln <> ''
        UNION SELECT person_id FROM entries_candidate WHERE likeness_keys && asked.likeness_keys
        UNION SELECT person_id FROM entries_candidate
              WHERE likeness_keys IS NULL AND born_on = asked.born_on
    ) AS found
    WHERE found.person_id <> asked.id
"""


@dataclass(frozen=True)
class Pair:
    """Two records that may be one person, and why; `ours` says which the centre may be shown."""

    one: Candidate
    other: Candidate
    because: str
    answer: str = ""
    ours: frozenset[int] = frozenset()

    @property
    def shown(self) -> list[Candidate]:
        """The records that the centre may be shown."""
        return [record for record in (self.one, self.other) if record.pk in self.ours]

    @property
    def is_with_the_board(self) -> bool:
        """Whether the centre has said that they are one person, and the board is to merge them."""
        return self.answer == DuplicateAnswer.Answer.ONE_PERSON

    @property
    def elsewhere(self) -> bool:
        """Whether one of them is not the centre's own."""
        return len(self.shown) < 2


def duplicates_at(centre) -> list[Pair]:
    """The Pairs with a candidate of the centre that nobody has said to be two people."""
    ours = frozenset(candidates_of(centre).values_list("pk", flat=True))
    return pairs(ours, ours=ours)


def duplicates_since(at) -> list[Pair]:
    """The Pairs of which a record was made since then, at any centre, for the board."""
    made = Candidate.objects.filter(created_at__gte=at, merged_into=None)
    return pairs(made.values_list("pk", flat=True))


def pairs(asked, ours=frozenset()) -> list[Pair]:
    """The Pairs of any of the records asked for with any other; a fixed number of queries.

    Two of one centre are told for less than two of different ones (rules/likeness.py).
    """
    likely = _likely(list(asked))
    together = _of_one_centre(likely) if not ours else set()
    told = {
        pair: one.because
        for pair, one in likely.items()
        if one.shown(near=pair in together or ours.issuperset(pair))
    }
    answers = _answers(told)
    records = Candidate.objects.in_bulk({pk for pair in told for pk in pair})
    two = DuplicateAnswer.Answer.TWO_PEOPLE
    return [
        Pair(records[one], records[other], because, answers.get((one, other), ""), ours)
        for (one, other), because in told.items()
        if answers.get((one, other)) != two
    ]


def _likely(asked) -> dict[tuple[int, int], likeness.Likeness]:
    """How alike the pairs are that have a key in common, where that may be enough; by ids."""
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, {"asked": asked})
        found = cursor.fetchall()
    ids = {pk for pair in found for pk in pair}
    rows = Candidate.objects.filter(pk__in=ids).values_list(*Found._fields)
    records = {row.pk: row for row in map(Found._make, rows)}
    judged = {pair: likeness.likeness(*(records[pk] for pk in pair)) for pair in sorted(found)}
    return {pair: one for pair, one in judged.items() if one.shown(near=True)}


def _of_one_centre(likely):
    """Those of the pairs whose persons both have an entry at one centre."""
    ids = {pk for pair in likely for pk in pair}
    at = defaultdict(set)
    for model in (QualificationEntry, UnitEntry):
        entries = model.objects.filter(candidate__person__in=ids).order_by()
        for person, centre in entries.values_list("candidate__person", "centre").distinct():
            at[person].add(centre)
    return {(one, other) for one, other in likely if at[one] & at[other]}


def _answers(told):
    said = DuplicateAnswer.objects.filter(one__in={one for one, _ in told})
    rows = said.values_list("one", "other", "answer")
    return {(one, other): answer for one, other, answer in rows}
