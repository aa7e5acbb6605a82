"""Which visits a centre and a moderator have, and what the board allows of them.

The board's figures and dates come with the rows they are needed for, so that a page asks once.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from claims.models import Claim, Line, Sample, Visit
from claims.queries.moderating import moderated_by
from claims.rules import outlook, visits
from claims.states import FINISHED, Status
from claims.visit_states import COUNTED, TO_COME
from claims.visit_states import Status as VisitStatus
from entries.models import QualificationEntry, UnitEntry
from entries.rules.registering import first_day, summer_of
from entries.states import OPEN
from entries.unit_states import Status as UnitStatus
from interchange.accounts import permissions
from interchange.accounts.models import User
from interchange.accounts.queries import allocated_at
from interchange.accounts.roles import Permission
from interchange.catalogue.models import Figure, KeyDate, Subject
from interchange.catalogue.queries import figures, key_dates
from interchange.database.sorting import SortsAs

FIGURES = {  # field of visits.Limits: slug
    "free": "free-visits",
    "claim_days": "claim-days",
    "type_days": "visit-type-days",
    "august_days": "august-days",
}
DATES = {"book_by": "visits-booked", "claims_by": "claims", "last_on": "visits"}


@dataclass(frozen=True)
class OfSubject:
    """A subject's visits at a centre, how much of the year's allowance is used, and by whom."""

    subject: Subject
    allowance: visits.Allowance
    moderators: list[User]
    visits: list[Visit]


def _with_limits(rows, day):
    """The rows of a query, each with the board's figures and dates for visits around the day."""
    year = visits.summer_year(day)
    figures = {
        name: Subquery(Figure.objects.filter(slug=slug).values("value")[:1])
        for name, slug in FIGURES.items()
    }
    dates = {
        name: Subquery(KeyDate.objects.filter(slug=slug, academic_year=year).values("on")[:1])
        for name, slug in DATES.items()
    }
    return rows.annotate(**figures, **dates)


def _limits_of(row):
    """The figures and dates that came with a row of `_with_limits`."""
    return visits.Limits(**{name: getattr(row, name) for name in (*FIGURES, *DATES)})


def _allowance_of(row):
    """How much of a year's visits is used, of a row of `_with_limits` and `_with_counts`."""
    return visits.Allowance(_limits_of(row), row.used or 0, row.asked or 0)


def _with_counts(rows, centre, day):
    """The subjects, each with how many visits of the day's academic year it has at the centre."""
    first, end = visits.days_of_year(day)
    in_year = Visit.objects.filter(on__gte=first, on__lt=end, centre=centre)

    def counted(statuses):
        found = in_year.filter(about=OuterRef("pk"), status__in=statuses)
        return Subquery(found.order_by().values("about").annotate(n=Count("pk")).values("n"))

    return rows.annotate(used=counted(COUNTED), asked=counted(TO_COME - COUNTED))


def visit_subjects(centre) -> QuerySet[Subject]:
    """The subjects in which the centre has somebody registered, or a claim under way."""
    registered = QualificationEntry.objects.filter(centre=centre, status__in=OPEN)
    entered = UnitEntry.objects.filter(centre=centre, series=None, status=UnitStatus.ENTERED)
    claims = Claim.objects.filter(centre=centre).exclude(status__in=FINISHED)
    return Subject.objects.filter(
        Q(pk__in=registered.values("qualification__subject"))
        | Q(pk__in=entered.values("qualification__subject"))
        | Q(pk__in=claims.values("qualification__subject"))
    )


def first_day_of_visits(centre, subject, days) -> date:
    """The first day on which the centre's earliest registration in the subject is `days` old.

    Any day does where no days must pass.
    """
    if not days:
        return date.min
    held = QualificationEntry.objects.filter(
        centre=centre, status__in=OPEN, qualification__subject=subject
    )
    made_at = held.aggregate(first=Min("made_at"))["first"]
    return date.min if made_at is None else first_day(timezone.localdate(made_at), days)


def visit_limits(day) -> visits.Limits:
    """The board's figures and dates for visits around the day. Two queries."""
    numbers, dates = figures(), key_dates(visits.summer_year(day))
    return visits.Limits(
        **{name: numbers.get(slug) for name, slug in FIGURES.items()},
        **{name: dates[slug].on for name, slug in DATES.items() if slug in dates},
    )


def allowance(centre, subject, on) -> visits.Allowance:
    """The subject's allowance at the centre in the academic year of the day. One query."""
    rows = _with_limits(Subject.objects.filter(pk=subject.pk), on)
    return _allowance_of(_with_counts(rows, centre, on).get())


def visits_at(centre) -> QuerySet[Visit]:
    """The centre's visits, as pages show one, by date."""
    return Visit.objects.filter(centre=centre).select_related("centre", "about", "asked_by")


