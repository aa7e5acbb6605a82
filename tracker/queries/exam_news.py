"""What came of exam results lately? A line a series, for Home."""

from dataclasses import dataclass

from django.db.models import Count, Q

from interchange.catalogue.models import Series
from results.models import UnitResult
from results.queries import needs_nobody
from results.rules import ABSENT, UNSETTLED
from tracker.queries.news import RECENT

CORRECTED = Q(supersedes__isnull=False) & ~Q(supersedes__grade__in=UNSETTLED)


@dataclass(frozen=True)
class ExamNews:
    """How many results of a series came, how many correct others, and how many absences wait."""

    year: int
    month: int
    results: int
    corrections: int
    absences: int

    def __str__(self):
        """The series in words."""
        return f"{Series.Month(self.month).label} {self.year}"

    @property
    def series(self) -> str:
        """The series as the lists of results are asked for it."""
        return f"{self.year}-{self.month:02}"


def exam_news(centre, at) -> list[ExamNews]:
    """What of exams came about at the centre within RECENT of the instant; the latest first."""
    came = UnitResult.objects.standing().filter(
        centre=centre, series__isnull=False, banked_at__gte=at - RECENT, banked_at__lte=at
    )
    by_series = (
        came.alias(done=needs_nobody())
        .order_by("-series__year", "-series__month")
        .values_list("series__year", "series__month")
    )
    counted = by_series.annotate(
        results=Count("pk"),
        corrections=Count("pk", filter=CORRECTED),
        absences=Count("pk", filter=Q(grade=ABSENT, done=False)),
    )
    return [ExamNews(*one) for one in counted]
