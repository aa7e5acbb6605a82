"""Which results of a centre does a file for its system tell, and which files were made before?"""

from collections.abc import Iterable, Iterator
from datetime import datetime, time

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate, localtime, make_aware

from entries.models import Candidate, NumberHolding
from entries.queries import as_known
from entries.queries.leaving import found_as_known
from entries.rules.options import registration_code, unit_code
from interchange.bulk import among
from interchange.catalogue.queries import specifications
from results.awarding.outcome import BEST_FIRST
from results.models import QualificationResult, ResultsFile, ResultsFileLine, UnitResult
from results.queries.listing import ISSUED, series_with_results, unit_results
from results.results_file import (
    UNITS,
    FileLine,
    ResultsYear,
    year_of_day,
    year_of_exam,
)
from results.results_file.headings import SEPTEMBER
from results.rules import UNGRADED

UNCLASSIFIED_GRADE = "U"
MOST_YEARS = 8
RANKS = {grade: rank for rank, grade in enumerate((*BEST_FIRST, *reversed(UNGRADED)))}


def results_years(centre, on) -> list[ResultsYear]:
    """The years of which the centre has results, with that of the day `on`; the latest first."""
    first = UnitResult.objects.filter(centre=centre).aggregate(at=Min("banked_at"))["at"]
    since = year_of_day(localdate(first) if first else on).year
    years = set(range(since, year_of_day(on).year + 1))
    years |= {year_of_exam(year, month).year for year, month in series_with_results(centre)}
    return [ResultsYear(one) for one in sorted(years, reverse=True)[:MOST_YEARS]]


def lines_for_file(centre, kind, year) -> list[FileLine]:
    """What a file of that kind would tell of the centre's results of the year as they stand now.

    Results that came about through the centre, under the details the centre may read. Of several
    results of a unit the best one is told. A fixed number of queries.
    """
    rows = list(_unit_rows(centre, year) if kind == UNITS else _award_rows(centre, year))
    records = _records(centre, {row["candidate"] for row in rows})
    numbers = _numbers(centre)
    lines = (_line(kind, row, records[row["candidate"]], numbers) for row in rows)
    return list({one.key: one for one in lines}.values())


def _line(kind, row, record, numbers):
    return FileLine(
        of=kind,
        person=record.person_id,
        candidate_number=numbers.get(record.person_id, ""),
        ocr_number=record.ocr_number,
        name=record.name,
        uci=record.uci,
        uln=record.uln,
        **row,
    )


def _unit_rows(centre, year) -> Iterator[dict]:
    """The unit results of the year, of several of a candidate the best one last."""
    found = _units_of_year(unit_results(centre), year).order_by()
    rows = found.values_list(
        "candidate", "qualification__code", "unit__number", "grade", "partly_absent"
    )
    for candidate, code, number, grade, partly in sorted(rows, key=_worst_first):
        yield {
            "candidate": candidate,
            "option": unit_code(code, number),
            "entry_code": code,
            "unit": number,
            "grade": grade,
            "partly_absent": partly,
        }


def _worst_first(row):
    *_, grade, partly = row
    return -RANKS[grade], -partly


def _award_rows(centre, year) -> Iterator[dict]:
    """The qualification results of the year, in the order in which they were issued."""
    found = QualificationResult.objects.standing().filter(
        _days_of(year, "issued_at"), entry__centre=centre, outcome__in=ISSUED
    )
    rows = list(
        found.order_by("issued_at", "pk").values_list(
            "entry__candidate", "entry__qualification__code", "entry__pathway", "pathway", "grade"
        )
    )
    rules = specifications({code for _, code, *_ in rows})
    for candidate, code, taken, awarded, grade in rows:
        yield {
            "candidate": candidate,
            "option": registration_code(rules[code], taken or awarded),
            "entry_code": code,
            "unit": "",
            "grade": grade or UNCLASSIFIED_GRADE,
        }


def _units_of_year(found, year):
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


def _records(centre, ids) -> dict[int, Candidate]:
    """The candidates by id, as the centre may read of them."""
    found = Candidate.objects.filter(pk__in=among(ids))
    return {one.pk: one for one in as_known(centre, found, localtime(), whose=_itself)}


def _itself(record):
    return record


def _numbers(centre) -> dict[int, str]:
    """The candidate number of each person (id) at the centre: that held now, else the last."""
    found = NumberHolding.objects.filter(centre=centre).order_by(
        F("until_on").asc(nulls_last=True), "from_on"
    )
    return dict(found.values_list("person", "number"))


def without_uci(centre, year) -> QuerySet[Candidate]:
    """The candidates whose results of the year no file tells, because they have no UCI.

    Each has `by_surname` and `by_forenames` to sort by, as the centre may read them.
    """
    units = _units_of_year(UnitResult.objects.standing(), year)
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
    return as_known(centre, candidates, localtime(), whose=_itself)


def results_files_of(centre, year) -> QuerySet[ResultsFile]:
    """The files made of the centre's results of the year, the newest first."""
    found = ResultsFile.objects.filter(centre=centre, year=year.year)
    return found.select_related("made_by").defer("content")


def results_file_of(centre, pk) -> ResultsFile | None:
    """The file of that id, if it is the centre's."""
    found = ResultsFile.objects.filter(centre=centre, pk=pk)
    return found.select_related("centre", "made_by", "follows").first()


def last_results_file(centre, kind, year, heading) -> ResultsFile | None:
    """The last file made of that kind, year and heading."""
    return results_files_of(centre, year).filter(kind=kind, heading=heading).first()


def last_told(file) -> dict[tuple[int, str], FileLine]:
    """What a file told, by person and option; nothing of no file."""
    if file is None:
        return {}
    names = (
        "candidate_number",
        "ocr_number",
        "name",
        "uci",
        "uln",
        "option",
        "entry_code",
        "unit",
        "grade",
        "partly_absent",
    )
    told = file.lines.filter(number__gt=0).values_list(
        "candidate__person_id", "candidate_id", "code", *names
    )
    lines = (
        FileLine(
            of=file.kind,
            person=person,
            candidate=candidate,
            told_as=code,
            **dict(zip(names, values, strict=True)),
        )
        for person, candidate, code, *values in told.iterator(2000)
    )
    return {one.key: one for one in lines}


def results_since(centre, year, at) -> int:
    """How many results of the year were banked or issued at the centre after the instant."""
    units = _units_of_year(UnitResult.objects.standing(), year)
    units = units.filter(centre=centre, banked_at__gt=at)
    awards = QualificationResult.objects.standing().filter(
        _days_of(year, "issued_at"), entry__centre=centre, outcome__in=ISSUED, issued_at__gt=at
    )
    return units.count() + awards.count()


def lines_of_results_file(file, change="") -> QuerySet[ResultsFileLine]:
    """The lines of a file in its order, then what is gone and left out; of one change, if given."""
    found = file.lines.select_related("file").defer("file__content")
    return found.filter(change=change) if change else found
