"""What is the least that would bring a candidate to the next grade?

Better grades never lower an award (see surplus.py). So a unit without which even the best grades
of all others are too little is part of every way; of the rest, units of one kind that are held
alike can stand for each other, and what remains is looked through by how many units it takes.

Each candidate's search asks for the ranks of rows of codes and goes on with the answer. Those of a
class go in step: what all of them ask is decided as one, so that a class costs little more than
the longest search in it.
"""

from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeVar

import numpy as np

from interchange.catalogue.specification import Specification
from results.awarding import deciding, grades
from results.awarding.grades import Codes
from results.awarding.outcome import BEST_FIRST, CODES, Achievements
from results.awarding.plan import Flags, Ints, Plan, plan

MOST_TRIED = 20_000  # ways looked through before one is taken that need not be the shortest
AT_ONCE = 2_000
IN_STEP = 100  # candidates whose searches go together
T = TypeVar("T")
Asking = Generator[Codes, Ints, T]  # rows of codes are asked, and answered by where each stands


@dataclass(frozen=True)
class Step:
    """A unit, the grade held ("" for none), and the lowest that would do in its place."""

    unit: str
    held: str
    grade: str


@dataclass(frozen=True)
class Way:
    """The units that would bring a grade, each with the lowest grade that does.

    `is_least` says that no fewer units would do; of as many, these have the smallest size.
    """

    grade: str
    steps: tuple[Step, ...]
    is_least: bool


def nearest(specification: Specification, candidate: Achievements) -> Way | None:
    """The Way to a better grade than the candidate's; None where no attempt is left for one.

    Raises as `award` does.
    """
    return nearest_of_all(specification, [candidate])[0]


def nearest_of_all(
    specification: Specification, candidates: Sequence[Achievements]
) -> list[Way | None]:
    """The same of each of the candidates, in their order. Raises as `award_all` does."""
    alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for place, candidate in enumerate(candidates):
        alike[tuple(one.size for one in grades.others(specification, candidate))].append(place)
    found: dict[int, Way | None] = {}
    for other, places in alike.items():
        laid_out = plan(specification, other)
        for some in _some_at_once(places):
            ways = _in_step(laid_out, [candidates[place] for place in some])
            found |= dict(zip(some, ways, strict=True))
    return [found[place] for place in range(len(candidates))]


def _some_at_once(places: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(places), IN_STEP):
        yield places[start : start + IN_STEP]


@dataclass(frozen=True)
class _Case:
    """A candidate laid out: a code for each unit, in number order; `rank` is theirs."""

    plan: Plan
    codes: Codes
    rank: int
    improvable: Flags

    def reaches(self, chosen: Flags) -> Asking[Flags]:
        """Whether the best grades of the chosen units, row by row, give a better grade."""
        ranks = yield np.where(chosen, self.plan.best, self.codes)
        return np.asarray(ranks > self.rank)

    def grade(self, rank: int) -> str:
        """The grade of a rank above 0."""
        boundaries = self.plan.specification.boundaries
        return boundaries[len(boundaries) - rank].grade


def _in_step(laid_out: Plan, candidates: Sequence[Achievements]) -> list[Way | None]:
    """The Way of each candidate, whose other bodies' units are those of the plan."""
    codes, spent, route = grades.sheet(laid_out, candidates)
    alone = grades.lay_out(laid_out, candidates)

    def ranks(rows: Codes, of: Ints) -> Ints:
        """Where rows of codes stand, each of the candidate at a place: 0 for no award."""
        asked = grades.of_sheet(laid_out, rows, spent[of], route[of])
        for column in laid_out.others:
            asked.achieved[:, column] = alone.achieved[of, column]
            asked.points[:, column] = alone.points[of, column]
        boundary = deciding.decide(laid_out, asked).boundary
        return np.where(boundary < 0, 0, len(laid_out.specification.boundaries) - boundary)

    stand = ranks(codes, np.arange(len(codes)))
    improvable = (codes != laid_out.best) & ~(spent & laid_out.examined)
    cases = zip(codes, stand.tolist(), improvable, strict=True)
    searches = dict(enumerate(_way(_Case(laid_out, *case)) for case in cases))
    asked = {place: next(search) for place, search in searches.items()}
    found: dict[int, Way | None] = {}
    while asked:
        counts = [len(rows) for rows in asked.values()]
        answers = ranks(np.concatenate([*asked.values()]), np.repeat([*asked], counts))
        cuts = np.cumsum(counts)[:-1]
        for place, answer in zip([*asked], np.split(answers, cuts), strict=True):
            try:
                asked[place] = searches[place].send(answer)
            except StopIteration as done:
                found[place] = done.value
                del asked[place]
    return [found[place] for place in range(len(candidates))]


