"""What would a form of new candidates do? Read before anything is saved, and again while saving."""

from dataclasses import dataclass, replace

from django.db.models import Q

from entries.models import Candidate, QualificationEntry, UnitEntry
from entries.queries.likely import Likely, likely_duplicates
from entries.queries.numbers import held_numbers
from entries.queries.people import candidates_of
from entries.rules import exams, likeness, registering
from entries.rules import people as rules
from entries.states import LISTED, OPEN, Status
from entries.unit_states import Status as UnitStatus
from interchange.catalogue.queries import closed_units


@dataclass(frozen=True)
class Planned:
    """One row: who it is, whether an existing record is joined, and what stands in the way.

    `note` is what the centre should know before it sends the form, though nothing is in the way.
    """

    person: rules.Person
    candidate: Candidate | None = None
    likely: tuple[Likely, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def unseen(self) -> bool:
        """Whether the centre has yet to say if it is one of the likely duplicates."""
        return bool(self.likely) and not self.person.distinct

    @property
    def is_new(self) -> bool:
        """Whether a new OCR candidate number will be given."""
        return self.candidate is None

    @property
    def sex(self) -> str:
        """The person's sex in words."""
        return Candidate.Sex(self.person.sex).label

    @property
    def joins(self) -> bool:
        """Whether a typed person is taken to be an existing candidate."""
        return self.candidate is not None and not self.person.picked

    @property
    def ours(self) -> list[Likely]:
        """The likely duplicates that the centre may be shown."""
        return [one for one in self.likely if one.ours]

    @property
    def elsewhere(self) -> list[str]:
        """Why another record, not the centre's own, may be the same person; no more than that."""
        return sorted({one.because for one in self.likely if not one.ours})


def plan_people(centre, qualification, people, on) -> list[Planned]:
    """What registering the people for the qualification on the day `on` would do, row by row.

    A fixed number of queries for any number of people.
    """
    rows = resolve(centre, people)
    ids = [row.candidate.pk for row in rows if row.candidate]
    registered = _registered(centre, qualification, ids)
    units_only = _units_only_in_subject(qualification, ids)
    other_size = _registered_in_subject(qualification, ids, centre=centre) - registered.keys()
    return [
        replace(row, note=registering.OTHER_SIZE) if _person(row) in other_size else row
        for row in _judged(centre, rows, on, registered, units_only)
    ]


def plan_units_only(centre, qualification, people, units, on) -> list[Planned]:
    """What entering the people for units of the 2012 suite would do, row by row."""
    rows = resolve(centre, people)
    ids = [row.candidate.pk for row in rows if row.candidate]
    registered = _registered_in_subject(qualification, ids)
    entered = _entered(ids, units)
    here = set(qualification.units.values_list("pk", flat=True))
    closed = {unit for whole, unit in closed_units(on) if whole == qualification.pk}
    told = (registered, entered, here, closed)
    return [
        _with_problems(row, _unit_problems(row, qualification, units, *told))
        for row in _judged(centre, rows, on, {}, set())
    ]


def _unit_problems(row, qualification, units, registered, entered, here, closed):
    person = _person(row)
    found = []
    for unit in units:
        refusal = exams.units_only_refusal(
            qualification,
            registered=person in registered,
            in_size=unit.pk in here,
            entered=(person, unit.pk) in entered,
            closed=unit.pk in closed,
        )
        if refusal:
            found.append(("", f"Unit {unit.number}: {refusal}"))
    return found


def resolve(centre, people) -> list[Planned]:
    """Who the people are, as far as the records tell: a Planned for each, not yet judged."""
    picked = candidates_of(centre).in_bulk(
        [one.picked for one in people if one.picked], field_name="ocr_number"
    )
    likely = likely_duplicates(centre, [_or_nobody(one) for one in people])
    return [_row(person, picked, found) for person, found in zip(people, likely, strict=True)]


def _or_nobody(person):
    """A picked person is known, and an incomplete one is not searched for."""
    return rules.Person() if person.picked else person


def _row(person, picked, likely):
    if person.picked:
        return _picked(person, picked.get(person.picked))
    same = [one for one in likely if rules.is_same_person(person, one.candidate)]
    if same:
        return Planned(person, min((one.candidate for one in same), key=lambda one: one.ocr_number))
    return Planned(person, None, tuple(likely))


def _picked(person, record):
    if record is None:
        gone = f"There is no candidate {person.picked} at your centre. Type the details instead."
        return Planned(person, None, (), (("", gone),))
    details = {
        name: getattr(record, name)
        for name in ("surname", "forenames", "born_on", "sex", "uci", "uln")
    }
    return Planned(replace(person, **details), record)


def _number_problem(person):
    text = rules.number_problem(person.candidate_number)
    return [("candidate_number", text)] if text else []


def _with_problems(row, *lists):
    found = [*row.problems, *(one for problems in lists for one in problems)]
    return replace(row, problems=tuple(found))


def _judged(centre, rows, on, registered, units_only):
    ids = [row.candidate.pk for row in rows if row.candidate]
    numbers = [row.person.candidate_number for row in rows]
    taken = held_numbers(centre, on, numbers=numbers, persons=ids)
    clashes = registering.within_form([row.person for row in rows], likeness.likely_same)
    return [
        _with_problems(
            row,
            rules.problems(row.person, on) if row.is_new else _number_problem(row.person),
            registering.refusals(row.person, _facts(row, registered, units_only, *taken)),
            [(field, text) for at, field, text in clashes if at == place],
        )
        for place, row in enumerate(rows)
    ]


def _person(row):
    return row.candidate.pk if row.candidate else None


def _facts(row, registered, units_only, by_person, by_number):
    person = _person(row)
    holder, name = by_number.get(row.person.candidate_number, (None, ""))
    perhaps = {one.candidate.pk for one in row.likely} if row.unseen else set()
    return registering.PersonAtCentre(
        registered=person in registered,
        withdrawn=registered.get(person) == Status.WITHDRAWN,
        units_only=person in units_only,
        number=by_person.get(person, ""),
        holder="" if holder in {person, *perhaps} else name,
    )


def _registered(centre, qualification, ids):
    held = QualificationEntry.objects.filter(
        candidate__person__in=ids, centre=centre, qualification=qualification, status__in=LISTED
    )
    return {person: status for person, status in held.values_list("candidate__person", "status")}


def _units_only_in_subject(qualification, ids):
    if qualification.suite != "2012":
        return set()
    entered = UnitEntry.objects.filter(
        _same_subject(qualification),
        candidate__person__in=ids,
        series=None,
        status=UnitStatus.ENTERED,
    )
    return set(entered.values_list("candidate__person", flat=True))


def _registered_in_subject(qualification, ids, **at):
    """The persons registered for any size of the qualification's subject; `at` narrows it down."""
    held = QualificationEntry.objects.filter(
        _same_subject(qualification), candidate__person__in=ids, status__in=OPEN, **at
    )
    return set(held.values_list("candidate__person", flat=True))


def _same_subject(qualification):
    return Q(
        qualification__suite=qualification.suite,
        qualification__subject=qualification.subject_id,
        qualification__level=qualification.level,
    )


def _entered(ids, units):
    entered = UnitEntry.objects.filter(
        candidate__person__in=ids, unit__in=units, series=None, status=UnitStatus.ENTERED
    )
    return set(entered.values_list("candidate__person", "unit"))
