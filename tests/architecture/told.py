"""What does a page, a file or an answer of the API tell, in text, and where do pages stand?"""

import re
from contextlib import contextmanager, suppress
from io import BytesIO
from unittest import mock

from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from interchange.paper import letters
from results.commands import award_due
from tests.architecture.routes import names_of
from tests.architecture.test_query_counts import QUESTIONS
from tests.architecture.ways import NOW

BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ANEW = (  # signed, drawn by lot, or told by the clock
    r'<input[^>]*type="hidden"[^>]*>',
    r'nonce="[^"]*"',
    r"%PDF.*%%EOF",
    r"DTSTAMP:\S+",
)
SEARCHED = ("q", "text")  # what the searches of lists are called


def work_out():
    """Work out every award that is due."""
    while award_due(at=NOW):
        pass


def addresses(route, centre, ours, ways):
    """Where the page stands: for what the centre has, and for each of the people."""
    named = {**names_of(route, ours), "number": centre.number}
    for asked in ["", *QUESTIONS.get(route.name, [])]:
        yield "", route.address(**named) + asked
    for way in ways:
        theirs = {"ocr_number": way.record.ocr_number}
        if way.entry and route.name.split(":")[0] == "tracker":
            theirs["pk"] = way.entry.pk
        if theirs.keys() & set(route.names):
            yield way.name, route.address(**{**named, **theirs})
        elif not route.of_an_object:
            asked = "&".join(f"{search}={way.record.surname}" for search in SEARCHED)
            yield way.name, f"{route.address(**named)}?{asked}"


def told_by(client, address):
    """What the address answers, in text, whatever it is packed in; of a PDF what is drawn.

    None where it is a button, which nobody can read. Fails where the reader may not read it.
    """
    with drawing() as drawn:
        answer = client.get(address)
    assert answer.status_code != 403, address
    if answer.status_code == 405:
        return None
    if answer.status_code >= 400 or answer.status_code in (301, 302):
        return ""
    content = b"".join(answer) if answer.streaming else answer.content
    return "\n".join([unpacked(content, answer.headers["Content-Type"]), *drawn])


@contextmanager
def drawing():
    """The texts that are drawn on papers meanwhile."""
    drawn, put = [], letters.Pen.put

    def noting(pen, x, y, text, *how):
        drawn.append(text)
        return put(pen, x, y, text, *how)

    with mock.patch.object(letters.Pen, "put", noting):
        yield drawn


def unpacked(content, kind):
    """The text of a page, a table or an entry file; of a workbook its cells, of a PDF its words."""
    if kind.startswith("application/pdf"):
        with suppress(PdfReadError):  # of what centres sent, a test's is none that can be opened
            return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    if kind.startswith(BOOK):
        book = load_workbook(BytesIO(content), read_only=True)
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        return "\n".join(",".join(str(cell or "") for cell in row) for row in rows)
    return content.decode(errors="replace")


def lasting(text):
    """What stands in an answer whenever it is asked for: without what is made anew each time."""
    return re.sub("|".join(ANEW), "", text, flags=re.DOTALL)
