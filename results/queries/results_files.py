"""Which results of a centre does a file for its system tell, and which files were made before?"""

from collections.abc import Iterable
from datetime import datetime, time

from django.db.models import Exists, Min, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate, localtime, make_aware

from entries.models import Candidate
from entries.queries import as_known
from entries.queries.leaving import found_as_known
from results.models import (
    QualificationResult,
    ResultsFile,
    ResultsFileLine,
    ResultsFileOrder,
    UnitResult,
)
from results.queries.listing import ISSUED, series_with_results, unit_results
from results.results_file import (
    QUALIFICATIONS,
    UNITS,
    ResultsYear,
    year_of_day,
    year_of_exam,
)
from results.results_file.headings import SEPTEMBER

MOST_YEARS = 8


def results_years(centre, on) -> list[ResultsYear]:
    """The years of which the centre has results, with that of the day `on`; the latest first."""
    first = UnitResult.objects.filter(centre=centre).aggregate(at=Min("banked_at"))["at"]
    since = year_of_day(localdate(first) if first else on).year
    years = set(range(since, year_of_day(on).year + 1))
    years |= {year_of_exam(year, month).year for year, month in series_with_results(centre)}
    return [ResultsYear(one) for one in sorted(years, reverse=True)[:MOST_YEARS]]


def results_of_year(centre, year) -> dict[str, int]:
    """How many unit and qualification results of the year the centre has, by kind of file."""
    units = units_of_year(unit_results(centre, sorts=False), year)
    return {UNITS: units.order_by().count(), QUALIFICATIONS: awards_of_year(centre, year).count()}


def awards_of_year(centre, year) -> QuerySet[QualificationResult]:
    """The qualification results of the year at the centre."""
    return QualificationResult.objects.standing().filter(
        _days_of(year, "issued_at"), entry__centre=centre, outcome__in=ISSUED
    )


def units_of_year(found, year) -> QuerySet[UnitResult]:
    """Those of the unit results that are of the year: exams by series, others by their day."""
    exams = Q(series__year=year.year + 1, series__month__lt=SEPTEMBER)
    exams |= Q(series__year=year.year, series__month__gte=SEPTEMBER)
    found = found.annotate(came_at=Coalesce("line__claim__processed_at", "banked_at"))
    return found.filter(exams | Q(_days_of(year, "came_at"), series=None))


def _days_of(year, field):
    begin, end = (
        make_aware(datetime.combine(day, time.min))
        for day in (year.first_day, year.first_day_of_next)
    )
    return Q(**{f"{field}__gte": begin, f"{field}__lt": end})


def without_uci(centre, year) -> QuerySet[Candidate]:
    """The candidates whose results of the year no file tells, because they have no UCI.

    Each has `by_name` to sort by, as the centre may read them.
    """
    units = units_of_year(UnitResult.objects.standing(), year)
    awards = QualificationResult.objects.standing().filter(
        _days_of(year, "issued_at"), outcome__in=ISSUED
    )
    mine = Q(Exists(units.filter(centre=centre, candidate=OuterRef("pk"))))
    mine |= Q(Exists(awards.filter(entry__centre=centre, entry__candidate=OuterRef("pk"))))
    here = Q(entries__centre=centre) | Q(unit_entries__centre=centre)
    found = Candidate.objects.filter(here, uci="").values("pk")
    found = Candidate.objects.filter(mine, pk__in=found)
    return found_as_known(centre, found, "", localtime(), "")


def named(centre, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates as the centre may read of them; whom another centre has instead `has_left`."""
    return as_known(centre, candidates, localtime(), whose=itself)


def results_files_of(centre, year) -> QuerySet[ResultsFile]:
    """The files made of the centre's results of the year, the newest first."""
    found = ResultsFile.objects.filter(centre=centre, year=year.year)
    return found.select_related("made_by").defer("content")


def results_files_named(centre, text) -> QuerySet[ResultsFile]:
    """The files made of the centre's results whose names have the text in them, newest first."""
    found = ResultsFile.objects.filter(centre=centre, name__icontains=text)
    return found.select_related("centre").defer("content")


def orders_of(centre, year) -> QuerySet[ResultsFileOrder]:
    """The orders of files of the centre's results of the year, the newest first, with their files.

    Each file without its content.
    """
    found = ResultsFileOrder.objects.filter(centre=centre, year=year.year)
    files = ResultsFile.objects.defer("content").order_by("sequence")
    return found.select_related("ordered_by").prefetch_related(Prefetch("files", files))


def order_of(centre, pk) -> ResultsFileOrder:
    """The order of that id, with its files; of the centre."""
    files = ResultsFile.objects.defer("content").order_by("sequence")
    found = ResultsFileOrder.objects.filter(centre=centre).prefetch_related(
        Prefetch("files", files)
    )
    return found.get(pk=pk)


def results_file_of(centre, pk) -> ResultsFile | None:
    """The file of that id, if it is the centre's."""
    found = ResultsFile.objects.filter(centre=centre, pk=pk)
    return found.select_related("centre", "made_by", "follows").first()


def last_results_file(centre, kind, year, heading) -> ResultsFile | None:
    """The last file made of that kind, year and heading."""
    return results_files_of(centre, year).filter(kind=kind, heading=heading).first()


def results_since(centre, year, at) -> int:
    """How many results of the year were banked or issued at the centre after the instant."""
    units = units_of_year(UnitResult.objects.standing(), year)
    units = units.filter(centre=centre, banked_at__gt=at)
    awards = awards_of_year(centre, year).filter(issued_at__gt=at)
    return units.count() + awards.count()


def lines_of_results_file(file, change="") -> QuerySet[ResultsFileLine]:
    """The lines of a file in its order, then what is gone and left out; of one change, if given."""
    found = file.lines.select_related("file").defer("file__content")
    return found.filter(change=change) if change else found


def itself(record) -> Candidate:
    """The record, where a row is the candidate."""
    return record
