"""How far is a centre: which courses are checked, who expects a result, who was added late?"""

from datetime import date

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from checkpoints.models import CourseCheck, Declaration, DeclaredResult
from checkpoints.rules import Course, Window
from entries.models import QualificationEntry
from entries.rules.registering import summer_of
from entries.states import OPEN
from interchange.accounts.models import Centre
from interchange.catalogue import years
from interchange.catalogue.queries import key_dates

GROUPED = ("qualification__subject__code", "qualification__subject__title", "qualification__level")
OPENS, CLOSES = "checkpoint-opens", "checkpoint-closes"  # the key dates, by slug
WITH_DATE = F("id") * 10000 + F("completes_in")
HASHED = Func(WITH_DATE, 0, function="hashint8extended", output_field=BigIntegerField())
# Of registrations with their dates: the same whatever their order.
FINGERPRINT = Sum(HASHED, output_field=DecimalField())


def summer_now(on: date) -> int:
    """The summer whose checkpoint the day belongs to."""
    return summer_of(on)


def window(summer: int) -> Window:
    """When the checkpoint of the summer is open, by the board's key dates; one query."""
    dates = key_dates(years.in_words(summer - 1))
    opens, closes = dates.get(OPENS), dates.get(CLOSES)
    return Window(
        summer,
        opens.on if opens else None,
        closes.on if closes else None,
        any(one.provisional for one in (opens, closes) if one),
    )


def declaration(centre: Centre, summer: int) -> Declaration | None:
    """The centre's declaration of the summer, if it was submitted."""
    found = Declaration.objects.filter(centre=centre, summer=summer)
    return found.select_related("declared_by").first()


def listed(centre: Centre) -> QuerySet[QualificationEntry]:
    """The registrations that the checkpoint is about: the open ones, none marked Withdrawn."""
    return QualificationEntry.objects.filter(centre=centre, status__in=OPEN)


def expecting(summer: int) -> Q:
    """Those of the open registrations whose candidates expect a result by the summer.

    They complete in it, or were to complete before and have no result issued.
    """
    has_result = Q(kept__issued__gt="")
    return Q(completes_in=summer) | (Q(completes_in__lt=summer) & ~has_result)


def with_late(entries: QuerySet, declared: Declaration | None) -> QuerySet[QualificationEntry]:
    """The registrations, each with whether it `is_late`: an addition to what was `declared`.

    Whoever was declared in another size of that subject and level is none: a top-up adds nobody.
    """
    if declared is None:
        return entries.annotate(is_late=Value(False))
    then = DeclaredResult.objects.filter(declaration=declared)
    another_size = then.filter(
        entry__candidate__person=OuterRef("candidate__person"),
        entry__qualification__subject=OuterRef("qualification__subject"),
        entry__qualification__level=OuterRef("qualification__level"),
    )
    return entries.annotate(
        is_late=Case(
            When(pk__in=then.values("entry"), then=Value(False)),
            When(~expecting(declared.summer), then=Value(False)),
            default=~Exists(another_size),
        )
    )


def courses(centre: Centre, summer: int, declared: Declaration | None = None) -> list[Course]:
    """The centre's subjects and levels, with who checked each; two queries.

    Late additions are counted where it was `declared`.
    """
    groups = with_late(listed(centre), declared).order_by().values(*GROUPED)
    counted = groups.annotate(
        registered=Count("pk"),
        expecting=Count("pk", filter=expecting(summer)),
        late=Count("pk", filter=Q(is_late=True)),
        fingerprint=FINGERPRINT,
    )
    checks = CourseCheck.objects.filter(centre=centre, summer=summer)
    by = {
        (one.subject.code, one.level): one for one in checks.select_related("subject", "checked_by")
    }
    found = [_course(row, by) for row in counted]
    return sorted(found, key=lambda one: (one.title, one.level))


def shown_of(course: Course) -> dict[str, dict[str, str]]:
    """What the page shows of a course, for interchange.shown."""
    return {
        str(course): {
            "registrations": str(course.registered),
            "expecting a result": str(course.expecting),
            "list": str(course.fingerprint),
        }
    }


def shown_of_all(found: list[Course]) -> dict[str, dict[str, str]]:
    """What the page shows of all courses, for interchange.shown."""
    return {name: parts for one in found for name, parts in shown_of(one).items()}


def _course(row, checks):
    code, title, level = (row[name] for name in GROUPED)
    check = checks.get((code, level))
    return Course(
        code=code,
        title=title,
        level=level,
        registered=row["registered"],
        expecting=row["expecting"],
        fingerprint=int(row["fingerprint"]),
        seen=int(check.fingerprint) if check else None,
        checked_by=check.checked_by.name if check else "",
        late=row["late"],
    )
