"""What is true after every move. Each truth takes the World and gives sentences of what is not.

Those that ask much are `dear`, and need not be asked after each move of a long game: what is
untrue once stays so.
"""

from collections import defaultdict
from datetime import UTC, datetime

from django.db import connection
from django.db.models import Min

from entries import queries
from entries.commands import raise_award_due
from entries.models import (
    Candidate,
    QualificationEntry,
    Transfer,
    UnitEntry,
)
from entries.states import LISTED
from entries.unit_states import STANDING
from interchange.catalogue.queries import SHARED_UNIT
from invariants.queries import at_once, what_is_asked
from results.models import QualificationResult, UnitResult
from results.queries.kept_checked import differences
from results.queries.seen import standings_seen
from results.queries.sittings import sittings
from results.rules import ABSENT, NO_RESULT
from tests.moves.world import details_of, rolled_back

TRUTHS, DEAR = [], []
AT_ONCE = at_once()


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
def what_one_statement_tells(world):
    """What the portal's own invariants say of all that is kept, all of them in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(AT_ONCE, what_is_asked(world.at))
        return [what for [what] in cursor.fetchall()]


@dear
def attempts_are_what_was_sat(world):
    """Each attempt is a grade of an exam, or an entry whose result is to come."""
    person_of = dict(Candidate.objects.values_list("pk", "person"))
    expected = defaultdict(list)
    graded = set()
    rows = UnitResult.objects.standing().filter(series__isnull=False).exclude(grade=ABSENT)
    for candidate, unit, series, year, month, grade in rows.values_list(
        "candidate", SHARED_UNIT, "series", "series__year", "series__month", "grade"
    ):
        key = person_of[candidate], unit
        if grade != NO_RESULT:
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
    """Whoever is open at a centre is found there by all names and numbers it may read of theirs.

    Who was found is not looked for again until something of theirs is changed.
    """
    entries = QualificationEntry.objects.filter(status__in=LISTED)
    return [
        f"person {person} is not found at {centre} by {word}"
        for centre in world.centres
        for words in [_words(world, centre)]
        for person in set(entries.filter(centre=centre).values_list("candidate__person", flat=True))
        for word in words[person]
        if world.found.add_new(centre.pk, person, word, frozenset(words[person]))
        and not queries.find_candidates(centre, word).filter(pk=person).exists()
    ]


def _words(world, centre):
    """By person, the numbers and surnames that their records have or had, for the centre to read.

    Of a record that was merged into the person's and is another centre's that is its OCR number.
    """
    here = {
        pk
        for model in (QualificationEntry, UnitEntry)
        for pk in model.objects.filter(centre=centre).values_list("candidate", flat=True)
    }
    words = defaultdict(set)
    for pk, person, ocr_number, *said in Candidate.objects.values_list(
        "pk", "person", "ocr_number", "surname", "uci", "uln"
    ):
        now, ever = (
            said if pk == person or pk in here else (),
            world.names[pk] if pk in here else (),
        )
        words[person] |= {ocr_number, *now, *ever} - {""}
    return words


@dear
def who_has_left_is_read_as_of_then(world):
    """A centre reads of nobody, and finds nobody by, what was not said while it had the person."""
    return [
        f"{centre} reads {read} of {pk}, whom it knew as {sorted(world.known_as[centre.pk, pk])}"
        for centre in world.centres
        for pk, read in _read_of(world, centre)
        if read not in world.known_as[centre.pk, pk]
    ]


def _read_of(world, centre):
    """What the centre reads of each record that it has entries of: (id, details)."""
    entries = QualificationEntry.objects.filter(centre=centre).select_related("candidate")
    for row in queries.as_known(centre, entries, world.at):
        yield row.candidate_id, details_of(row.candidate)


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

    An exam happened when it was sat, whenever its result came, and a unit when it was claimed.
    """
    rows = UnitResult.objects.order_by("pk").values_list(
        *("pk", "supersedes", "banked_at", "line__saved_at", "series__year", "series__month"),
        *("centre", "candidate__person", "qualification__subject", "unit__number", "grade"),
    )
    results, began = [], {}
    for pk, before, banked_at, saved_at, year, month, *what in rows:
        exam = year and datetime(year, month, 1, tzinfo=UTC)
        centre, person, subject, *grade = what
        came = exam or saved_at or _came(centre, person, subject) or banked_at
        began[pk] = began.get(before, came)
        results.append((began[pk], centre, person, *grade))
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


def _came(centre, person, subject):
    """When the person came to the centre for the subject."""
    found = [
        model.objects.filter(
            centre=centre, candidate__person=person, qualification__subject=subject
        ).aggregate(first=Min("made_at"))["first"]
        for model in (QualificationEntry, UnitEntry)
    ]
    return min(filter(None, found), default=None)


@dear
def what_is_kept_and_not_due_is_true(world):
    """Where a registration stands, as it is kept, is what is worked out now, unless it is due."""
    return [str(one) for one in differences(QualificationEntry.objects.all(), world.on)]