def visits_by_subject(centre, day, shown) -> list[OfSubject]:
    """The visits `shown`, subject by subject, with what is used in the day's academic year.

    Every subject with somebody registered is there, visits or none. Two queries.
    """
    of = {}
    for visit in shown:
        of.setdefault(visit.about_id, []).append(visit)
    concerned = Q(pk__in=visit_subjects(centre).values("pk")) | Q(pk__in=of)
    rows = _with_counts(_with_limits(Subject.objects.filter(concerned), day), centre, day)
    people = _moderators_by_subject(centre)
    return [
        OfSubject(row, _allowance_of(row), people.get(row.pk, []), of.get(row.pk, []))
        for row in rows
    ]


def _moderators_by_subject(centre):
    """The people allocated to the centre as moderators, by subject id."""
    found = {}
    for one in allocated_at(centre).select_related("user").order_by(SortsAs("user__name"), "pk"):
        found.setdefault(one.subject_id, []).append(one.user)
    return found


def moderated_visits(user) -> QuerySet[Visit]:
    """The visits at the centres and in the subjects of the moderator, by date."""
    mine = moderated_by(user, "about")
    return Visit.objects.filter(mine).select_related("centre", "about", "asked_by")


def moderated_visits_at(user, centre) -> QuerySet[Visit]:
    """The visits at the centre in the user's subjects as moderator there."""
    codes = permissions.subjects(user, Permission.MODERATE_CLAIMS, centre)
    return visits_at(centre).filter(about__code__in=codes)


def visits_to_agree(claim, today) -> list[Visit]:
    """The last three visits at which the claim's work may have been seen, the latest first."""
    found = Visit.objects.filter(centre=claim.centre_id, about=claim.qualification.subject_id)
    return list(found.filter(on__lte=today, status__in=COUNTED).order_by("-on")[:3])


def days_of_visits(claim) -> set[date]:
    """The days on which the claim's subject had or has a visit at its centre; none called off."""
    found = Visit.objects.filter(centre=claim.centre_id, about=claim.qualification.subject_id)
    return set(found.filter(status__in=COUNTED | TO_COME).values_list("on", flat=True))


def visit_outlook(claim, today) -> outlook.Outlook | None:
    """How the claim stands to its subject's visits; None once it is agreed or withdrawn.

    One query.
    """
    if claim.status not in outlook.BEFORE_THE_VISIT:
        return None
    rows = Subject.objects.filter(pk=claim.qualification.subject_id)
    row = _with_next(_with_limits(rows, today), claim.centre_id, today).get()
    kind = Visit.Kind(row.booked_kind).label if row.booked_kind else ""
    known = outlook.Visits(row.title, row.booked_on, kind, row.asked_on, row.held_on)
    submitted_on = claim.submitted_at and timezone.localdate(claim.submitted_at)
    return outlook.outlook(claim.status, submitted_on, known, today, _limits_of(row))


def _with_next(rows, centre, today):
    """The subjects, each with its next visit at the centre and the last that took place."""
    of = Visit.objects.filter(centre=centre, about=OuterRef("pk")).order_by("on", "pk")
    booked = of.filter(status=VisitStatus.BOOKED, on__gte=today)
    asked = of.filter(status=VisitStatus.REQUESTED, on__gte=today)
    held = of.filter(status=VisitStatus.HELD).order_by("-on")
    return rows.annotate(
        booked_on=Subquery(booked.values("on")[:1]),
        booked_kind=Subquery(booked.values("kind")[:1]),
        booked_pk=Subquery(booked.values("pk")[:1]),
        asked_on=Subquery(asked.values("on")[:1]),
        held_on=Subquery(held.values("on")[:1]),
    )


def visits_ahead(centre, today) -> QuerySet[Subject]:
    """The subjects with somebody who completes this summer or a claim under way, for Home.

    Each comes with its next visit, whether one took place in the academic year of the day, the
    pieces of work to have ready, and the board's dates.
    One query.
    """
    claims = Claim.objects.filter(centre=centre, qualification__subject=OuterRef("pk"))
    waiting = (Status.DRAFT, Status.READY, Status.SAMPLED)
    completing = QualificationEntry.objects.filter(
        centre=centre,
        status__in=OPEN,
        completes_in=summer_of(today),
        qualification__subject=OuterRef("pk"),
    )
    rows = _with_next(_with_limits(visit_subjects(centre), today), centre.pk, today)
    first, end = visits.days_of_year(today)
    of_year = Visit.objects.filter(centre=centre, about=OuterRef("pk"), on__gte=first, on__lt=end)
    return rows.annotate(
        had_visit=Exists(of_year.filter(status=VisitStatus.HELD)),
        claiming=Exists(claims.filter(status__in=waiting)),
        completing=Exists(completing),
        pieces=Subquery(_pieces_to_show(centre)),
    )


def _pieces_to_show(centre):
    """How many lines of a subject's sampled claims the moderator asked to see."""
    sent = Sample.objects.filter(
        claim__centre=centre, claim__status=Status.SAMPLED, sent_at__isnull=False
    )
    newest = sent.order_by("claim_id", "-version").distinct("claim_id")
    asked = Line.objects.filter(
        samples__in=newest.values("pk"), claim__qualification__subject=OuterRef("pk")
    )
    by_subject = asked.order_by().values("claim__qualification__subject")
    return by_subject.annotate(n=Count("pk")).values("n")
