"""How are numbers drawn as bars? As a small picture; beside it they are said."""

from collections.abc import Sequence
from dataclasses import dataclass

HIGH, STEP, WIDE = 32, 6, 5  # of the picture: its height, and of each bar


@dataclass(frozen=True)
class Bar:
    """A bar of the picture: where it begins, from the left and the top, and how high it is."""

    x: int
    y: int
    height: int


def bars(numbers: Sequence[int], most: int) -> list[Bar]:
    """The bars of the numbers, the highest possible for `most`; any number but 0 is seen."""
    found = []
    for place, number in enumerate(numbers):
        height = max(1, round(HIGH * number / most)) if number else 0
        found.append(Bar(place * STEP, HIGH - height, height))
    return found


def width(numbers: Sequence[int]) -> int:
    """How wide the picture of the numbers is."""
    return max(1, len(numbers) * STEP)
