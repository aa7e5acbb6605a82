"""What would a form of entries do? Asked before anything is saved, and again while saving."""

from dataclasses import dataclass
from functools import partial

from entries.models import Candidate
from entries.queries.known import known_of, numbers_known, terms_at, who
from entries.queries.likely import Likely, shared_number
from entries.rules import identity
from entries.rules.charging import OF_STAGE
from entries.rules.judging import ALL, OPTION, Verdict, judge, of_person
from entries.rules.known import Who
from entries.rules.lines import kept
from entries.rules.people import Person
from entries.rules.targets import EXAM, UNIT, Target, part, whole
from entries.rules.within_form import within_form
from interchange.catalogue.models import Unit
from interchange.catalogue.queries import specification

NO_NUMBERS = ({}, {})
LATE_AS = {fee: stage.label.lower() for stage, fee in OF_STAGE.items()}


@dataclass(frozen=True)
class Planned:
    """One row: who it is, which record is joined, what stands in the way, what it costs.

    `note` is what the centre should know before it sends the form, though nothing is in the way.
    """

    who: Who
    candidate: Candidate | None = None
    likely: tuple[Likely, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    verdicts: tuple[tuple[Target, Verdict], ...] = ()
    note: str = ""

    @property
    def person(self) -> Person:
        """The person, with the details of the record where one was picked."""
        return self.who.person

    @property
    def unseen(self) -> bool:
        """Whether the centre has yet to say if it is one of the likely duplicates."""
        return self.who.is_unseen

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
    def may_ask(self) -> bool:
        """Whether the board may be asked whose the UCI or ULN is: nothing else is wrong."""
        return identity.may_ask(self.who, self.problems)

    @property
    def ours(self) -> list[Likely]:
        """The likely duplicates that the centre may be shown."""
        return [one for one in self.likely if one.ours]

    @property
    def shared(self) -> str:
        """The number that one of them has too, by its name: then it is nobody else."""
        return shared_number(self.person, self.likely)

    @property
    def elsewhere(self) -> str:
        """That somebody who is not the centre's own may be the same person; else nothing."""
        return next((one.because for one in self.likely if not one.ours), "")


@dataclass(frozen=True)
class PlannedSitting:
    """One candidate for one exam, and the verdict on it."""

    candidate: Candidate
    unit: Unit
    who: Who
    target: Target
    verdict: Verdict

    @property
    def candidate_number(self) -> str:
        """The number of the registration; empty where there is none."""
        return self.who.person.candidate_number

    @property
    def says(self) -> str:
        """Which attempt it is, and what it is charged for besides the registration."""
        verdict = self.verdict
        late = [LATE_AS[one] for one in verdict.charges if one in LATE_AS]
        if verdict.resit:
            return f"Further attempt, charged{f', and charged as {late[0]} too' if late else ''}"
        return f"First attempt{f', charged only for being {late[0]}' if late else ''}"

    @property
    def refusal(self) -> str:
        """Why it is refused, whatever holds for the whole series; else nothing."""
        found = (text for field, text in self.verdict.barriers if field != ALL)
        return next(found, "")


def plan_people(centre, qualification, people, on, *, pathway="", units=None) -> list[Planned]:
    """What registering the people for the qualification on the day `on` would do, row by row.

    With `units`, what entering them for those units of the 2012 suite by themselves would do. A
    fixed number of queries for any number of people.
    """
    terms = terms_at(centre, on=on, allowed={})
    if units is None:
        targets = [whole(qualification, pathway)]
    else:
        targets = _parts(UNIT, qualification, units)
    return _planned(centre, terms, who(centre, people, on), targets or [], qualification)


def plan_as(centre, qualification, person, record, on, *, pathway="") -> Planned:
    """What registering the person as the record would do, whatever name and numbers are typed."""
    terms = terms_at(centre, on=on, allowed={})
    row = Who(person, record.pk, name=record.name), record, []
    [found] = _planned(centre, terms, [row], [whole(qualification, pathway)], qualification)
    return found


def _planned(centre, terms, rows, targets, qualification):
    """The rows, as `who` gives them, put to the judge."""
    known = known_of(
        centre,
        terms,
        [one.record for one, _, _ in rows],
        targets or [whole(qualification)],
        sat=None,
        numbers=numbers_known(centre, terms.on, [one for one, _, _ in rows]),
    )
    clashes = within_form([one.person for one, _, _ in rows])
    found = []
    for place, (one, record, likely) in enumerate(rows):
        verdicts = tuple((target, judge(one, target, known)) for target in targets)
        problems = [*_of_person(one, known), *_of_targets(verdicts)]
        problems += [(field, text) for at, field, text in clashes if at == place]
        found.append(Planned(one, record, tuple(likely), tuple(problems), verdicts, kept(one)))
    return found


def _of_person(one, known):
    return [(refusal.field, refusal.text) for refusal in of_person(one, known)]


def _of_targets(verdicts):
    """What stands in the way of one person's targets, beside what is wrong with the person."""
    found = []
    for target, verdict in verdicts:
        name = f"{target.name}: " if target.unit else ""
        found += [("", f"{name}{text}") for field, text in verdict.barriers if field == OPTION]
    return found


def plan_exams(centre, qualification, series, chosen, *, on, sat) -> list[PlannedSitting]:
    """What entering candidates for exams would do: one PlannedSitting for each of `chosen`.

    `chosen` are (candidate, unit) pairs; `on` is the day it would be done; `sat(series, persons)`
    has the months of the series in which each exam was sat. A fixed number of queries.
    """
    allowed = {qualification.pk: specification(qualification).attempts}
    terms = terms_at(centre, on=on, series=series, allowed=allowed)
    units = {unit.pk: unit for _, unit in chosen}
    targets = {one.unit_id: one for one in _parts(EXAM, qualification, units.values())}
    persons = {candidate.person_id for candidate, _ in chosen}
    known = known_of(centre, terms, persons, targets.values(), sat=sat, numbers=NO_NUMBERS)
    found = []
    for candidate, unit in chosen:
        held = known.held.get((candidate.person_id, qualification.pk))
        number = held.number if held else ""
        one = Who(Person(candidate_number=number), candidate.person_id, name=candidate.name)
        target = targets[unit.pk]
        found.append(PlannedSitting(candidate, unit, one, target, judge(one, target, known)))
    return found


def _parts(kind, qualification, units):
    here = set(qualification.units.values_list("pk", flat=True))
    make = partial(part, kind, qualification)
    return [make(unit, in_size=unit.pk in here) for unit in units]
