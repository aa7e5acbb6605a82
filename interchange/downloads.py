"""How does a file leave the portal? As a download: no browser shows it or guesses what it is."""

import csv
import unicodedata

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse

ONLY_DOWNLOAD = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
FORMULA_STARTS = ("=", "+", "-", "@")


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
    return as_csv(HttpResponse, name, "".join(lines(columns, rows)))


def of_long_table(name, columns, rows):
    """The same for rows that are read while they are handed over, so that none waits in memory."""
    return as_csv(StreamingHttpResponse, name, lines(columns, rows))


def as_csv(kind, name, content):
    """The answer of a kind that hands over lines of CSV."""
    answer = kind(content, content_type="text/csv; charset=utf-8", headers=ONLY_DOWNLOAD)
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def lines(columns, rows):
    """The lines of the file, one by one."""
    writer = csv.writer(Passed())
    yield "\ufeff" + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([no_formula(str(cell)) for cell in row])


class Passed:
    """A file that gives back each line written to it."""

    def write(self, text):
        """Give the text."""
        return text


def no_formula(text):
    """The text of a cell, marked as a text where a spreadsheet would calculate it.

    Spreadsheets look past spaces and take full-width signs for the others, so we do.
    """
    if text[:1] in ("\t", "\r", "\n"):
        return f"'{text}"
    start = next((one for one in text if one.isprintable() and not one.isspace()), "")
    return f"'{text}" if unicodedata.normalize("NFKC", start).startswith(FORMULA_STARTS) else text
