"""Who has a UCI or ULN, by any of their records?"""

from collections import defaultdict

from django.db.models import Q

from entries.models import Candidate
from entries.rules.identity import TITLES


def holders_of_numbers(people) -> dict[tuple[str, str], set[int]]:
    """The persons (ids) who have the UCIs and ULNs of the people, by (kind, number); one query.

    `people` have a `uci` and a `uln`, "" for none.
    """
    asked = {kind: {getattr(one, kind) for one in people} - {""} for kind in TITLES}
    found = defaultdict(set)
    if not any(asked.values()):
        return found
    records = Candidate.objects.order_by().filter(Q(uci__in=asked["uci"]) | Q(uln__in=asked["uln"]))
    for person, *numbers in records.values_list("person", *TITLES):
        for kind, number in zip(TITLES, numbers, strict=True):
            if number in asked[kind]:
                found[kind, number].add(person)
    return found
