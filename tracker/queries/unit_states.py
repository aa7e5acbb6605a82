"""Where does each candidate of a centre stand with each unit today, and who stands where?

As it was kept of their registrations; Absent while the series is live (results eligibility).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from entries.models import QualificationEntry
from interchange.accounts.models import Centre
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import Qualification, SpecificationVersion, Unit
from interchange.catalogue.specification import number_order
from interchange.look.meanings import meaning
from results import queries as results_queries
from results.eligibility import LETTERS, UNDER_WAY, UnitState
from results.models import KeptStanding
from results.queries.kept import STATES
from results.signs import BY_CODE, SIGNS, Sign

CHOICES = {  # what a list may be narrowed to, by its word in addresses: in words, and the states
    **{sign.code: (sign.words, (state,)) for state, sign in SIGNS.items()},
    "under_way": ("Any under way", UNDER_WAY),
    "not_yet": ("Not yet claimed or entered", (UnitState.TO_DO, UnitState.NOT_TAKEN)),
}


@dataclass(frozen=True)
class Key:
    """What a sign means, and what it is coloured by, for whoever reads a table of them."""

    sign: Sign
    colour: str


KEY = tuple(Key(sign, meaning(sign.words)) for sign in SIGNS.values())


@dataclass(frozen=True)
class UnitShown:
    """A unit as a candidate stands with it today: its sign, and the grade held ("" for none)."""

    number: str
    title: str
    examined: bool
    sign: Sign
    grade: str

    @property
    def in_a_cell(self) -> str:
        """What stands in a narrow cell."""
        return self.sign.in_a_cell(self.grade)

    @property
    def in_words(self) -> str:
        """The same in words."""
        return self.sign.in_words(self.grade)

    @property
    def colour(self) -> str:
        """What the state is coloured by, as statuses are."""
        return meaning(self.sign.words)


class UnitStates:
    """The units of a centre's registrations today; what it needs it asks once, for any number.

    Takes the qualifications they are for, and the `persons` (ids) who are asked about; None stands
    for everybody. Three queries.
    """

    def __init__(
        self,
        centre: Centre,
        qualifications: Collection[Qualification],
        on: date,
        *,
        persons: Iterable[int] | None = None,
    ) -> None:
        ids = [one.pk for one in qualifications]
        versions = SpecificationVersion.objects.filter(qualification__in=ids).defer("content")
        self.qualification_of = {one.pk: one.qualification_id for one in versions}
        self.rules = catalogue_queries.rules_of(versions)
        self.numbers = results_queries.unit_numbers(ids)
        self.absent = results_queries.absent_now(centre, persons, on)

    def of(self, kept: KeptStanding) -> dict[str, UnitShown]:
        """The units of a registration by their numbers, from what is kept of it; asks nothing.

        Takes what is read with its entry and candidate; empty where it could not be worked out.
        """
        if not kept.specification_id:
            return {}
        entry = kept.entry
        numbers = self.numbers.get(entry.qualification_id, {})
        missed = self.absent.get(entry.candidate.person_id, ())
        absent = {numbers[one] for one in missed if one in numbers}
        return {
            unit.number: UnitShown(
                unit.number,
                unit.title,
                unit.examined,
                SIGNS[UnitState.ABSENT if unit.number in absent else STATES[letter]],
                grade,
            )
            for unit, letter, grade in zip(
                self.rules[kept.specification_id].units, kept.units, kept.grades, strict=True
            )
        }

    def of_unit(self, kept: KeptStanding, unit: Unit) -> UnitShown | None:
        """How a registration stands with one unit; None where its rules have no such unit."""
        number = self._number_of(unit, kept.entry.qualification_id)
        return self.of(kept).get(number) if number else None

    def places(self, unit: Unit | None) -> dict[int | None, list[int]]:
        """At which place of what is kept a unit stands, by the versions (ids) of the rules.

        {place: [version id]}; without a unit any place of all versions, which is None.
        """
        if unit is None:
            return {None: [*self.rules]}
        found: dict[int | None, list[int]] = defaultdict(list)
        for pk, rules in self.rules.items():
            number = self._number_of(unit, self.qualification_of[pk])
            for place, one in enumerate(rules.units):
                if one.number == number:
                    found[place].append(pk)
        return found

    def _number_of(self, unit: Unit, qualification_id: int) -> str | None:
        """The number of a unit in a qualification, None where that has no such unit."""
        return self.numbers.get(qualification_id, {}).get(unit.shared_id)


def columns(shown: Iterable[Mapping[str, UnitShown]]) -> list[UnitShown]:
    """The units that any of the rows has, one of each, by their numbers: what stands above them."""
    found = {number: unit for units in shown for number, unit in units.items()}
    return [found[number] for number in sorted(found, key=number_order)]


def narrowed(
    entries: QuerySet[QualificationEntry],
    states: UnitStates,
    unit: Unit | None,
    choice: str,
) -> QuerySet[QualificationEntry]:
    """Those of the entries of whom the unit, or any without one, stands as chosen today.

    Takes entries read by `results.queries.with_kept`, the UnitStates of everybody at their centre,
    and one of CHOICES; without a choice those whose rules have the unit. What waits to be worked
    out is taken for what it was. One query more where somebody is absent from a live series.
    """
    places = states.places(unit)
    if not choice:
        return entries.filter(kept__specification__in=[pk for ids in places.values() for pk in ids])
    _, wanted = CHOICES[choice]
    letters = "".join(LETTERS[one] for one in wanted)
    fits = Q(pk__in=[])
    for place, versions in places.items():
        pattern = f"[{letters}]" if place is None else f"^.{{{place}}}[{letters}]"
        fits |= Q(kept__specification__in=versions, kept__units__regex=pattern)
    if not states.absent:
        return entries.filter(fits)
    missing = Q(candidate__person__in=[*states.absent])
    shown = _shown_so(entries.filter(missing), states, unit, wanted)
    return entries.filter(fits & ~missing | Q(pk__in=shown))


def _shown_so(
    entries: QuerySet[QualificationEntry],
    states: UnitStates,
    unit: Unit | None,
    wanted: Collection[UnitState],
) -> list[int]:
    """The ids of those of the entries, few, of whom the unit shows as one of the states."""
    found = []
    for entry in entries.filter(kept__isnull=False).prefetch_related(None).order_by():
        kept = entry.kept
        units = [states.of_unit(kept, unit)] if unit else states.of(kept).values()
        if any(one and BY_CODE[one.sign.code] in wanted for one in units):
            found.append(entry.pk)
    return found
