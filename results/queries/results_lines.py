"""What does each line of a file of results tell, beside what the last file told?"""

from collections.abc import Iterator

from django.db.models import F
from django.utils.timezone import localtime

from entries.models import Candidate, NumberHolding
from entries.queries import as_known
from entries.rules.options import registration_code, unit_code
from interchange.bulk import among
from interchange.catalogue.queries import specifications
from results.awarding.outcome import BEST_FIRST
from results.models import ResultsFileLine
from results.queries.listing import unit_results
from results.queries.results_files import awards_of_year, itself, units_of_year
from results.results_file import UNITS, Compared, FileLine, compared
from results.rules import UNGRADED

UNCLASSIFIED_GRADE = "U"
RANKS = {grade: rank for rank, grade in enumerate((*BEST_FIRST, *reversed(UNGRADED)))}
AT_A_TIME = 1000  # candidates of whom a file is written


def compared_lines(centre, kind, year, last) -> Iterator[Compared]:
    """What a file of that kind tells of the year, beside what the `last` one told (or None).

    Some candidates at a time, by candidate number, so that a file of any length takes the same
    memory; a fixed number of queries each time.
    """
    numbers = _numbers(centre)
    persons = _persons_of(centre, kind, year, last)
    in_order = sorted(persons, key=lambda one: (numbers.get(one, ""), one))
    for start in range(0, len(in_order), AT_A_TIME):
        some = in_order[start : start + AT_A_TIME]
        lines = _lines_of(centre, kind, year, some, numbers)
        yield compared(lines, _last_told(last, some))


def lines_for_file(centre, kind, year) -> list[FileLine]:
    """What a file of that kind would tell of the centre's results of the year as they stand now.

    Results that came about through the centre, under the details the centre may read. Of several
    results of a unit the best one is told.
    """
    return [
        line
        for one in compared_lines(centre, kind, year, None)
        for line in (*one.lines, *one.left_out)
    ]


def _persons_of(centre, kind, year, last) -> set[int]:
    """Who has results of the year at the centre, or was told by the last file, by id."""
    if kind == UNITS:
        found = units_of_year(unit_results(centre, sorts=False), year).order_by()
        persons = found.values_list("candidate__person", flat=True)
    else:
        found = awards_of_year(centre, year)
        persons = found.values_list("entry__candidate__person", flat=True)
    told = last.lines.filter(number__gt=0).order_by() if last else ResultsFileLine.objects.none()
    return {*persons.distinct(), *told.values_list("candidate__person", flat=True).distinct()}


def _lines_of(centre, kind, year, persons, numbers) -> list[FileLine]:
    """The lines of some persons."""
    found = _unit_rows if kind == UNITS else _award_rows
    rows = list(found(centre, year, persons))
    records = _records(centre, {row["candidate"] for row in rows})
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


def _unit_rows(centre, year, persons) -> Iterator[dict]:
    """The unit results of the year of persons, of several of a candidate the best one last."""
    found = units_of_year(unit_results(centre, sorts=False), year).order_by()
    rows = found.filter(candidate__person__in=among(persons))
    rows = rows.values_list(
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


def _award_rows(centre, year, persons) -> Iterator[dict]:
    """The qualification results of the year of persons, in the order in which they were issued."""
    found = awards_of_year(centre, year).filter(entry__candidate__person__in=among(persons))
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


def _records(centre, ids) -> dict[int, Candidate]:
    """The candidates by id, as the centre may read of them."""
    found = Candidate.objects.filter(pk__in=among(ids))
    return {one.pk: one for one in as_known(centre, found, localtime(), whose=itself)}


def _numbers(centre) -> dict[int, str]:
    """The candidate number of each person (id) at the centre: that held now, else the last."""
    found = NumberHolding.objects.filter(centre=centre).order_by(
        F("until_on").asc(nulls_last=True), "from_on"
    )
    return dict(found.values_list("person", "number"))


def _last_told(file, persons) -> dict[tuple[int, str], FileLine]:
    """What a file told of persons (ids), by person and option; nothing of no file."""
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
    theirs = file.lines.filter(number__gt=0, candidate__person__in=among(persons))
    told = theirs.values_list("candidate__person_id", "candidate_id", "code", *names)
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
