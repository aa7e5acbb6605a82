"""What do very many registrations hold? Their packed rows as arrays, a cohort a qualification.

What is out of the ordinary is named, to be looked at one by one (`standings`): registrations that
have ended, persons with several of one code, and units of another awarding body.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from entries.states import OPEN
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import Series, SpecificationVersion, Unit
from results import rules
from results.awarding import grades, pathway
from results.awarding.outcome import CODES
from results.awarding.plan import Ints, Plan, plan
from results.queries.ground import in_force, unit_numbers
from results.queries.older_rules import has_older
from results.queries.packed import Registration, as_columns, registrations

NO_NUMBER = -1  # of a unit that is none of the subject
NO_COLUMN = -2  # of one that the rules of the qualification do not take
BELOW_ALL = len(CODES) + 1
CODE_OF_LETTER = np.zeros(256, dtype=np.uint8)  # by a grade's first letter; UNGRADED is none
CODE_OF_LETTER[[ord(grade[0]) for grade in CODES]] = list(CODES.values())


@dataclass(frozen=True)
class Cohort:
    """Registrations of one qualification, and what the engine asks of them: a row each.

    `codes` and `spent` are the sheet (see results.awarding.grades), `route` the pathways, and
    `rank` says where the result that stands is among results. `absent` marks units of which nothing
    but an absence is known, `no_result` those of which the board issued none either; `outside` who
    holds units that the rules do not take. `numbers` are those of the units of the subject, by
    (shared) id.
    """

    version: SpecificationVersion
    plan: Plan
    registrations: list[Registration]
    codes: grades.Codes
    spent: npt.NDArray[np.bool_]
    absent: npt.NDArray[np.bool_]
    no_result: npt.NDArray[np.bool_]
    outside: npt.NDArray[np.bool_]
    numbers: dict[int, str]
    route: Ints
    rank: Ints

    @property
    def certified_until(self) -> date | None:
        """The day of the qualification's last certification, None where none is set."""
        return self.version.qualification.last_certification_on

    @cached_property
    def columns(self) -> Registration:
        """The registrations column by column: each field has the values of all rows."""
        return as_columns(self.registrations)


@dataclass(frozen=True)
class _Catalogue:
    """What the reading of a batch needs of the catalogue."""

    versions: dict
    specifications: dict
    numbers: dict
    shared: Ints  # the unit that each is the same as, by id; itself where there is none
    month: Ints  # the first day of a series' month by the series' id; 0: no series


def cohorts(entries) -> tuple[list[Cohort], list[int]]:
    """The registrations of these ids as cohorts, and the ids of those to be looked at one by one.

    Those that have ended without a result are left out, and those without loaded rules. Raises
    what the engine raises of a grade that cannot be.
    """
    by_qualification, apart = defaultdict(list), []
    for one in registrations(entries):
        if one.status not in OPEN or one.several:
            if one.status in OPEN or one.latest:
                apart.append(one.entry)
        else:
            by_qualification[one.qualification].append(one)
    known, made = _catalogue(by_qualification), []
    for qualification in by_qualification.keys() & known.versions.keys():
        these = by_qualification[qualification]
        if has_older(known.versions, qualification):
            apart += [one.entry for one in these]
        elif known.specifications[known.versions[qualification].pk].offered:
            cohort, others = _cohort(known, qualification, these)
            made += [cohort] if cohort.registrations else []
            apart += others
        else:
            apart += [one.entry for one in these if one.latest]
    return made, apart


def _catalogue(qualifications) -> _Catalogue:
    versions = in_force(qualifications)
    series = list(Series.objects.values_list("pk", "year", "month"))
    month = np.zeros(max((pk for pk, _, _ in series), default=0) + 1, dtype=np.int64)
    for pk, year, number in series:
        month[pk] = date(year, number, 1).toordinal()
    return _Catalogue(
        versions=versions,
        specifications=catalogue_queries.rules_of(versions.values()),
        numbers=unit_numbers(qualifications),
        shared=_shared(),
        month=month,
    )


def _shared() -> Ints:
    same_as = dict(Unit.objects.order_by().values_list("pk", "same_as_id"))
    shared = np.zeros(max(same_as, default=0) + 1, dtype=np.int64)
    for unit, other in same_as.items():
        shared[unit] = other or unit
    return shared


