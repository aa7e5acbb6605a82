"""Which candidates has a centre, and by which names are they found?"""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from entries.details_states import Status
from entries.models import Candidate, DetailsChange, Merge, QualificationEntry, UnitEntry
from interchange.bulk import among
from interchange.words import words_typed

DIGITS = 4  # of a candidate number
SHORTEST = 3  # letters that an index of parts of names can find


def candidates_of(centre) -> QuerySet[Candidate]:
    """The candidates the centre has or had, by any entry; merged records stand under the other."""
    entries = QualificationEntry.objects.filter(candidate__person=OuterRef("pk"), centre=centre)
    units = UnitEntry.objects.filter(candidate__person=OuterRef("pk"), centre=centre)
    return Candidate.objects.filter(Exists(entries) | Exists(units), merged_into=None)


def by_number(centre, numbers) -> dict[str, Candidate]:
    """The centre's candidates by each of their OCR numbers, of those that are asked for."""
    here = Candidate.objects.order_by().filter(ocr_number__in=numbers)
    here = here.filter(person__in=candidates_of(centre).order_by().values("pk"))
    return {one.ocr_number: one.person for one in here.select_related("person")}


def numbered(centre, text) -> QuerySet[Candidate]:
    """The centre's candidates who have or had the text as their candidate number there."""
    registered, units = (
        model.objects.order_by().filter(is_numbered(text), centre=centre)
        for model in (QualificationEntry, UnitEntry)
    )
    persons = registered.values("candidate__person").union(units.values("candidate__person"))
    return Candidate.objects.filter(pk__in=persons)


def matches(centre, word, through) -> Q:
    """The condition that a name or number of the person, of whatever day, has the word in it.

    One that the centre may read: what no page of its shows finds nobody there (ADR 44). Each part
    is asked of the records by itself, so that its index finds the few; of a word too short for an
    index the centre's own are looked through.
    """
    records = Candidate.objects.order_by()
    persons = [
        _renamed(centre, word).values("candidate__person"),
        _joined(centre, word).values("merged__person"),
        _absorbed(centre, word),
        *_numbered(centre, word),
    ]
    if len(word) < SHORTEST:
        first, *others = persons
        return says(word, f"{through}person__") | Q(
            **{f"{through}person__in": first.union(*others)}
        )
    first, *others = [*(records.filter(one).values("pk") for one in _parts(word, "")), *persons]
    return Q(**{f"{through}person__in": first.union(*others)})


def found_by(centre, word) -> Q:
    """The condition that an entry is of somebody who `matches`, or has the candidate number."""
    found = matches(centre, word, "candidate__")
    return found | is_numbered(word)


def is_numbered(word) -> Q:
    """The condition that an entry has the word as its candidate number, all four digits."""
    is_one = len(word) == DIGITS and word.isdecimal()
    return Q(candidate_number=word) if is_one else Q(pk__in=[])


def says(word, through) -> Q:
    """The condition that a record has the word in its name now, or a number beginning with it."""
    return reduce(or_, _parts(word, through))


def _parts(word, through):
    return [
        Q(**{f"{through}surname__icontains": word}),
        Q(**{f"{through}forenames__icontains": word}),
        Q(**{f"{through}ocr_number__startswith": word}),
        Q(**{f"{through}uci__startswith": word.upper()}),  # as it is kept
        Q(**{f"{through}uln__startswith": word}),
    ]


def _absorbed(centre, word):
    """The persons for whom a record counts that was merged into theirs and has the word on it.

    Of a record of another centre's that is its whole OCR number, which the letter about merging
    told.
    """
    merged = Candidate.objects.order_by().filter(says(word, ""), merged_into__isnull=False)
    here = _entered(centre, candidate=OuterRef("pk"))
    return merged.filter(Q(ocr_number=word) | here).values("person")


def _renamed(centre, word) -> QuerySet[DetailsChange]:
    """The changes of details that were made, of names that contained the word."""
    return _made(centre).filter(_named(word, "old"))


def _numbered(centre, word) -> list[QuerySet[Any]]:
    """The persons who had a UCI or ULN before that begins with the word, if it can be one."""
    if not any(map(str.isdigit, word)):
        return []
    made = _made(centre).filter(_begins("old", word))
    merges = Merge.objects.order_by().filter(_begins("before", word), undone_at=None)
    merges = merges.filter(_entered(centre, candidate=OuterRef("kept")))
    return [made.values("candidate__person"), merges.values("kept__person")]


def _made(centre):
    """The changes of details that were made, of those that the centre may read."""
    return DetailsChange.objects.order_by().filter(renamed_here(centre), status=Status.MADE)


def _begins(kept, word):
    """The condition that a UCI or ULN in a field of kept details begins with the word."""
    return Q(**{f"{kept}__uci__istartswith": word}) | Q(**{f"{kept}__uln__startswith": word})


def _joined(centre, word) -> QuerySet[Merge]:
    """The merges of records that had a name by themselves which contained the word."""
    merges = Merge.objects.order_by().filter(_named(word, "own"), undone_at=None)
    return merges.filter(joined_here(centre))


def _named(word, kept):
    """The condition that a name in a field of kept details contains the word."""
    return Q(**{f"{kept}__surname__icontains": word}) | Q(**{f"{kept}__forenames__icontains": word})


def found_under(centre, text, through="candidate__") -> list[Prefetch]:
    """What fetches, of each candidate, the former names that a word of the text is part of.

    Of those that the centre may read.
    """
    renamed, joined = DetailsChange.objects.none(), Merge.objects.none()
    for word in words_typed(text):
        renamed, joined = renamed | _renamed(centre, word), joined | _joined(centre, word)
    return [
        Prefetch(f"{through}details_changes", queryset=renamed, to_attr="renamed"),
        Prefetch(f"{through}merges", queryset=joined, to_attr="absorbed"),
        Prefetch(f"{through}merges_away", queryset=joined, to_attr="joined"),
    ]


def renamed_here(centre) -> Q:
    """The condition that the centre may read of a DetailsChange under which name somebody was.

    It was made on a record on which the centre has entries, or since the centre had the person:
    what another centre called the person before is not its own to read (ADR 44).
    """
    person, since = OuterRef("candidate__person"), OuterRef("made_at")
    on_record = _entered(centre, candidate=OuterRef("candidate"))
    return on_record | _entered(centre, candidate__person=person, made_at__lte=since)


def joined_here(centre) -> Q:
    """The condition that the centre may read the merged record's own name of a Merge: as above."""
    return _entered(centre, candidate=OuterRef("merged"))


def _entered(centre, **whose) -> Q:
    """The condition that the centre has an entry of those."""
    registered, units = (
        model.objects.order_by().filter(centre=centre, **whose)
        for model in (QualificationEntry, UnitEntry)
    )
    return Exists(registered) | Exists(units)


def ours_of(centre, ids) -> set[int]:
    """Those of the persons (ids) who have an entry at the centre."""
    if not ids:
        return set()
    held, units = (
        model.objects.filter(candidate__person_id__in=among(ids), centre=centre)
        for model in (QualificationEntry, UnitEntry)
    )
    persons = held.values_list("candidate__person", flat=True)
    return set(persons.union(units.values_list("candidate__person", flat=True)))
