"""How may a centre read of who has left it? As of when it last had them (ADR 44)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db.models import Case, F, Max, Q, QuerySet, Value, When
from django.utils.timezone import localtime

from entries.details_states import Status
from entries.models import Candidate, QualificationEntry, UnitEntry
from entries.queries.names import History, details_then, history_of
from entries.queries.people import candidates_of, found_under, matches
from entries.queries.seeing import HERE, read_by
from entries.rules.details import TITLES
from entries.states import MOVES
from entries.unit_states import Status as UnitStatus
from interchange.audit.models import Event
from interchange.catalogue.opening import instant_out
from interchange.look.paging import sorted_apart
from interchange.words import words_typed

WHOSE = "candidate__person"
SORTED_BY = {"by_surname": "surname", "by_forenames": "forenames", "by_name": "sorts_as"}
LEAVING = {f"qualificationentry.{move.name}" for move in MOVES if move.target not in HERE}


def left_since(centre, persons, at: datetime) -> dict[int, datetime]:
    """When the centre last had those of the persons (ids) whom another has then instead.

    That is when the last of their registrations ended, their last exam entry was withdrawn or its
    results came out; where nothing tells of an end, when the last was made. A fixed number of
    queries, and three where nobody has left.
    """
    persons = set(persons)
    gone = persons - read_by(centre, persons, at)
    last = defaultdict(list)
    if gone:
        for person, end in (*_registered(centre, gone), *_entered(centre, gone)):
            last[person].append(end)
    return {person: max(ends) for person, ends in last.items()}


def as_known(centre, rows: Iterable, at: datetime, *, whose=attrgetter("candidate")) -> list:
    """The rows, the candidate of each as the centre may read of them; for reading only.

    Whom another centre has now instead `has_left`, bears the details of when the centre last had
    them, and is told no former name with it. `whose` gives the record of a row, or None.
    """
    rows = list(rows)
    records = [record for row in rows if (record := whose(row))]
    left = left_since(centre, {record.person_id for record in records}, at)
    gone = [record for record in records if record.person_id in left]
    then = details_then({record.pk: left[record.person_id] for record in gone})
    for record in gone:
        for name in (*TITLES, "sorts_as"):
            setattr(record, name, getattr(then[record.pk], name))
        record.has_left = True
        record.renamed = record.absorbed = record.joined = ()
    return rows


def named_as_known(centre, rows: Iterable, at: datetime, *, whose=attrgetter("candidate")) -> list:
    """The rows as by `as_known`, for a page that does not ask who has left.

    One query where no details of anybody at the centre were ever changed.
    """
    rows = list(rows)
    changed = changed_and_gone(centre)
    if any((record := whose(row)) and record.person_id in changed for row in rows):
        as_known(centre, rows, at, whose=whose)
    return rows


def named_as_sorted(rows: Iterable, *, whose=attrgetter("candidate")) -> list:
    """Rows of `found_as_known`, each under the name by which it is sorted; for reading only."""
    rows = list(rows)
    for row in rows:
        if record := whose(row):
            record.surname, record.forenames = row.by_surname, row.by_forenames
    return rows


def records_then(centre, person, left) -> set[int]:
    """The ids of the records known as a person's (an id) when they `left` the centre."""
    return _known_then(centre, {person: left})[1][person]


def as_read(centre, record, left) -> Candidate | None:
    """The record that stands for the person of a record, as the centre may read it.

    Of who has `left` (left_since), the one that stood then, as it was; None where the record was
    not known as the person's by then: it was merged since, and is another centre's.
    """
    if left is None:
        return record.person
    history, group = _known_then(centre, {record.person_id: left})
    if record.pk not in group[record.person_id]:
        return None
    stood = history.followed(record.pk, left)
    found = Candidate.objects.get(pk=stood)
    for name, value in asdict(history.details(stood, left)).items():
        setattr(found, name, value)
    return found


def found_as_known(
    centre, found: QuerySet[Any], text: str, at: datetime, through="candidate__"
) -> QuerySet[Any]:
    """The rows found by the words of the text, but for those found only by what was given since.

    `found` is a QuerySet of rows `through` which a candidate is reached, `text` what was searched.
    Each row has `by_name` to sort by, of its `by_surname` and `by_forenames`: those of when the
    centre last had the person, where another has them now. One query where nobody ever changed.
    """
    left = left_since(centre, changed_and_gone(centre), at)
    history, group = _known_then(centre, left)
    if words := words_typed(text.casefold()):
        numbers = _candidate_numbers(centre, left)
        hidden = [
            one
            for one, at in left.items()
            if not _has_all(words, [*_words(history, group[one], at), *numbers[one]])
        ]
        found = found.exclude(**{f"{through}person__in": hidden}) if hidden else found
    now = {by: F(f"{through}{name}") for by, name in SORTED_BY.items()}
    if not (then := {pk: history.details(pk, at) for one, at in left.items() for pk in group[one]}):
        return found.annotate(**now)
    sorts = {by: _sorts_by(name, through, then) for by, name in SORTED_BY.items()}
    return sorted_apart(found.annotate(**sorts), Q(**{f"{through}pk__in": list(then)}), **now)


