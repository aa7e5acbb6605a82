"""How does a file leave the portal? As a download: no browser shows it or guesses what it is."""

import csv

from django.http import FileResponse, Http404, HttpResponse

ONLY_DOWNLOAD = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def of_file(file, name, content_type):
    """The answer that hands over a stored file under the name it had at the centre.

    Raises Http404 if the file is gone.
    """
    try:
        opened = file.open("rb")
    except FileNotFoundError as gone:
        raise Http404(f"The file of “{name}” is no longer there.") from gone
    return handed_over(opened, name, content_type)


def handed_over(opened, name, content_type):
    """The answer that hands over an open file."""
    return FileResponse(
        opened,
        as_attachment=True,
        filename=name,
        content_type=content_type,
        headers=ONLY_DOWNLOAD,
    )


def of_table(name, columns, rows):
    """The answer that hands over rows under their columns' titles, as the CSV file `name`.csv.

    Spreadsheets read its names as UTF-8 and take none of its cells for a formula.
    """
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=ONLY_DOWNLOAD)
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(answer)
    writer.writerow(columns)
    writer.writerows([no_formula(str(cell)) for cell in row] for row in rows)
    return answer


def no_formula(text):
    """The text of a cell, marked as a text where a spreadsheet would calculate it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
