"""Which certificates are there of whom, which originals are to come back, and what is to print?"""

from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from certificates.models import Certificate, Reissue
from certificates.rules import ORIGINAL_RETURNS, Reason, ToPrint
from entries.models import Charge
from entries.queries.leaving import changed_and_gone, found_as_known, left_since
from entries.queries.names import details_then
from entries.queries.people import matches
from entries.rules.details import NAMES
from interchange.database.sorting import SortsAs
from interchange.words import words_typed
from results.models import QualificationResult

COLUMNS = (
    "Certificate number",
    "Centre number",
    "OCR candidate number",
    "Surname",
    "Forenames",
    "Date of birth",
    "Qualification",
    "Grade",
    "Awarded",
    "Takes the place of",
    "Taken out",
)


DUE = """
    SELECT result.id AS result, NULL::bigint AS again
    FROM results_qualificationresult result
    WHERE result.outcome = 'award'
          AND NOT EXISTS (
              SELECT FROM results_qualificationresult later
              WHERE later.supersedes_id = result.id
          )
          AND NOT EXISTS (
              SELECT FROM certificates_certificate made WHERE made.result_id = result.id
          )
    UNION ALL
    SELECT before.result_id, again.id
    FROM certificates_reissue again
    JOIN certificates_certificate before ON before.id = again.certificate_id
    WHERE NOT EXISTS (
              SELECT FROM certificates_certificate made WHERE made.again_id = again.id
          )
          AND NOT EXISTS (
              SELECT FROM results_qualificationresult later
              WHERE later.supersedes_id = before.result_id
          )
"""  # what is to print: a row for each award that stands, or the reissue of its certificate
COUNTED = "count(*) - count(again), count(again)"  # of rows that name their reissue: a ToPrint
THROUGH = "result__entry__candidate__"
WHOSE = ("run", "result__entry__candidate")


def to_print() -> ToPrint:
    """How many certificates the next run would hold."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COUNTED} FROM ({DUE}) AS due")
        return ToPrint(*cursor.fetchone())


def charged_for_nothing() -> list[Charge]:
    """What replacements were charged that are never printed, as their awards fell before.

    What was paid back already, or cost nothing, is not among it.
    """
    never = Reissue.objects.filter(made=None, charge__credit=None, charge__line__pence__gt=0)
    later = QualificationResult.objects.filter(supersedes=OuterRef("certificate__result"))
    found = never.filter(Exists(later)).select_related("charge")
    return [one.charge for one in found.order_by("charge")]


def certificates() -> QuerySet[Certificate]:
    """All certificates, with what names them and what became of each.

    `must_return` is an original that is still to come back: its award was lowered or revoked, it
    shows a better one than stands now, or it was issued again for another reason than loss. One
    that was lost is asked back for none of these: it is not there, nor one that was never sent.
    `is_improved` says that a better award followed, `is_replaced` that it is issued again.
    """
    followed = QualificationResult.objects.filter(supersedes=OuterRef("result"))
    stands = QualificationResult.objects.standing().filter(entry=OuterRef("result__entry"))
    award = Q(outcome=QualificationResult.Outcome.AWARD)
    lower = Q(points__lt=OuterRef("result__points")) & ~Q(grade=OuterRef("grade"))
    fell = Exists(followed.exclude(cause="")) | Exists(stands.filter(~award | lower))
    reasons = [one.value for one in ORIGINAL_RETURNS]
    again = Reissue.objects.filter(certificate=OuterRef("pk"))
    found = Certificate.objects.select_related(
        *WHOSE, "centre", "reissue", "returned", "taken_out", "again__certificate"
    )
    return found.annotate(
        is_improved=Exists(followed.filter(cause="")),
        is_replaced=Exists(again),
        must_return=(fell | Exists(again.filter(reason__in=reasons)))
        & ~Exists(again.filter(reason=Reason.LOST.value))
        & Q(returned=None)
        & Q(taken_out=None),
    )


def of_centre(centre, at, *, text="", only="") -> QuerySet[Certificate]:
    """The centre's certificates as it may find them at the instant; `only` is `return` or nothing.

    What was printed after somebody left is found and sorted (`known_surname`, `known_forenames`)
    by what the centre knew of them (ADR 44). A fixed number of queries.
    """
    left = left_since(centre, changed_and_gone(centre), at)
    theirs = Certificate.objects.filter(centre=centre, **{f"{THROUGH}person__in": list(left)})
    late = [one.pk for one in _printed_since(theirs.select_related(*WHOSE), left)] if left else []
    found = certificates().filter(centre=centre)
    for word in words_typed(text):
        printed = Q(surname__icontains=word) | Q(forenames__icontains=word)
        found = found.filter(matches(centre, word, THROUGH) | (printed & ~Q(pk__in=late)))
    found = found_as_known(centre, found, text, at, THROUGH).annotate(
        **{
            f"known_{name}": Case(When(pk__in=late, then=F(f"by_{name}")), default=F(name))
            for name in NAMES
        }
    )
    return found.filter(must_return=True) if only == "return" else found


def of_person(centre, records, left) -> list[Certificate]:
    """The certificates that the centre had for a person's records, the newest first.

    As it may read of them: `left` says when it last had the person, None where it has them.
    """
    found = list(certificates().filter(centre=centre, result__entry__candidate__in=records))
    return _named(found, dict.fromkeys((one.candidate.person_id for one in found), left))


def named_as_known(centre, rows: Iterable[Certificate], at) -> list[Certificate]:
    """The certificates under names and numbers the centre may read then; for reading only.

    What was printed after it had lost somebody bears what it knew of them then, and the number of
    its own record (ADR 44). A fixed number of queries.
    """
    rows = list(rows)
    return _named(rows, left_since(centre, {one.candidate.person_id for one in rows}, at))


def _named(rows, left):
    """The certificates, under what was known of those who had left before they were printed."""
    late = _printed_since(rows, left)
    then = details_then({one.candidate.pk: left[one.candidate.person_id] for one in late})
    for one in late:
        known = then[one.candidate.pk]
        one.surname, one.forenames = known.surname, known.forenames
        one.ocr_number = one.candidate.ocr_number
    return rows


def _printed_since(rows, left):
    """Those of the certificates that were printed after the person (id) had left."""
    whens = ((one, left.get(one.candidate.person_id)) for one in rows)
    return [one for one, at in whens if at and one.run.made_at > at]


def to_take_out(run) -> list[int]:
    """The numbers of a run's certificates that must not be sent: they would have to come back."""
    found = certificates().filter(run=run, must_return=True).order_by("number")
    return list(found.values_list("number", flat=True))


def printed_of(results) -> dict[int, Certificate]:
    """The last certificate of each of the qualification results, by the result's id."""
    found = Certificate.objects.filter(result__in=[one.pk for one in results])
    return {one.result_id: one for one in found.select_related("run").order_by("number")}


def rows_of(run) -> Iterator[tuple]:
    """The rows of a run's list for the printer, by centre and name."""
    found = run.certificates.annotate(
        ncn=F("centre__number"), before=F("again__certificate__number"), out=F("taken_out")
    )
    return (
        (
            one.number,
            one.ncn,
            one.ocr_number,
            one.surname,
            one.forenames,
            f"{one.born_on:%d/%m/%Y}",
            one.qualification,
            one.grade,
            f"{one.awarded_on:%d/%m/%Y}",
            one.before or "",
            "Yes" if one.out else "",
        )
        for one in found.order_by("ncn", SortsAs("surname", "forenames"), "number").iterator()
    )