def find_candidates(centre, text, *, added_since=None) -> QuerySet[Candidate]:
    """The centre's candidates who match every word of the text, by name, number, UCI or ULN.

    A former name or number finds them, too; they then say the name as `former_names` where the
    centre may read it. Who has left is found by what was known of them then.
    """
    found = candidates_of(centre).prefetch_related(*found_under(centre, text, ""))
    for word in words_typed(text):
        found = found.filter(matches(centre, word, ""))
    if added_since:
        found = found.filter(created_at__gte=added_since)
    found = found_as_known(centre, found, text, localtime(), "")
    return found.order_by("by_name", "ocr_number")


def _sorts_by(name, through, then):
    now, key = F(f"{through}{name}"), f"{through}pk"
    whose = [When(**{key: pk}, then=Value(getattr(said, name))) for pk, said in then.items()]
    return Case(When(Q(**{f"{key}__in": list(then)}), then=Case(*whose, default=now)), default=now)


def _words(history, records, at):
    return (word for pk in records for word in history.words(pk, at))


def _has_all(words, known):
    """Whether each word is part of a name, or begins a number, of those known."""
    known = [one.casefold() for one in known]
    return all(
        any(one.startswith(word) if any(map(str.isdigit, one)) else word in one for one in known)
        for word in words
    )


def changed_and_gone(centre) -> set[int]:
    """The persons entered at the centre, not registered there now, whose details ever changed.

    Who is registered is asked only of the few who were changed: in one statement the two are
    joined in an order that costs minutes where a table has no statistics yet.
    """
    changes = (
        {f"{WHOSE}__records__details_changes__status": Status.MADE},
        {f"{WHOSE}__records__merges__isnull": False},
        {f"{WHOSE}__records__merges_away__isnull": False},
    )
    first, *others = (
        model.objects.order_by().filter(centre=centre, **how).values_list(WHOSE, flat=True)
        for model in (QualificationEntry, UnitEntry)
        for how in changes
    )
    if not (changed := set(first.union(*others))):
        return changed
    here = _here(QualificationEntry, centre, changed).filter(status__in=HERE)
    return changed.difference(here.values_list(WHOSE, flat=True))


def _known_then(centre, left) -> tuple[History, dict[int, set[int]]]:
    """What was said of some persons, and the records known as theirs when they left, by person."""
    ours = defaultdict(set)
    for model in (QualificationEntry, UnitEntry) if left else ():
        for person, pk in _here(model, centre, left).values_list(WHOSE, "candidate").distinct():
            ours[person].add(pk)
    history = history_of({pk for records in ours.values() for pk in records})
    group = {}
    for person, at in left.items():
        stood = {history.followed(pk, at) for pk in ours[person]}
        group[person] = {pk for pk in history.now if history.followed(pk, at) in stood}
    return history, group


def _candidate_numbers(centre, persons) -> dict[int, set[str]]:
    """The candidate numbers at the centre of some persons."""
    numbers = defaultdict(set)
    for model in (QualificationEntry, UnitEntry) if persons else ():
        for person, number in _here(model, centre, persons).values_list(WHOSE, "candidate_number"):
            numbers[person].add(number)
    return numbers


def _here(model, centre, persons):
    return model.objects.order_by().filter(centre=centre, candidate__person__in=persons)


def _registered(centre, persons):
    """When each registration was made, and when it ended, as the trail has it."""
    about = {}
    rows = _here(QualificationEntry, centre, persons).values_list("pk", WHOSE, "made_at")
    for pk, person, made_at in rows:
        about[f"qualificationentry:{pk}"] = person
        yield person, made_at
    told = Event.objects.order_by().filter(about__in=about, name__in=LEAVING)
    for name, at in told.values_list("about", "at"):
        yield about[name], at


def _entered(centre, persons):
    """When the last unit entry was made and withdrawn, and the day of the last results."""
    sat = Q(status=UnitStatus.ENTERED)
    found = _here(UnitEntry, centre, persons).values(WHOSE)
    found = found.annotate(
        made=Max("made_at"),
        withdrawn=Max("withdrawn_at"),
        results=Max(instant_out("series__"), filter=sat),
    )
    for person, made, withdrawn, results in found.values_list(
        WHOSE, "made", "withdrawn", "results"
    ):
        yield person, made
        if withdrawn:
            yield person, withdrawn
        if results:
            yield person, results
