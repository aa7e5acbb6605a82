"""Unit results of a centre as CSV, XLSX and results file: ours beside the ORM and openpyxl.

All write the same rows in the same order, candidates under the names the centre may read. The ORM's
way reads values by an iterator and writes them by `csv`, or by openpyxl in write-only mode; what it
takes to write objects is told besides. `CANDIDATES=` chooses how many (about 22 results each).
The file for a centre's system stands beside a plain one (`_results_files`).
"""

import csv
import os
import statistics
import sys
import time
from io import BytesIO, StringIO
from itertools import islice

from benchmarks import _results_files
from benchmarks._database import database, small
from benchmarks._figures import Figure, report, times

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
CANDIDATES = int(os.environ.get("ENTRIES", os.environ.get("CANDIDATES", "23000")))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
AT_ONCE = 2000
COMPARED = 100_000  # rows of which the files are read again
VALUES = (
    *("candidate__ocr_number", "by_surname", "by_forenames", "qualification__code"),
    *("unit__number", "unit__title", "grade", "partly_absent", "mark"),
    *("series__year", "series__month"),
    *("line__claim__number", "decision__kind", "banked_at", "decision__reason", "cause"),
)


def main():
    """Print how long each takes and the ratios. Gives 1 if the files differ."""
    with database():
        return compare()


def compare():
    """Write each file in turn, and read both again."""
    from benchmarks._nation import settle_a_centre

    count = settle_a_centre(CANDIDATES)
    ways = {"ours": by_us, "values": by_values, "openpyxl": by_openpyxl, "ours as xlsx": by_us_xlsx}
    took = measured(ways)
    _results_files.give_numbers()
    took |= measured({"file": _results_files.by_us, "plain file": _results_files.plainly})
    rows = f"{count:,} rows"
    report(
        "exports",
        [
            times(f"{rows} as CSV, beside the ORM", took["ours"], took["values"], at_least=8),
            times(
                f"{rows} as XLSX, beside openpyxl",
                took["ours as xlsx"],
                took["openpyxl"],
                at_least=10,
            ),
            times(f"{rows} as results file, beside a plain one", took["file"], took["plain file"]),
            *(
                []
                if small()
                else [Figure("more memory for both files", memory(), None, "MB", at_most=64)]
            ),
        ],
    )
    if count > COMPARED:
        print(f"Whether all tell the same is compared up to {COMPARED:,} rows.")
        return 0
    same = agree() and _results_files.agree()
    print("All tell the same." if same else "They tell DIFFERENT things.")
    return int(not same)


def measured(ways):
    """The seconds that each way takes in the middle, in turn with the others."""
    seconds = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            began = time.perf_counter()
            for _ in way():
                pass
            seconds[name].append(time.perf_counter() - began)
    return {name: statistics.median(took) for name, took in seconds.items()}


def unit_results_asked(sorts=True):
    """The unit results of the centre, as its page finds them, and the centre."""
    from interchange.accounts.models import Centre
    from results import queries

    centre = Centre.objects.get(number="10000")
    return centre, queries.unit_results(centre, sorts=sorts)


def by_us():
    """Our CSV, piece by piece."""
    return _ours("csv")


def by_us_xlsx():
    """Our XLSX, piece by piece."""
    return _ours("xlsx")


def _ours(ending):
    from django.utils import timezone

    from interchange import tabular
    from results import queries

    centre, results = unit_results_asked(sorts=False)
    form = tabular.FORMS[ending]
    pieces = queries.told_in_rows(centre, results, form, timezone.localtime())
    return tabular.answer(form, "results", queries.UNIT_COLUMNS, pieces).streaming_content


def rows():
    """The rows by the ORM's iterator of values, without any model of ours."""
    from django.utils.timezone import localtime

    from results.models.results import GRADES
    from results.views.listing import UNIT_SORTS

    months = {1: "January", 6: "June", 9: "September"}
    _, results = unit_results_asked()
    ordered = results.order_by(*UNIT_SORTS["name"], "series_id").values_list(*VALUES)
    for (
        number,
        surname,
        forenames,
        code,
        unit,
        title,
        grade,
        part,
        mark,
        year,
        month,
        *rest,
    ) in ordered.iterator(AT_ONCE):
        claim, _, at, reason, cause = rest
        yield (
            *(number, f"{surname}, {forenames}", code, unit, title),
            GRADES[grade] + ("#" if part else ""),
            "" if mark is None else str(mark),
            f"Exam, {months[month]} {year}" if year else f"Claim {claim}",
            f"{localtime(at):%d/%m/%Y}",
            reason or cause,
        )


def by_values():
    """CSV by the ORM and `csv`, without a look for formulas."""
    left = rows()
    while some := list(islice(left, AT_ONCE)):
        text = StringIO()
        csv.writer(text).writerows(some)
        yield text.getvalue().encode()


def by_openpyxl():
    """XLSX by openpyxl's write-only mode."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows():
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    yield content.getvalue()


def memory():
    """By how many MB writing both files of ours made the process grow, begun anew."""
    import multiprocessing

    from django.db import connections

    connections.close_all()
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(_growth)


def _growth():
    with open("/proc/self/clear_refs", "w") as refs:  # the peak from here on
        refs.write("5")
    before = _peak()
    for way in (by_us, by_us_xlsx):
        for _ in way():
            pass
    return _peak() - before


def _peak():
    with open("/proc/self/status") as status:
        kilobytes = next(line for line in status if line.startswith("VmHWM")).split()[1]
    return int(kilobytes) / 1024


def agree():
    """Whether all files tell the same rows."""
    from python_calamine import CalamineWorkbook

    from results.queries import UNIT_COLUMNS

    expected = [list(row) for row in rows()]
    text = b"".join(by_us()).decode("utf-8-sig")
    ours = list(csv.reader(StringIO(text, newline="")))
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(by_us_xlsx())))
    sheet = book.get_sheet_by_index(0).to_python()
    titles = list(UNIT_COLUMNS)
    return len(expected) > 0 and ours == [titles, *expected] and sheet == [titles, *expected]


if __name__ == "__main__":
    sys.exit(main())
