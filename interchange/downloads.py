"""How does a file leave the portal? As a download: no browser shows it or guesses what it is."""

import re
import unicodedata

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse

ONLY_DOWNLOAD = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
FORMULA_STARTS = ("=", "+", "-", "@")
PARTS = re.compile(r"([;|\t\r\n])")  # where one program or the other begins another cell
QUOTED = re.compile(r"[,;|\t\r\n\"]")


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


def of_pieces(name, pieces, content_type):
    """The answer that hands over a file whose bytes are made while it is handed over."""
    answer = StreamingHttpResponse(pieces, content_type=content_type, headers=ONLY_DOWNLOAD)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def of_table(name, columns, rows):
    """The answer that hands over rows under their columns' titles, as the CSV file `name`.csv.

    Spreadsheets read its names as UTF-8 and take none of its cells for a formula.
    """
    return _as_csv(HttpResponse, name, "".join(lines_of_table(columns, rows)))


def of_long_table(name, columns, rows):
    """The same for rows that are read while they are handed over, so that none waits in memory."""
    return _as_csv(StreamingHttpResponse, name, lines_of_table(columns, rows))


def _as_csv(kind, name, content):
    """The answer of a kind that hands over lines of CSV."""
    answer = kind(content, content_type="text/csv; charset=utf-8", headers=ONLY_DOWNLOAD)
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def lines_of_table(columns, rows):
    """The lines of such a file, one by one."""
    yield "\ufeff" + _line(columns)
    for row in rows:
        yield _line(row)


def _line(cells):
    """A line of the file."""
    return ",".join(map(csv_cell, cells)) + "\r\n"


def csv_cell(value):
    """A value as a cell of CSV: no formula, whichever separator a program goes by."""
    return _quoted(no_formula(str(value)))


def _quoted(text):
    """The text in quotation marks, where any program could take it for more than one cell."""
    return '"' + text.replace('"', '""') + '"' if QUOTED.search(text) else text


def no_formula(text):
    """The text of a cell, marked as a text where a spreadsheet would calculate it or a part of it.

    Some programs go by semicolons or tabs whatever the quotation marks say, so what follows one is
    looked at as if it were a cell.
    """
    if text[:1] in ("\t", "\r", "\n"):
        return f"'{text}"
    return "".join(map(_marked, PARTS.split(text)))


def _marked(part):
    """A part of a cell, with a ' before it where it would be calculated.

    Spreadsheets look past spaces and take full-width signs for the others, so we do; and past
    quotation marks.
    """
    seen = (one for one in part if one.isprintable() and not one.isspace() and one != '"')
    start = unicodedata.normalize("NFKC", next(seen, ""))
    return f"'{part}" if start.startswith(FORMULA_STARTS) else part
