"""Which centres have declared, which have not, and how far is each? For the board."""

from datetime import date

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce, Concat

from checkpoints.models import CentreAtCheckpoint, CourseCheck, Declaration, Reminder
from checkpoints.queries.centres import FINGERPRINT
from checkpoints.queries.fingerprints import with_hash
from entries.models import QualificationEntry
from entries.states import OPEN


def at_checkpoint(summer: int) -> QuerySet[CentreAtCheckpoint]:
    """The centres where somebody is registered, each with how far it is with the summer.

    `declared_at`, `courses`, `checked` (as they are now), `begun` (ever checked), `reminded_on`.
    """
    declared = Declaration.objects.filter(centre=OuterRef("pk"), summer=summer)
    reminded = Reminder.objects.filter(centre=OuterRef("pk"), summer=summer)
    checks = CourseCheck.objects.filter(centre=OuterRef("pk"), summer=summer)
    entries = QualificationEntry.objects.filter(centre=OuterRef("pk"), status__in=OPEN)
    course = Concat(
        "qualification__subject", Value(" "), "qualification__level", output_field=TextField()
    )
    now = (
        QualificationEntry.objects.filter(
            centre=OuterRef("centre"),
            status__in=OPEN,
            qualification__subject=OuterRef("subject"),
            qualification__level=OuterRef("level"),
        )
        .order_by()
        .values("centre")
        .annotate(print=FINGERPRINT)
    )
    as_they_are = checks.annotate(now=Subquery(now.values("print"))).filter(fingerprint=F("now"))
    return CentreAtCheckpoint.objects.filter(Exists(entries)).annotate(
        declared_at=Subquery(declared.values("declared_at")),
        reminded_on=Subquery(reminded.values("reminded_on")[:1]),
        courses=_number(entries, Count(course, distinct=True)),
        checked=_number(as_they_are, Count("pk")),
        begun=_number(checks, Count("pk")),
    )


def undeclared_by_centre(summer: int) -> dict[int, int]:
    """How many registrations each centre (key) has that did not declare the summer."""
    declared = Declaration.objects.filter(summer=summer)
    found = QualificationEntry.objects.filter(status__in=OPEN)
    found = found.exclude(centre__in=declared.values("centre")).order_by()
    return dict(found.values_list("centre").annotate(Count("pk")))


def to_remind(summer: int, on: date) -> QuerySet[CentreAtCheckpoint]:
    """The centres that have not declared and were not reminded on the day, `with_hash`."""
    declared = Declaration.objects.filter(centre=OuterRef("pk"), summer=summer)
    today = Reminder.objects.filter(centre=OuterRef("pk"), summer=summer, reminded_on=on)
    entries = QualificationEntry.objects.filter(centre=OuterRef("pk"), status__in=OPEN)
    found = CentreAtCheckpoint.objects.filter(Exists(entries), ~Exists(declared), ~Exists(today))
    return with_hash(found)


def _number(records, count):
    """How many there are beside a centre."""
    counted = records.order_by().values("centre").annotate(number=count).values("number")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())
