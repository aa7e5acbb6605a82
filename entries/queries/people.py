"""Which candidates has a centre, by which names are they found, and which numbers are given?"""

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from entries.details_states import Status
from entries.models import Candidate, DetailsChange, QualificationEntry, UnitEntry
from entries.rules import people as rules
from interchange.catalogue.years import first_of_registration_year, registration_year

PERSON = Coalesce("candidate__merged_into", "candidate")  # whom an entry counts for


def person_ids(candidates) -> set[int]:
    """The persons behind candidates: a merged record counts as the one it was merged into."""
    return {one.merged_into_id or one.pk for one in candidates}


def of_persons(ids, through="candidate") -> Q:
    """The condition that a record belongs to one of the persons, wherever it was recorded."""
    return Q(**{f"{through}__in": ids}) | Q(**{f"{through}__merged_into__in": ids})


def candidates_of(centre) -> QuerySet[Candidate]:
    """The candidates the centre has or had, by any entry; merged records stand under the other."""
    entries = QualificationEntry.objects.filter(candidate=OuterRef("pk"), centre=centre)
    units = UnitEntry.objects.filter(candidate=OuterRef("pk"), centre=centre)
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
    """The condition that a candidate's names, now or formerly, or numbers contain the word."""
    formerly = renamed(word).values_list(PERSON)
    return (
        Q(**{f"{through}surname__icontains": word})
        | Q(**{f"{through}forenames__icontains": word})
        | Q(**{f"{through}ocr_number__startswith": word})
        | Q(**{f"{through}merged_into__ocr_number__startswith": word})
        | Q(**{f"{through}uci__istartswith": word})
        | Q(**{f"{through}uln__startswith": word})
        | Q(**{f"{through}pk__in": formerly})
        | Q(**{f"{through}pk__in": _absorbed(word)})
    )


def _absorbed(word):
    """The records that count for one merged into them whose numbers begin with the word."""
    found = Q(ocr_number__startswith=word) | Q(uci__istartswith=word) | Q(uln__startswith=word)
    merged = Candidate.objects.filter(found, merged_into__isnull=False)
    return merged.values("merged_into")


def renamed(word) -> QuerySet[DetailsChange]:
    """The changes of details that were made, of names that contained the word."""
    former = Q(old__surname__icontains=word) | Q(old__forenames__icontains=word)
    return DetailsChange.objects.filter(former, status=Status.MADE)


def found_under(text, through="candidate__") -> Prefetch:
    """What fetches, of each candidate, the former names that a word of the text is part of."""
    former = Q(pk__in=[])
    for word in text.split():
        former |= Q(pk__in=renamed(word))
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
            Q(candidate_number__in=numbers) | of_persons(persons),
            centre=centre,
            made_at__date__gte=since,
        ).values_list(PERSON, "candidate_number", "candidate__surname", "candidate__forenames")
        latest_last = rows.annotate(last=Max("made_at"), highest=Max("id")).order_by(
            "last", "highest"
        )
        for person, number, *name, _, _ in latest_last:
            by_person[person] = number
            by_number[number] = (person, rules.surname_first(*name))
    return by_person, by_number
