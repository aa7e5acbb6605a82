"""Which records look like one person, in a whole centre or on the board's side?"""

from dataclasses import dataclass

from django.db import connection

from entries.models import Candidate, DuplicateAnswer
from entries.queries.likely import LIKENESS
from entries.queries.people import candidates_of
from entries.rules import likeness as rules

MOST = 200  # pairs shown at once
PAIRS = """
    WITH asked AS (SELECT unnest(%(asked)s::bigint[]) AS id),
    pairs AS (
        SELECT a.id AS one, b.id AS other
        FROM asked JOIN entries_candidate a ON a.id = asked.id
        JOIN entries_candidate b ON b.uci = a.uci AND a.uci <> '' AND b.id <> a.id
        UNION
        SELECT a.id, b.id
        FROM asked JOIN entries_candidate a ON a.id = asked.id
        JOIN entries_candidate b ON b.uln = a.uln AND a.uln <> '' AND b.id <> a.id
        UNION
        SELECT a.id, b.id
        FROM asked JOIN entries_candidate a ON a.id = asked.id
        JOIN entries_candidate b ON b.born_on = a.born_on AND b.id <> a.id
             AND similarity(a.surname || ' ' || a.forenames, b.surname || ' ' || b.forenames)
                 >= %(likeness)s
    )
    SELECT DISTINCT least(one, other), greatest(one, other)
    FROM pairs
    JOIN entries_candidate x ON x.id = one AND x.merged_into_id IS NULL
    JOIN entries_candidate y ON y.id = other AND y.merged_into_id IS NULL
    ORDER BY 1, 2
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
    """The Pairs of any of the records asked for with any other; four queries at most."""
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, {"asked": list(asked), "likeness": LIKENESS})
        found = cursor.fetchall()
    records = Candidate.objects.in_bulk({pk for pair in found for pk in pair})
    answers = dict(
        ((one, other), answer)
        for one, other, answer in DuplicateAnswer.objects.filter(one__in=records).values_list(
            "one", "other", "answer"
        )
    )
    likely = (
        Pair(
            records[one],
            records[other],
            rules.likely_same(records[one], records[other]),
            answers.get((one, other), ""),
            ours,
        )
        for one, other in found
    )
    two = DuplicateAnswer.Answer.TWO_PEOPLE
    return [pair for pair in likely if pair.because and pair.answer != two]
