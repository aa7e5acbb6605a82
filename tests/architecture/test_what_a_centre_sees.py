"""No page, export, file, search, answer of the API or letter tells what another centre did.

People stand to the centre in every way there is; at other centres something was made of each that
is marked. Every address of the URL configuration is opened, so a new page is in it by itself.
"""

import re
from contextlib import contextmanager, suppress
from io import BytesIO
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from entries.models import Candidate
from interchange.accounts.roles import Permission, Role
from interchange.notifications.models import Message
from interchange.paper import letters
from mir import spreadsheets
from results.commands import award_due
from tests import ownership
from tests.architecture.marks import marks_in
from tests.architecture.people import everybody_at, moderator_at
from tests.architecture.routes import names_of, objects, routes
from tests.architecture.test_query_counts import QUESTIONS
from tests.architecture.ways import NOW, Scene
from tests.factories import sessions

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ANEW = (  # signed, drawn by lot, or told by the clock
    r'<input[^>]*type="hidden"[^>]*>',
    r'nonce="[^"]*"',
    r"%PDF.*%%EOF",
    r"DTSTAMP:\S+",
)
KNOWN = "entries:duplicates"  # tells that the board knows somebody like one of the centre's own
SEARCHED = ("q", "text")  # what the searches of lists are called


@pytest.fixture
def ours(centre, other_centre, catalogue):
    """Something of the centre's own for each page that names one."""
    return objects(centre)


@pytest.fixture
def scene(ours, centre, processor, settings):
    """Who makes the people."""
    settings.DEMO = True
    return Scene(centre, processor)


@pytest.fixture
def ways(scene):
    """The people, with every award worked out that is due."""
    found = scene.everybody()
    work_out()
    ownership.count()
    return found


def work_out():
    """Work out every award that is due."""
    while award_due(at=NOW):
        pass


@pytest.fixture
def readers(centre):
    """Who reads the pages of the centre: (client, whether it moderates), each with its own."""
    person = everybody_at(centre, Role.TUTOR, Role.POST_RESULT_FULL)
    people = [(person, False), (moderator_at(centre), True)]
    return [(sessions.begin(Client(), one), moderates) for one, moderates in people]


def looked_at(readers, centre, ours, ways):
    """Every page and file of the centre: (who is asked about, address, what it answers)."""
    for client, moderates in readers:
        for route in routes():
            if route.of_a_centre and (route.permission == Permission.MODERATE_CLAIMS) == moderates:
                yield from read(client, addresses(route, centre, ours, ways))


def read(client, places):
    """What a page answers at each of the places: (who is asked about, address, answer).

    What cannot be read for the centre's own, a button, says so before it looks at whom it is about.
    """
    for who, address in places:
        told = told_by(client, address)
        yield who, address, told or ""
        if told is None:
            break


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


def test_no_page_or_file_tells_what_another_centre_did(readers, centre, ours, ways):
    wrong = {
        (who, address): found
        for who, address, text in looked_at(readers, centre, ours, ways)
        if (found := marks_in(text, address))
    }

    assert wrong == {}


def lasting(text):
    """What stands in an answer whenever it is asked for: without what is made anew each time."""
    return re.sub("|".join(ANEW), "", text, flags=re.DOTALL)


def test_nothing_here_changes_by_who_and_what_is_elsewhere_only(
    readers, centre, other_centre, ours, scene, ways
):
    def pages():
        read = looked_at(readers, centre, ours, ())
        return {address: lasting(text) for _, address, text in read}

    before = pages()
    scene.more_elsewhere()
    objects(other_centre)
    work_out()
    after = pages()
    changed = {address for address, text in after.items() if text != before[address]}

    assert len(before) > 100
    assert changed - {reverse(KNOWN, args=[centre.number])} == set()


def test_what_is_packed_is_read(sign_in, centre, ours, ways):
    client = sign_in(everybody_at(centre, Role.POST_RESULT_FULL))
    slug = spreadsheets.SPREADSHEETS[0].slug
    book = told_by(client, reverse("mir:template", args=[centre.number, slug]))
    paper = told_by(client, reverse("claims:paper_pdf", args=[centre.number, ours["claims"]["pk"]]))

    assert "Candidate" in paper and "Centre number" in book


def test_the_marks_are_there_for_the_centre_that_made_them(sign_in, centre, ways):
    hidden = Candidate.objects.get(surname="Zyxwvut", forenames="Elsewhere")
    there = hidden.entries.get().centre
    client = sign_in(everybody_at(there, Role.POST_RESULT_FULL))
    page = told_by(client, reverse("tracker:candidate", args=[there.number, hidden.ocr_number]))
    listed = told_by(client, reverse("results:test_results", args=[there.number]))

    found = {*marks_in(page, ""), *marks_in(listed, "")}

    assert found >= {"a name", "a ULN", "a candidate number", "the number of a claim", "a grade"}
    assert found >= {"an exam", "a day", "a day in a table"}
    assert found >= {"an exam without a grade", "a pending exam"}
    assert "Attendance noted" in page and "No result" in page


def test_who_is_elsewhere_only_is_not_there(sign_in, centre, ways):
    [elsewhere] = [way for way in ways if way.name == "elsewhere only"]
    client = sign_in(everybody_at(centre, Role.POST_RESULT_FULL))

    for page in ("tracker:candidate", "entries:correct_details"):
        address = reverse(page, args=[centre.number, elsewhere.record.ocr_number])
        assert client.get(address).status_code == 404


def test_whoever_left_or_is_elsewhere_now_has_no_page_of_details(sign_in, centre, ways):
    client = sign_in(everybody_at(centre, Role.POST_RESULT_FULL))

    for way in ways:
        if way.name in ("transferred away", "withdrawn"):
            address = reverse(
                "entries:correct_details", args=[centre.number, way.record.ocr_number]
            )
            assert client.get(address).status_code == 404, way.name
            page = reverse("tracker:candidate", args=[centre.number, way.record.ocr_number])
            assert address not in client.get(page).content.decode(), way.name


def test_no_letter_tells_what_another_centre_did(centre, ways):
    letters = Message.objects.filter(to=centre.email)

    told = {"tracker/merged", "tracker/merge_undone", "entries/registered_elsewhere"}
    assert {one.template for one in letters} >= told
    wrong = {
        one.template: found
        for one in letters
        if (found := marks_in(f"{one.subject}\n{one.body}", ""))
    }
    assert wrong == {}
