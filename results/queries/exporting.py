"""Unit results as the rows of a file, hundreds of thousands of them.

The database gives each row as two numbers, some candidates at a time; what many rows have in
common (a candidate, a unit, a grade, a day) is written once, as the form of the file writes it.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

import numpy as np
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Window
from django.db.models.functions import DenseRank
from django.utils.timezone import get_current_timezone_name, localdate

from entries.models import Candidate
from entries.queries.leaving import found_as_known
from entries.rules.people import surname_first
from interchange.bulk import among
from interchange.catalogue.models import Qualification, Series, Unit
from interchange.tabular import Form
from results import rules
from results.models import UnitResult
from results.models.results import GRADES

UNIT_COLUMNS = (
    "OCR candidate number",
    "Candidate name",
    "Entry code",
    "Unit",
    "Unit title",
    "Result",
    "Mark",
    "From",
    "Date",
    "Corrected because",
)
AS_COUNTED = Window(DenseRank(), order_by="in_order")
SHOWN = {grade[0]: label for grade, label in GRADES.items()}  # told by the first letter
FIRST_DAY = date(2000, 1, 1)
CANDIDATES_AT_ONCE = 500  # fewer than 2,048, which is what a number has room for
READ = (
    *("pk", "candidate_id", "unit_id", "qualification_id", "series_id", "line__claim__number"),
    *("grade", "partly_absent", "mark", "banked_at", "decision_id", "cause"),
)
PACKED = """
    SELECT string_agg(
        int8send((whose.place << 52) | (result.unit << 26) | result.offer)
        || int8send(CASE WHEN result.decision IS NULL AND result.cause = '' THEN
                (coalesce(result.series * 2, result.claim::bigint * 2 + 1) << 34)
                | (coalesce(result.mark + 1, 0)::bigint << 24)
                | ((ascii(result.grade) * 2 + result.partly::int) << 16)
                | ((result.at AT TIME ZONE %(zone)s)::date - %(first_day)s::date)
            ELSE -result.id END), '')
    FROM ({found}) AS result (id, candidate, unit, offer, series, claim, grade, partly, mark,
                              at, decision, cause)
    JOIN unnest(%(people)s::bigint[]) WITH ORDINALITY AS whose (id, place)
         ON whose.id = result.candidate
"""


def told_in_rows(centre, found: QuerySet[UnitResult], form: Form, at: datetime) -> Iterator[str]:
    """The unit results found at the centre as pieces of a file: rows of UNIT_COLUMNS.

    By name and unit, each candidate under the name the centre may read then. A query for some
    candidates at a time, and one for what was decided or corrected; no other row is made a record.
    """
    units, ends = _Units(form), _Ends(form)
    people = _people(centre, found, at).iterator(CANDIDATES_AT_ONCE)
    while some := list(islice(people, CANDIDATES_AT_ONCE)):
        yield _piece(found.order_by(), some, units, ends)


def _people(centre, found, at):
    """Whose results they are, as the centre may name them: (id, number, surname, forenames)."""
    theirs = found.order_by().filter(candidate=OuterRef("pk"))
    people = found_as_known(centre, Candidate.objects.filter(Exists(theirs)), "", at, "")
    return people.order_by("by_name", "ocr_number").values_list(
        "pk", "ocr_number", "by_surname", "by_forenames"
    )


def _piece(found, people, units, ends):
    """The rows of some people, in their order."""
    form, ids = ends.form, [pk for pk, *_ in people]
    begins = [
        f"{form.begin}{form.part(number, surname_first(surname, forenames))}{form.between}"
        for _, number, surname, forenames in people
    ]
    packed = _packed(found.filter(candidate__in=among(ids)), ids)
    first, end = np.frombuffer(packed, ">i8").reshape(-1, 2).T
    whose, what = first >> 52, first & (2**52 - 1)
    ends.note(found, -end[end < 0])
    order = np.lexsort((end, units.places[what >> 26], whose))
    rows = zip(*(column[order].tolist() for column in (whose, what, end)), strict=True)
    return "".join([begins[place - 1] + units[unit] + ends[last] for place, unit, last in rows])


def _packed(found, people):
    """What each row is about as two numbers, in no order; as the database packs them."""
    plain = found.select_related(None).prefetch_related(None).values_list(*READ)
    sql, params = plain.query.sql_with_params()
    asked = {"people": people, "zone": get_current_timezone_name(), "first_day": FIRST_DAY}
    with connection.cursor() as cursor:
        inner = cursor.mogrify(sql, params).decode().replace("%", "%%")
        cursor.execute(PACKED.format(found=inner), asked)
        return cursor.fetchone()[0] or b""


class _Units(dict):
    """The cells of a qualification and a unit, by what rows are packed as."""

    def __init__(self, form):
        """Read what there is; `places` are those of units among each other, by their id."""
        super().__init__()
        self.form = form
        self.offers = dict(Qualification.objects.values_list("pk", "code"))
        found = Unit.objects.annotate(place=AS_COUNTED)
        self.units = {pk: one for pk, *one in found.values_list("pk", "number", "title", "place")}
        self.places = np.zeros(max(self.units, default=0) + 1, dtype=np.int64)
        for pk, (*_, place) in self.units.items():
            self.places[pk] = place

    def __missing__(self, about):
        number, title, _ = self.units[about >> 26]
        texts = self.offers[about & (2**26 - 1)], number, title
        self[about] = f"{self.form.part(*texts)}{self.form.between}"
        return self[about]


class _Ends(dict):
    """The cells after the unit, by what rows are packed as: grade, mark, where from, the day."""

    def __init__(self, form):
        """Read the series there are."""
        super().__init__()
        self.form = form
        self.series = Series.objects.in_bulk()

    def __missing__(self, packed):
        source, is_claim = packed >> 35, packed >> 34 & 1
        mark = (packed >> 24 & 0x3FF) - 1
        grade, partly = packed >> 17 & 0x7F, packed >> 16 & 1
        came = (None, source) if is_claim else (self.series[source], None)
        shown = rules.shown(SHOWN[chr(grade)], bool(partly))
        day = FIRST_DAY + timedelta(packed & 0xFFFF)
        self[packed] = self.of(shown, mark, rules.source(*came, ""), day, "")
        return self[packed]

    def note(self, found, ids) -> None:
        """Note what stands after the unit of the results of these ids, with why it does."""
        for one in found.filter(pk__in=among(ids.tolist())) if len(ids) else ():
            mark = -1 if one.mark is None else one.mark
            self[-one.pk] = self.of(
                one.shown, mark, one.source, localdate(one.banked_at), one.because
            )

    def of(self, shown, mark, source, day, because) -> str:
        """The cells as the form writes them, and the end of the row."""
        told = shown, str(mark) if mark >= 0 else "", source, f"{day:%d/%m/%Y}", because
        return f"{self.form.part(*told)}{self.form.end}"
