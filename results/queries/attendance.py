"""How were exams attended? Of several marks of an entry the last counts."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from entries.models import UnitEntry
from interchange.bulk import among
from results.models import Attendance, UnitResult
from results.rules import ABSENT, UNGRADED, Mark


def latest_mark(entry="pk") -> Subquery:
    """The mark that counts of a unit entry, None where there is none, for an annotation."""
    marks = Attendance.objects.filter(entry=OuterRef(entry)).order_by("-pk")
    return Subquery(marks.values("mark")[:1])


def with_results(found) -> QuerySet[Attendance]:
    """Attendance with the result that stands of each exam: `grade` and `partly`, None for none."""
    standing = UnitResult.objects.standing().filter(
        candidate__person=OuterRef("entry__candidate__person"),
        unit=OuterRef("entry__unit"),
        series=OuterRef("entry__series"),
    )
    last = standing.order_by("-pk")
    return found.annotate(
        grade=Subquery(last.values("grade")[:1]), partly=Subquery(last.values("partly_absent")[:1])
    )


def against_results(found) -> QuerySet[Attendance]:
    """Those of attendance `with_results` that count and say otherwise than the result.

    As exam_file.contradiction says of each.
    """
    later = Attendance.objects.filter(entry=OuterRef("entry"), pk__gt=OuterRef("pk"))
    graded = Q(grade__isnull=False) & ~Q(grade__in=UNGRADED)
    absent, partial = Q(mark=Mark.ABSENT.value), Q(mark=Mark.PARTIAL.value)
    wrong = absent & graded | ~absent & Q(grade=ABSENT)
    wrong |= ~absent & graded & (partial & Q(partly=False) | ~partial & Q(partly=True))
    return found.filter(wrong & ~Exists(later))


def marks_of(entries: Iterable[UnitEntry]) -> dict[int, Mark]:
    """The marks that count of unit entries, by the entry's id."""
    asked = UnitEntry.objects.order_by().filter(pk__in=among(one.pk for one in entries))
    found = asked.annotate(is_so=latest_mark()).filter(is_so__isnull=False)
    return {pk: Mark(mark) for pk, mark in found.values_list("pk", "is_so")}
