"""Which candidates has a centre, and who in the whole portal may be the same person?"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from entries.details_states import Status
from entries.models import Candidate, DetailsChange, QualificationEntry, UnitEntry
from entries.rules import people as rules
from interchange.catalogue.years import first_of_registration_year, registration_year

PERSON = Coalesce("candidate__merged_into", "candidate")  # whom an entry counts for
SHOWN = 5  # records that look like one person
LIKENESS = 0.15  # of trigrams: low, because accents change them; the rule then looks closely
LIKELY = """
    WITH typed AS (
        SELECT *
        FROM unnest(%(ucis)s::text[], %(ulns)s::text[], %(born)s::date[], %(names)s::text[])
             WITH ORDINALITY AS typed (uci, uln, born_on, name, place)
    )
    SELECT typed.place - 1, found.id, NULL, NULL
    FROM typed CROSS JOIN LATERAL (
        SELECT id FROM entries_candidate WHERE typed.uci <> '' AND uci = typed.uci
        UNION SELECT id FROM entries_candidate WHERE typed.uln <> '' AND uln = typed.uln
        UNION SELECT id FROM entries_candidate WHERE born_on = typed.born_on
              AND similarity(surname || ' ' || forenames, typed.name) >= %(like)s
    ) AS found
    UNION ALL
    SELECT typed.place - 1, candidate.id, old ->> 'surname', old ->> 'forenames'
    FROM entries_detailschange
    JOIN entries_candidate candidate ON candidate.id = candidate_id
    JOIN typed ON typed.born_on = candidate.born_on
    WHERE status = 'made' AND %(like)s <=
          similarity((old ->> 'surname') || ' ' || (old ->> 'forenames'), typed.name)
    ORDER BY 1, 2
"""


@dataclass(frozen=True)
class Likely:
    """A record that may be the same person, and why; `ours` if the centre has this candidate."""

    candidate: Candidate
    because: str
    ours: bool


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


def likely_duplicates(centre, people) -> list[list[Likely]]:
    """For each of the people, the few records anywhere that are likeliest the same person.

    Two queries for any number of people. The centre may be shown only those that are its own
    (`ours`); of the others no more than that a record exists.
    """
    pairs = _candidate_pairs(people)
    wanted = {pk for _, pk, *_ in pairs}
    records = Candidate.objects.select_related("merged_into").in_bulk(wanted) if wanted else {}
    people_here = _ours(centre, person_ids(records.values()))
    found = [{} for _ in people]
    for row, pk, *former in pairs:
        record = records[pk]
        because = _because(people[row], record, *former)
        person = record.merged_into or record
        if because and person.pk not in found[row]:
            found[row][person.pk] = Likely(person, because, person.pk in people_here)
    return [
        _likeliest(person, by_person.values())
        for person, by_person in zip(people, found, strict=True)
    ]


def _because(person, record, surname, forenames):
    """Why the person and the record may be one, by what is on it or by a name it had."""
    if surname is None:
        return rules.likely_same(person, record)
    then = rules.Person(surname, forenames, record.born_on)
    return rules.similar_names(person, then) and "the same date of birth and a similar former name"


def _likeliest(person, found):
    likeliest = sorted(found, key=lambda one: rules.likeness(person, one.candidate), reverse=True)
    return likeliest[:SHOWN]


def _candidate_pairs(people):
    typed = {
        "ucis": [one.uci for one in people],
        "ulns": [one.uln for one in people],
        "born": [one.born_on for one in people],
        "names": [f"{one.surname} {one.forenames}" for one in people],
        "like": LIKENESS,
    }
    with connection.cursor() as cursor:
        cursor.execute(LIKELY, typed)
        return cursor.fetchall()


def _ours(centre, ids):
    if not ids:
        return set()
    held, units = (
        model.objects.filter(of_persons(ids), centre=centre).values_list(PERSON, flat=True)
        for model in (QualificationEntry, UnitEntry)
    )
    return set(held.union(units))


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