def _cohort(known, qualification, these) -> tuple[Cohort, list[int]]:
    """The cohort of those who hold nothing else than units of ours; the ids of the others."""
    version = known.versions[qualification]
    laid_out = plan(known.specifications[version.pk])
    place_of = _places(laid_out, known.numbers[qualification], known.shared)
    apart = []
    if laid_out.specification.other_awarding_bodies:
        row, place, *_ = _unpacked(these, place_of)
        other = set(row[place < 0].tolist())
        apart = [one.entry for at, one in enumerate(these) if at in other]
        these = [one for at, one in enumerate(these) if at not in other]
    unpacked = _unpacked(these, place_of)
    codes, spent = _sheet(known, laid_out, these, unpacked)
    row, place, *_ = unpacked
    outside = np.zeros(len(these), dtype=bool)
    outside[row[place == NO_COLUMN]] = True
    absent, no_result = (_marked(unpacked, codes, why) for why in (rules.ABSENT, rules.NO_RESULT))
    cohort = Cohort(
        version=version,
        plan=laid_out,
        registrations=these,
        codes=codes,
        spent=spent,
        absent=absent & ~no_result,
        no_result=no_result,
        outside=outside,
        numbers=known.numbers[qualification],
        route=_routes(laid_out, these),
        rank=_ranks(laid_out, these),
    )
    return cohort, apart


def _marked(unpacked, codes, why) -> npt.NDArray[np.bool_]:
    """Of which units there is no grade, and one of the UNGRADED that says `why`."""
    row, place, letters, _ = unpacked
    found = np.zeros(codes.shape, dtype=bool)
    says_so = (place >= 0) & (letters == ord(why[0]))
    found[row[says_so], place[says_so]] = True
    return found & (codes == 0)


def _places(laid_out, numbers, shared) -> Ints:
    """The column of each unit, by its id, of the sheet."""
    place_of = np.full(len(shared), NO_NUMBER, dtype=np.int64)
    for unit, number in numbers.items():
        place_of[unit] = laid_out.numbers.get(number, NO_COLUMN)
    return np.asarray(place_of[shared])


def _unpacked(these, place_of) -> tuple[Ints, Ints, Ints, Ints]:
    """Each unit result as row, place, first letter of its grade, and id of its series (0: none)."""
    packed = [one.packed for one in these]
    data = np.frombuffer(b"".join(packed), dtype=">i8").astype(np.int64)
    row = np.repeat(np.arange(len(these)), np.array(list(map(len, packed)), dtype=np.int64) // 8)
    return row, place_of[data >> 8 & 0xFFFFFF], data & 0xFF, data >> 32


def _sheet(known, laid_out, these, unpacked) -> tuple[grades.Codes, npt.NDArray[np.bool_]]:
    """The best grade of each unit, and whether its exam may not be sat again."""
    row, place, letters, series = unpacked
    code = CODE_OF_LETTER[letters]
    graded = (place >= 0) & (code > 0)
    row, place, code, series = row[graded], place[graded], code[graded], series[graded]
    best = np.full((len(these), len(laid_out.own)), BELOW_ALL, dtype=np.uint8)
    np.minimum.at(best, (row, place), code)
    best[best == BELOW_ALL] = 0
    allowed = laid_out.specification.attempts
    if allowed is None:
        return best, np.zeros(best.shape, dtype=bool)
    after = np.array(
        [one.attempts_after_on.toordinal() if one.attempts_after_on else 0 for one in these]
    )
    sat = np.zeros(best.shape, dtype=np.int64)
    counts = (series > 0) & (known.month[series] > after[row])
    np.add.at(sat, (row[counts], place[counts]), 1)
    return best, (sat > 0) & (sat >= allowed)


def _routes(laid_out, these) -> Ints:
    """The pathway of each as the rules have it (still); without one the best is taken."""
    named = {one.name for one in laid_out.specification.pathways}
    code = laid_out.specification.code
    position = {
        name: pathway.position(laid_out.routes, code, name if name in named else None)
        for name in {one.pathway for one in these}
    }
    return np.array([position[one.pathway] for one in these], dtype=np.int64)


def _ranks(laid_out, these) -> Ints:
    """Where the result that stands of each is among results."""
    specification = laid_out.specification
    return np.array(
        [
            rules.rank(specification, rules.Issued(one.outcome, one.grade, one.points))
            if one.latest
            else 0
            for one in these
        ],
        dtype=np.int64,
    )
