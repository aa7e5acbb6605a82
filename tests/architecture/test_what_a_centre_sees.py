"""No page, export, file, search, answer of the API or letter tells what another centre did.

People stand to the centre in every way there is; at other centres something was made of each that
is marked. Every address of the URL configuration is opened, so a new page is in it by itself.
"""

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from entries.models import Candidate
from interchange.accounts.models import Centre
from interchange.accounts.roles import Permission, Role
from interchange.notifications.models import Message
from mir import spreadsheets
from tests import once, ownership
from tests.architecture.marks import marks_in
from tests.architecture.people import everybody_at, moderator_at
from tests.architecture.routes import objects, routes
from tests.architecture.told import addresses, lasting, told_by, work_out
from tests.architecture.ways import Scene
from tests.factories import accounts, sessions

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

KNOWN = "entries:duplicates"  # tells that the board knows somebody like one of the centre's own


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Who makes the people, and what the tests share, with every award worked out that is due.

    (the scene, something of the centre's own for each page that names one, the people's ways).
    """
    with once.shared(django_db_blocker), override_settings(DEMO=True):
        centre = accounts.a_centre("12345", "Fernhill College")
        accounts.a_centre("54321", "Riverside School")
        ours = objects(centre)
        scene = Scene(centre, accounts.with_role(Role.PROCESSOR, name="Priya Processor"))
        found = scene.everybody()
        work_out()
        ownership.count()
        yield scene, ours, found


@pytest.fixture(autouse=True)
def demo(settings):
    """The addresses are those of the demo, which has more."""
    settings.DEMO = True


@pytest.fixture
def scene(made):
    """Who makes the people."""
    return made[0]


@pytest.fixture
def ours(made):
    """Something of the centre's own for each page that names one."""
    return made[1]


@pytest.fixture
def ways(made):
    """How people stand to the centre."""
    return made[2]


@pytest.fixture
def centre(made):
    """The centre that reads."""
    return Centre.objects.get(number="12345")


@pytest.fixture
def other_centre(made):
    """Another centre."""
    return Centre.objects.get(number="54321")


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


def test_no_page_or_file_tells_what_another_centre_did(readers, centre, ours, ways):
    wrong = {
        (who, address): found
        for who, address, text in looked_at(readers, centre, ours, ways)
        if (found := marks_in(text, address))
    }

    assert wrong == {}


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
