"""Which candidates has a centre, by which names are they found, and which numbers are given?"""

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from entries.details_states import Status
from entries.models import Candidate, DetailsChange, QualificationEntry, UnitEntry
from entries.rules import people as rules
from interchange.catalogue.years import first_of_registration_year, registration_year


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


def numbers_this_year(
    centre, on, *, numbers=(), persons=()
) -> tuple[dict[int, str], dict[str, tuple[int, str]]]:
    """Which candidate numbers the centre has given this academic year.

    Of the `numbers` and `persons` asked for, as ({person id: number}, {number: (person id, name)}).
    """
    by_person, by_number = {}, {}
    since = first_of_registration_year(registration_year(on))
    for model in (QualificationEntry, UnitEntry):
        rows = model.objects.filter(
            Q(candidate_number__in=numbers) | Q(candidate__person__in=persons),
            centre=centre,
            made_at__date__gte=since,
        ).values_list(
            *("candidate__person", "candidate_number"),
            *("candidate__person__surname", "candidate__person__forenames"),
        )
        latest_last = rows.annotate(last=Max("made_at"), highest=Max("id")).order_by(
            "last", "highest"
        )
        for person, number, *name, _, _ in latest_last:
            by_person[person] = number
            by_number[number] = (person, rules.surname_first(*name))
    return by_person, by_number