def _way(case: _Case) -> Asking[Way | None]:
    """The Way of one candidate."""
    if not (yield from case.reaches(case.improvable[None]))[0]:
        return None
    needed = yield from _needed(case)
    is_enough = (yield from case.reaches(needed[None]))[0]
    chosen = needed if is_enough else (yield from _fewest(case, needed))
    is_least = chosen is not None
    chosen = (yield from _thinned(case)) if chosen is None else chosen
    codes = yield from _lowered(case, np.where(chosen, case.plan.best, case.codes))
    [rank] = (yield codes[None]).tolist()
    return Way(case.grade(rank), _steps(case, chosen, codes), is_least)


def _needed(case: _Case) -> Asking[Flags]:
    """The units without which no way leads on."""
    places = np.flatnonzero(case.improvable)
    without = np.tile(case.improvable, (len(places), 1))
    without[np.arange(len(places)), places] = False
    needed = np.zeros_like(case.improvable)
    needed[places[~(yield from case.reaches(without))]] = True
    return needed


def _fewest(case: _Case, needed: Flags) -> Asking[Flags | None]:
    """The needed units with the fewest others that do; None where there are too many to try."""
    kinds = _kinds(case, np.flatnonzero(case.improvable & ~needed))
    sizes, tried = case.plan.sizes[case.plan.own], 0
    for more in range(1, sum(map(len, kinds)) + 1):
        found: list[tuple[int, tuple[int, ...]]] = []
        ways = _selections(kinds, more)
        while batch := list(islice(ways, AT_ONCE)):
            if (tried := tried + len(batch)) > MOST_TRIED:
                return None
            chosen = np.tile(needed, (len(batch), 1))
            chosen[np.repeat(np.arange(len(batch)), more), list(chain(*batch))] = True
            hits = np.flatnonzero((yield from case.reaches(chosen)))
            found += [(int(sizes[list(batch[at])].sum()), tuple(sorted(batch[at]))) for at in hits]
        if found:
            chosen_too = needed.copy()
            chosen_too[list(min(found)[1])] = True
            return chosen_too
    return None


def _kinds(case: _Case, places: Ints) -> list[list[int]]:
    """The units at these places, together those that can stand for each other."""
    kinds = defaultdict(list)
    for place in places.tolist():
        kind = int(case.plan.kind_of[case.plan.own[place]])
        unit = case.plan.specification.units[place]
        kinds[kind, unit.grades, unit.minimum, int(case.codes[place])].append(place)
    return list(kinds.values())


def _selections(kinds: Sequence[Sequence[int]], count: int) -> Iterator[tuple[int, ...]]:
    """Every selection of so many units, of each kind the first ones."""
    if not kinds:
        if not count:
            yield ()
        return
    first, rest = kinds[0], kinds[1:]
    left = sum(map(len, rest))
    for taken in range(max(0, count - left), min(len(first), count) + 1):
        for others in _selections(rest, count - taken):
            yield (*first[:taken], *others)


def _thinned(case: _Case) -> Asking[Flags]:
    """All that could improve, without what can be spared: the largest first."""
    chosen, sizes = case.improvable.copy(), case.plan.sizes[case.plan.own]
    for place in sorted(np.flatnonzero(chosen).tolist(), key=lambda one: (-sizes[one], -one)):
        chosen[place] = False
        chosen[place] = not (yield from case.reaches(chosen[None]))[0]
    return chosen


def _lowered(case: _Case, codes: Codes) -> Asking[Codes]:
    """The codes, each as low as still does: by one grade in turn, so that none stays high alone."""
    codes, going = codes.copy(), True
    while going:
        going = False
        for place in np.flatnonzero(codes != case.codes).tolist():
            lower = _one_lower(case, place, codes)
            if lower is not None and (yield lower[None])[0] > case.rank:
                codes, going = lower, True
    return codes


def _one_lower(case: _Case, place: int, codes: Codes) -> Codes | None:
    """The codes with the next lower grade that achieves the unit and is better than is held."""
    possible = case.plan.specification.units[place].achieving
    after = possible.index(BEST_FIRST[codes[place] - 1]) + 1
    if after == len(possible) or CODES[possible[after]] == case.codes[place]:
        return None
    lower = codes.copy()
    lower[place] = CODES[possible[after]]
    return lower


def _steps(case: _Case, chosen: Flags, codes: Codes) -> tuple[Step, ...]:
    units, names = case.plan.specification.units, ("", *BEST_FIRST)
    return tuple(
        Step(units[place].number, names[case.codes[place]], names[codes[place]])
        for place in np.flatnonzero(chosen).tolist()
    )
