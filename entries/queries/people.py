"""Which candidates has a centre, and by which names are they found?"""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from entries.details_states import Status
from entries.models import Candidate, DetailsChange, QualificationEntry, UnitEntry


def candidates_of(centre) -> QuerySet[Candidate]:
    """The candidates the centre has or had, by any entry; merged records stand under the other."""
    entries = QualificationEntry.objects.filter(candidate__person=OuterRef("pk"), centre=centre)
    units = UnitEntry.objects.filter(candidate__person=OuterRef("pk"), centre=centre)
    return Candidate.objects.filter(Exists(entries) | Exists(units), merged_into=None)


def find_candidates(centre, text, *, added_since=None) -> QuerySet[Candidate]:
    """The centre's candidates who match every word of the text, by name, number, UCI or ULN.

    A former name finds them, too; they then say it as `former_names`.
    """
    found = candidates_of(centre).prefetch_related(found_under(text, ""))
    for word in text.split():
        found = found.filter(matches(word, ""))
    if added_since:
        found = found.filter(created_at__gte=added_since)
    return found


def matches(word, through) -> Q:
    """The condition that a name or number of the person, of whatever day, has the word in it."""
    formerly = _renamed(word).values_list("candidate__person")
    return (
        _has(word, f"{through}person__")
        | Q(**{f"{through}person__in": formerly})
        | Q(**{f"{through}person__in": _absorbed(word)})
    )


def _has(word, through):
    return (
        Q(**{f"{through}surname__icontains": word})
        | Q(**{f"{through}forenames__icontains": word})
        | Q(**{f"{through}ocr_number__startswith": word})
        | Q(**{f"{through}uci__istartswith": word})
        | Q(**{f"{through}uln__startswith": word})
    )


def _absorbed(word):
    """The persons for whom a record counts that was merged into theirs and has the word on it."""
    merged = Candidate.objects.order_by().filter(_has(word, ""), merged_into__isnull=False)
    return merged.values("person")


def _renamed(word) -> QuerySet[DetailsChange]:
    """The changes of details that were made, of names that contained the word."""
    former = Q(old__surname__icontains=word) | Q(old__forenames__icontains=word)
    return DetailsChange.objects.filter(former, status=Status.MADE)


def found_under(text, through="candidate__") -> Prefetch:
    """What fetches, of each candidate, the former names that a word of the text is part of."""
    former = Q(pk__in=[])
    for word in text.split():
        former |= Q(pk__in=_renamed(word))
    made = DetailsChange.objects.filter(former)
    return Prefetch(f"{through}details_changes", queryset=made, to_attr="renamed")
