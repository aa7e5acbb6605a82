"""How often does a moderator come to the grade that the centre claimed?"""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    """Of how many grades that one assessor gave, looked at in the sample, how many stand."""

    assessor: str
    looked_at: int
    stand: int


def agreement_in_words(found: Collection[Agreement]) -> str:
    """The rate of all, in whole per cent and never rounded up, then each assessor's."""
    looked_at, stand = sum(one.looked_at for one in found), sum(one.stand for one in found)
    if not looked_at:
        return "No grade of the sample is on the claim."
    told = f"{stand} of {looked_at} grades in the sample stand as claimed"
    rate = f"{told} ({stand * 100 // looked_at} %)"
    if len(found) == 1:
        return f"{rate}."
    each = ", ".join(f"{one.assessor} {one.stand} of {one.looked_at}" for one in found)
    return f"{rate}: {each}."
