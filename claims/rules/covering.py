"""The fewest that together show all that any of them shows, ties by an order that is drawn."""

from collections.abc import Hashable, Mapping, Sequence
from hashlib import sha256

PATIENCE = 1_500_000  # looks at what one shows, some tenths of a second; then greed decides
TRIES = 6_000  # greedy choices, by how many there are to choose from


def drawn(seed: int, names: Mapping[int, str]) -> list[int]:
    """The ids in an order that nobody foresees without the seed, and anybody can draw again.

    That of the SHA-256 of "seed name", so that no version of a language changes it.
    """
    return sorted(names, key=lambda pk: sha256(f"{seed} {names[pk]}".encode()).digest())


def fewest(shows: Mapping[int, set[Hashable]], order: Sequence[int]) -> list[int]:
    """As few of the ids as show everything, the first such in the order.

    Proven to be the fewest unless the search takes too long: then what greed came to.
    """
    if not order:
        return []
    things = dict.fromkeys(thing for pk in order for thing in sorted(shows[pk], key=repr))
    places = {thing: place for place, thing in enumerate(things)}
    masks = [sum(1 << places[thing] for thing in shows[pk]) for pk in order]
    everything = (1 << len(places)) - 1
    best, search = _greediest(masks, everything), _Search(masks, len(places))
    for size in range(len(best)):
        found = search.of_size(everything, size)
        if found is not None:
            best = found
            break
    return [order[place] for place in best]


def _greediest(masks: Sequence[int], everything: int) -> list[int]:
    """The smallest of some greedy choices, the first such."""
    firsts = range(len(masks))[: TRIES // len(masks) + 1]
    return min((_greedy(masks, everything, first) for first in firsts), key=len)


def _greedy(masks: Sequence[int], everything: int, first: int) -> list[int]:
    """Places of a small choice that shows everything, beginning with one of them.

    Whatever shows most that is unseen comes next; what is then not needed is left out again.
    """
    unseen, chosen = everything & ~masks[first], [first]
    while unseen:
        best = max(range(len(masks)), key=lambda place: (masks[place] & unseen).bit_count())
        chosen.append(best)
        unseen &= ~masks[best]
    for one in sorted(chosen, key=lambda place: masks[place].bit_count()):
        others = 0
        for place in chosen:
            others |= masks[place] if place != one else 0
        if others == everything:
            chosen.remove(one)
    return chosen


class _Search:
    """Looks for a choice of a size: whoever shows what the fewest show, one after the other."""

    def __init__(self, masks: Sequence[int], things: int) -> None:
        """Take what each place shows, and how many things there are to show."""
        self.masks = masks
        self.looks = PATIENCE
        who = [
            (1 << thing, [place for place, mask in enumerate(masks) if mask >> thing & 1])
            for thing in range(things)
        ]
        self.rarest_first = sorted(who, key=lambda one: len(one[1]))

    def of_size(self, unseen: int, size: int) -> list[int] | None:
        """The first choice of at most so many places that shows all that is unseen; None of none.

        None, too, where no look is left.
        """
        if not unseen:
            return []
        if self.looks < 0 or not self._may_do(unseen, size):
            return None
        who = next(places for thing, places in self.rarest_first if thing & unseen)
        for place in who:
            found = self.of_size(unseen & ~self.masks[place], size - 1)
            if found is not None:
                return [place, *found]
        return None

    def _may_do(self, unseen: int, size: int) -> bool:
        """Whether so many may show all that is unseen: neither bound says that they cannot.

        Those that show most of it show enough, together; and no more things are shown by nobody in
        common than there are places.
        """
        self.looks -= len(self.masks)
        gains = sorted(((mask & unseen).bit_count() for mask in self.masks), reverse=True)
        if sum(gains[:size]) < unseen.bit_count():
            return False
        apart, left = 0, unseen
        for thing, places in self.rarest_first:
            if thing & left:
                apart += 1
                if apart > size:
                    return False
                for place in places:
                    left &= ~self.masks[place]
        return True
