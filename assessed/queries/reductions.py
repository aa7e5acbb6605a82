"""Of which students may a centre report reductions, and what did it report?"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.timezone import get_current_timezone, localdate

from assessed.models import Reduction, ReductionReport
from assessed.rules import reductions as rules
from assessed.rules.reductions import Area
from entries.models import QualificationEntry
from entries.states import OPEN, Status
from interchange.accounts.models import Centre, Membership
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue import years
from interchange.catalogue.models import Qualification, Unit
from results.models import QualificationResult

TAKEN_ALONG = (Status.REPLACED, Status.TRANSFERRED)  # another registration took their place


@dataclass(frozen=True)
class Year:
    """An academic year that has reductions, by its summer, and whether they are taken now."""

    summer: int
    area: Area
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The year, as the board writes it: 2021/22."""
        return years.in_words(self.summer - 1)

    @property
    def summer_words(self) -> str:
        """The summer without a thousands' comma."""
        return str(self.summer)


@dataclass(frozen=True)
class ReductionSheet:
    """Where reductions are reported: the centre's students of a qualification by its units."""

    centre: Centre
    year: Year
    qualification: Qualification
    units: tuple[Unit, ...]
    entries: QuerySet[QualificationEntry]


def reduction_years(on) -> list[Year]:
    """The years of which reductions are, were or will be taken, as they stand on the day."""
    return [
        Year(
            summer,
            rules.area_on(windows, on),
            tuple(one.note for one in windows if one.note and one.opens_on <= on <= one.closes_on),
        )
        for summer, windows in catalogue_queries.reduction_windows().items()
    ]


def reduction_year(summer, on) -> Year | None:
    """The year of that summer as it stands on the day; None where there is none."""
    return next((one for one in reduction_years(on) if one.summer == summer), None)


def _listed(centre, summer) -> QuerySet[QualificationEntry]:
    """The centre's registrations of which units may have been reduced.

    Those made before 1 September of the summer, and those that took such a one's place since
    (another size or centre, listed under the new code), neither withdrawn nor complete.
    """
    first = rules.registered_before(summer)
    before = datetime.combine(first, time.min, get_current_timezone())
    earlier = QualificationEntry.objects.filter(
        candidate__person=OuterRef("candidate__person"),
        qualification__subject=OuterRef("qualification__subject"),
        qualification__suite=OuterRef("qualification__suite"),
        qualification__level=OuterRef("qualification__level"),
        made_at__lt=before,
        status__in=TAKEN_ALONG,
    )
    complete = QualificationResult.objects.standing().filter(
        entry=OuterRef("pk"), outcome=QualificationResult.Outcome.AWARD
    )
    return (
        QualificationEntry.objects.filter(centre=centre, status__in=OPEN)
        .filter(Q(made_at__lt=before) | Exists(earlier))
        .filter(~Exists(complete))
    )


def may_lack_reports(centre, entries, on) -> dict[int, Year]:
    """Of which of the centre's entries units may have been reduced: {entry id: Year}.

    Only of years whose area is or was open. Of registrations of this academic year that took no
    other's place nothing is asked.
    """
    began = date(years.key_dates_began(on), years.KEY_DATES_BEGIN, 1)
    older = [one.pk for one in entries if one.replaces_id or localdate(one.made_at) < began]
    open_once = [one for one in reduction_years(on) if one.area.was_open] if older else []
    return {
        pk: year
        for year in open_once
        for pk in _listed(centre, year.summer).filter(pk__in=older).values_list("pk", flat=True)
    }


def qualifications_reduced(centre, summer) -> list[Qualification]:
    """The qualifications of which the centre lists students, with `students` and `last_sent_at`.

    Those without moderated units have nothing to report. Three queries.
    """
    counts = _listed(centre, summer).order_by().values("qualification").annotate(all=Count("pk"))
    students = dict(counts.values_list("qualification", "all"))
    sent = ReductionReport.objects.filter(centre=centre, summer=summer).order_by()
    sent = sent.values("qualification").annotate(at=Max("sent_at"))
    last = dict(sent.values_list("qualification", "at"))
    found = Qualification.objects.filter(pk__in={*students, *last}, units__examined=False)
    found = found.select_related("subject").distinct().order_by("level", "code")
    for one in found:
        one.students, one.last_sent_at = students.get(one.pk, 0), last.get(one.pk)
    return list(found)


def reduction_sheet(centre, year, qualification) -> ReductionSheet:
    """The sheet of the qualification: its moderated units, and the students listed, by name."""
    units = qualification.units.filter(examined=False).order_by("qualificationunit__position")
    entries = _listed(centre, year.summer).filter(qualification=qualification)
    entries = entries.select_related("candidate", "centre", "qualification__subject")
    return ReductionSheet(
        centre=centre,
        year=year,
        qualification=qualification,
        units=tuple(units),
        entries=entries.order_by("candidate__sorts_as", "pk"),
    )


def reduction_reports(centre, summer=None, qualification=None) -> QuerySet[ReductionReport]:
    """What the centre sent, the latest first; of one year and qualification where they are given.

    With `count_new` and `count_back`, how many units it reported and took back, and `by_board`,
    whether the board did it: its staff are not named to a centre.
    """
    found = ReductionReport.objects.filter(centre=centre)
    if qualification:
        found = found.filter(summer=summer, qualification=qualification)
    staff = Membership.objects.filter(centre=None, user=OuterRef("sent_by"))
    counted = found.annotate(
        count_new=Count("reductions", distinct=True),
        count_back=Count("taken_back", distinct=True),
        by_board=Exists(staff),
    )
    named = ("qualification__subject", "sent_by", "centre")
    return counted.select_related(*named).order_by("-sent_at", "-pk")


def lines_of(report) -> list[tuple[Reduction, bool]]:
    """Each unit that a report names, and whether it was newly reported (else taken back)."""
    named = ("candidate", "unit", "awaited__result__superseded_by")
    lines = [(one, True) for one in report.reductions.select_related(*named)]
    lines += [(one, False) for one in report.taken_back.select_related(*named)]
    return sorted(lines, key=lambda line: (line[0].candidate.sorts_as, line[0].unit_id))


def story_of_reductions(centre, records, sees) -> list[tuple[datetime, str, str, str]]:
    """When each unit of a person's records was reported as reduced, and when that was taken back.

    Each as (when, title, text, address). `sees` says what the centre may see; what it sent itself
    has an address.
    """
    found = Reduction.objects.filter(candidate__in=records)
    named = ("unit", "report__qualification", "report__centre")
    back = ("taken_back__qualification", "taken_back__centre")
    return [
        (
            report.sent_at,
            title,
            f"{one.unit}, {report.year}",
            report.get_absolute_url() if report.centre_id == centre.pk else "",
        )
        for one in found.select_related(*named, *back)
        for report, title in (
            (one.report, "Reduction in assessment reported"),
            (one.taken_back, "Reduction in assessment taken back"),
        )
        if report
        and sees(
            through=report.centre_id, subject=report.qualification.subject_id, at=report.sent_at
        )
    ]
