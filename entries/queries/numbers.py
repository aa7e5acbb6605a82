"""Which candidate numbers has a centre given, to whom, and which may be passed on?"""

from collections import defaultdict

from django.db.models import Max, Q, QuerySet
from django.utils.timezone import localdate

from entries.models import NumberHolding, QualificationEntry, UnitEntry
from entries.rules import numbers as rules
from entries.rules import registering
from entries.rules.people import surname_first
from entries.states import LISTED
from entries.unit_states import STANDING
from interchange.audit.models import Event
from interchange.catalogue.opening import day_out
from interchange.catalogue.queries import figures

WHO = ("person", "number", "person__surname", "person__forenames")


def held_numbers(
    centre, on, *, numbers=(), persons=()
) -> tuple[dict[int, str], dict[str, tuple[int, str]]]:
    """Which candidate numbers people hold at the centre on the day `on`.

    Of the `numbers` and `persons` asked for, as ({person id: number}, {number: (person id, name)}).
    Of several that one person holds, the latest stands for them. A number that may be passed on is
    nobody's. A fixed number of queries.
    """
    found = _open(centre).filter(Q(number__in=numbers) | Q(person__in=persons))
    rows = list(found.order_by("-disputed", "from_on", "pk").values_list(*WHO))
    free = _ended(centre, {person for person, *_ in rows}, on)
    by_person, by_number = {}, {}
    for person, number, *name in rows:
        if person not in free:
            by_person[person] = number
            by_number[number] = (person, surname_first(*name))
    return by_person, by_number


def numbers_of(centre, persons) -> dict[int, list[str]]:
    """The candidate numbers of each of the persons (ids) at the centre, the latest last.

    One, but for who was two records. Nobody stands here whose number was passed on.
    """
    numbers = defaultdict(list)
    found = _open(centre).filter(person__in=persons).order_by("-disputed", "from_on", "pk")
    for person, number in found.values_list("person", "number"):
        numbers[person].append(number)
    return numbers


def to_pass_on(centre, numbers, on) -> QuerySet[NumberHolding]:
    """The holdings of these numbers that may end on the day `on`: their people's all is over."""
    held = _open(centre).filter(number__in=numbers)
    ended = _ended(centre, set(held.values_list("person", flat=True)), on)
    return held.filter(person__in=ended)


def _open(centre):
    return NumberHolding.objects.filter(centre=centre, until_on=None)


def _ended(centre, persons, on):
    """Those of the persons of whom nothing at the centre holds a number any more."""
    ends, years = defaultdict(list), figures().get(rules.YEARS, 1)
    in_full = _at(QualificationEntry, centre, persons, status__in=LISTED)
    for person, summer in in_full.annotate(last=Max("completes_in")).values_list(WHOSE, "last"):
        ends[person].append(rules.open_until(summer, years))
    perhaps = {
        person for person in persons if person not in ends or rules.is_free(ends[person], on)
    }
    if not perhaps:
        return set()
    for person, day in [*_exams(centre, perhaps), *_units(centre, perhaps, years)]:
        ends[person].append(day)
    for person, day in _closed(centre, perhaps):
        ends[person].append(day)
    return {person for person in perhaps if rules.is_free(ends[person], on)}


WHOSE = "candidate__person"


def _at(model, centre, persons, **more):
    found = model.objects.filter(candidate__person__in=persons, centre=centre, **more)
    return found.order_by().values(WHOSE)


def _exams(centre, persons):
    """When the results of what is to be sat come out, and when the rest was withdrawn."""
    here = _at(UnitEntry, centre, persons, series__isnull=False)
    sat = here.filter(status__in=STANDING).annotate(out_on=day_out("series__"))
    yield from sat.values_list(WHOSE, "out_on").distinct()
    over = here.exclude(status__in=STANDING).annotate(last=Max("withdrawn_at"))
    for person, last in over.values_list(WHOSE, "last"):
        yield person, last and localdate(last)


def _units(centre, persons, years):
    """Units taken by themselves count as if they were registered for in full."""
    alone = _at(UnitEntry, centre, persons, series=None)
    last = alone.values(WHOSE, "qualification__level").annotate(last=Max("made_at"))
    for person, level, made in last.values_list(WHOSE, "qualification__level", "last"):
        summer = registering.completes_in(level, localdate(made))
        yield person, rules.open_until(summer, years)


def _closed(centre, persons):
    """When the registrations that are not open any more ended, as the trail has it."""
    gone = QualificationEntry.objects.filter(candidate__person__in=persons, centre=centre)
    gone = dict(gone.exclude(status__in=LISTED).values_list("pk", WHOSE))
    about = {f"qualificationentry:{pk}": person for pk, person in gone.items()}
    told = Event.objects.filter(about__in=about).order_by().values("about")
    for name, at in told.annotate(last=Max("at")).values_list("about", "last"):
        yield about[name], localdate(at)
