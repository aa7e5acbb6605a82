"""What is true after every move. Each truth takes the World and gives sentences of what is not.

Those that ask much are `dear`, and need not be asked after each move of a long game: what is
untrue once stays so.
"""

from collections import Counter, defaultdict
from datetime import UTC, datetime

from django.db.models import Count

from entries import queries
from entries.commands import raise_award_due
from entries.models import (
    Candidate,
    Charge,
    DetailsChange,
    InvoiceLine,
    Merge,
    NumberHolding,
    QualificationEntry,
    Transfer,
    UnitEntry,
)
from entries.rules.details import CARRIED
from entries.rules.registering import summer_of
from entries.states import LISTED
from entries.unit_states import STANDING
from interchange.catalogue.queries import SHARED_UNIT
from results.models import ABSENT, QualificationResult, UnitResult
from results.queries.seen import standings_seen
from results.queries.sittings import sittings
from tests.moves.world import rolled_back

TRUTHS, DEAR = [], []


def truth(look):
    """Note a truth."""
    TRUTHS.append(look)
    return look


def dear(look):
    """Note a truth that asks much."""
    DEAR.append(look)
    return look


def broken(world, *, whole=True) -> list[str]:
    """What is not true now, in sentences; unless `whole`, only what is asked quickly."""
    looks = [*TRUTHS, *(DEAR if whole else ())]
    return [f"{look.__name__}: {one}" for look in looks for one in look(world)]


@truth
def one_open_registration(world):
    """One open registration a person, centre and qualification."""
    rows = QualificationEntry.objects.filter(status__in=LISTED).order_by()
    times = Counter(rows.values_list("candidate__person", "centre", "qualification"))
    return [f"{key} is registered {n} times" for key, n in times.items() if n > 1]


@truth
def records_say_the_same(world):
    """All records of a person say the same name, date of birth and sex."""
    said = defaultdict(set)
    for person, *details in Candidate.objects.order_by().values_list("person", *CARRIED):
        said[person].add(tuple(details))
    return [f"person {person} is {some}" for person, some in said.items() if len(some) > 1]


@truth
def one_holder_of_a_number(world):
    """A candidate number at a centre is held by one person, and all that is going on by its own."""
    held = NumberHolding.objects.filter(until_on=None).order_by()
    holders, disputed = defaultdict(set), set()  # what is disputed waits for the board
    for centre, number, person, is_disputed in held.values_list(
        "centre", "number", "person", "disputed"
    ):
        if is_disputed:
            disputed.add((centre, number, person))
        else:
            holders[centre, number].add(person)
    found = [f"{key} is held by {some}" for key, some in holders.items() if len(some) > 1]
    for model, which in (
        (QualificationEntry, {"status__in": LISTED, "completes_in__gte": summer_of(world.on)}),
        (UnitEntry, {"status__in": STANDING, "series__results_on__gt": world.on}),
    ):
        rows = model.objects.filter(**which).order_by()
        for centre, number, person in rows.values_list(
            "centre", "candidate_number", "candidate__person"
        ):
            if holders[centre, number] != {person} and (centre, number, person) not in disputed:
                found.append(f"{person} has {number} at {centre}: {holders[centre, number]} do")
    return found


@truth
def an_invoice_is_its_charges(world):
    """An invoice's lines count its charges, a credit note's its credits; each is credited once."""
    lines = InvoiceLine.objects.annotate(
        charged=Count("charges", distinct=True), paid_back=Count("credits", distinct=True)
    )
    found = [
        f"{one} of {one.invoice} has {one.charged} charges and {one.paid_back} credits"
        for one in lines.select_related("invoice")
        if one.count != (one.paid_back if one.invoice.credits_id else one.charged)
    ]
    twice = Charge.objects.annotate(times=Count("credit")).filter(times__gt=1)
    return found + [f"{one} is paid back {one.times} times" for one in twice]


