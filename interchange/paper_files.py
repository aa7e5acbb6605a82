"""How do papers leave the portal, one a person? As one PDF; those of many as a ZIP of several."""

from io import BytesIO
from itertools import islice

from django.http import Http404

from interchange import downloads, sending
from interchange.paper import draw_all

PDF, ZIP = "application/pdf", "application/zip"
IN_A_FILE = 100  # papers in one PDF; more leave as a ZIP of several


def of_many(name, title, persons, sheets):
    """The answer that hands over the papers of persons: a PDF, or a ZIP of several.

    Takes persons' ids, as a list or a QuerySet, and `sheets(persons)`, which gives the PaperSheets
    of some; raises Http404 where there are none.
    """
    few = list(persons[: IN_A_FILE + 1])
    if not few:
        raise Http404("Nobody is listed.")
    if len(few) <= IN_A_FILE:
        return _handed_over(name, _drawn(title, sheets(few)))
    files = _files(name, title, iter(persons), sheets)
    return downloads.of_pieces(f"{name}.zip", sending.zipped(files), ZIP)


def _files(name, title, persons, sheets):
    """The PDFs of many, one after the other: (name, content)."""
    number = 0
    while some := list(islice(persons, IN_A_FILE)):
        number += 1
        yield f"{name}-{number:03}.pdf", _drawn(title, sheets(some)).getvalue()


def _drawn(title, sheets):
    made = BytesIO()
    draw_all(sheets, made, title)
    made.seek(0)
    return made


def _handed_over(name, made):
    return downloads.handed_over(made, f"{name}.pdf", PDF)