@dear
def attempts_are_what_was_sat(world):
    """Each attempt is a grade of an exam, or an entry whose result is to come."""
    person_of = dict(Candidate.objects.values_list("pk", "person"))
    expected = defaultdict(list)
    graded = set()
    rows = UnitResult.objects.standing().filter(series__isnull=False).exclude(grade=ABSENT)
    for candidate, unit, series, year, month in rows.values_list(
        "candidate", SHARED_UNIT, "series", "series__year", "series__month"
    ):
        key = person_of[candidate], unit
        expected[key].append((year, month))
        graded.add((*key, series))
    missed = _missed(person_of)
    entered = UnitEntry.objects.filter(status__in=STANDING, series__isnull=False)
    for candidate, unit, series, year, month, made_at in entered.values_list(
        "candidate", SHARED_UNIT, "series", "series__year", "series__month", "made_at"
    ):
        key = person_of[candidate], unit
        if (*key, series) not in graded and missed.get((*key, series), made_at) <= made_at:
            expected[key].append((year, month))
    counted = sittings(None, set(person_of.values()))
    found = {key: sorted((one.year, one.month) for one in days) for key, days in counted.items()}
    return [
        f"{key}: sat {sorted(expected.get(key, []))}, counted {found.get(key, [])}"
        for key in {*expected, *found}
        if sorted(expected.get(key, [])) != found.get(key, [])
    ]


def _missed(person_of):
    """When each absence was noted that stands."""
    rows = UnitResult.objects.standing().filter(series__isnull=False, grade=ABSENT)
    return {
        (person_of[candidate], unit, series): banked
        for candidate, unit, series, banked in rows.values_list(
            "candidate", SHARED_UNIT, "series", "banked_at"
        )
    }


@dear
def awards_are_what_the_engine_says(world):
    """Whatever was ever issued stands as the engine says now: worked out anew, nothing follows."""
    before = QualificationResult.objects.count()
    with rolled_back():
        raise_award_due(Candidate.objects.all(), at=world.at)
        world.settle()
        new = QualificationResult.objects.order_by("pk")[before:]
        return [f"{one.entry} is due {one.outcome} {one.grade}" for one in new]


@dear
def an_open_person_is_found(world):
    """Whoever is open at a centre is found there by every number and name of theirs.

    What was found is not looked for again until a record changes.
    """
    entries = QualificationEntry.objects.filter(status__in=LISTED)
    changes = Merge.objects.count(), Merge.objects.exclude(undone_at=None).count()
    changes += (DetailsChange.objects.filter(status="made").count(),)
    not_found = []
    for number, person in set(entries.values_list("centre__number", "candidate__person")):
        centre = next(one for one in world.centres if one.number == number)
        for word in _words(world, person):
            key = number, person, word, changes
            if key in world.found:
                continue
            world.found.add(key)
            if not queries.find_candidates(centre, word).filter(pk=person).exists():
                not_found.append(f"person {person} is not found at {centre} by {word}")
    return not_found


def _words(world, person):
    """The numbers and surnames that the records of a person have or had."""
    for record in Candidate.objects.filter(person=person):
        yield record.ocr_number
        yield from world.names[record.pk]


@dear
def nobody_sees_what_is_not_theirs(world):
    """A centre sees of units what came about through it, or was seen where a transfer came from."""
    seen = _played_back()
    entries = QualificationEntry.objects.filter(status__in=LISTED)
    entries = list(entries.select_related("candidate", "centre", "qualification"))
    return [
        f"{standing.entry.centre} sees {number}: {held.grade} of {standing.entry}"
        for standing in standings_seen(entries).values()
        for number, held in standing.achieved.items()
        if (number, held.grade)
        not in seen[standing.entry.centre_id, standing.entry.candidate.person_id]
    ]


def _played_back():
    """What each centre sees of each person, by playing back what happened, one after the other.

    An exam happened when it was sat, whenever its result came.
    """
    rows = UnitResult.objects.values_list(
        *("banked_at", "series__year", "series__month"),
        *("centre", "candidate__person", "unit__number", "grade"),
    )
    results = [
        (datetime(year, month, 1, tzinfo=UTC) if year else banked_at, *what)
        for banked_at, year, month, *what in rows
    ]
    moves = Transfer.objects.filter(status="done").values_list(
        "decided_at", "new_centre", "entry__candidate__person", "old_centre"
    )
    seen = defaultdict(set)
    for _, centre, person, *what in sorted([*results, *moves], key=lambda one: one[0]):
        if len(what) == 1:
            seen[centre, person] |= seen[what[0], person]
        else:
            seen[centre, person].add(tuple(what))
    return seen
