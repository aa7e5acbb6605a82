"""Nobody sees what is not theirs: read from the URL configuration, so that no page is forgotten."""

import pytest
from django.template import Template

from interchange.accounts.access import PASSWORD_GIVEN, PUBLIC, SIGNED_IN
from interchange.accounts.roles import CENTRE_ROLES, PERMISSIONS, Permission, Role
from interchange.catalogue.models import Subject
from tests.architecture.people import everybody_at, moderator_at
from tests.architecture.routes import ANYTHING, names_of, objects, routes
from tests.factories import accounts

ROUTES = routes()
CENTRE_PAGES = [route for route in ROUTES if route.of_a_centre]
API = [route for route in ROUTES if route.path.startswith("/api/")]
OBJECT_PAGES = [route for route in CENTRE_PAGES if route.of_an_object]
FOR_EVERYBODY = {
    "",  # health, which has no name
    "accounts:log_in",
    "accounts:log_out",
    "accounts:forgotten",
    "accounts:choose_password",
    "interrupted:who",  # tells a page who is logged in, and nobody else anything
    "reminders:feed",  # a calendar asks with its secret; 404 without
    "notifications:letters",  # only in the demo; 404 elsewhere
    "look:appearance",
    "look:gallery",  # only in the demo and while developing; 404 elsewhere
    "local:people",  # stands only in the demo's URLs
}
KEPT = ("evidence/none.pdf", "requests/none.pdf", "entries/none.pdf")  # files of the objects
BETWEEN = {"accounts:second_factor", "accounts:recovery_code", "accounts:enrol"}


def by_name(route):
    return route.name or route.path


@pytest.mark.parametrize("route", ROUTES, ids=by_name)
def test_every_page_says_who_may_open_it(route):
    assert route.permission in {PUBLIC, PASSWORD_GIVEN, SIGNED_IN, *Permission}


@pytest.mark.parametrize("route", CENTRE_PAGES, ids=by_name)
def test_a_page_of_a_centre_asks_for_a_right_at_the_centre(route):
    assert route.permission in set(Permission)


def test_no_page_is_open_by_accident():
    assert {route.name for route in ROUTES if route.permission == PUBLIC} <= FOR_EVERYBODY
    assert {route.name for route in ROUTES if route.permission == PASSWORD_GIVEN} == BETWEEN


def answer(client, address):
    """How the address answers: read, or sent to where it cannot be read; a bug is 500."""
    client.raise_request_exception = False
    read = status(client.get(address))
    return client.post(address).status_code if read == 405 else read


def answers(client, address):
    """How the address answers, read and sent to."""
    client.raise_request_exception = False
    return {status(client.get(address)), status(client.post(address))} - {405}


def status(answer):
    """How it was answered; a file that is handed over is read to its end, and so closed."""
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def leads(client, address):
    """Where the address leads, read and sent to; "" for a page."""
    client.raise_request_exception = False
    found = [client.get(address), client.post(address)]
    return {
        one.headers.get("Location", "").split("?")[0] for one in found if one.status_code != 405
    }


pytestmark = pytest.mark.django_db


@pytest.fixture
def undrawn(monkeypatch):
    """Only how a page answers is asked: what it decides and loads is done, its template is not."""
    monkeypatch.setattr(Template, "render", lambda template, context: "")


@pytest.mark.slow
def test_who_is_not_logged_in_is_sent_to_log_in(client, centre):
    closed = [route for route in ROUTES if route.permission != PUBLIC and route not in API]

    wrong = {
        route.name
        for route in closed
        if leads(client, route.address(number=centre.number)) - {"/log-in/"}
    }

    assert wrong == set()


@pytest.mark.slow
def test_the_password_alone_opens_nothing(client, centre, centre_administrator):
    client.force_login(centre_administrator)
    pages = [route for route in ROUTES if route not in API]
    closed = [route for route in pages if route.permission not in {PUBLIC, PASSWORD_GIVEN}]

    wrong = {
        route.name
        for route in closed
        if leads(client, route.address(number=centre.number)) - {"/second-factor/"}
    }

    assert wrong == set()


@pytest.mark.slow
@pytest.mark.parametrize("route", API, ids=by_name)
def test_the_api_is_closed_without_the_second_factor_and_says_so(
    route, client, centre, centre_administrator
):
    address = route.address(number=centre.number)
    assert client.get(address).status_code == 403
    client.force_login(centre_administrator)

    answer = client.get(address)

    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/json")


@pytest.mark.slow
@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("who", ["stranger", "board_administrator", "processor"])
def test_a_centres_pages_are_not_there_for_others(who, request, sign_in, centre):
    client = sign_in(request.getfixturevalue(who))

    wrong = {
        route.name: found
        for route in CENTRE_PAGES
        if (found := answer(client, route.address(number=centre.number))) != 404
    }

    assert wrong == {}


@pytest.mark.slow
@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("role", [*CENTRE_ROLES, Role.MODERATOR])
def test_a_role_opens_the_pages_of_its_rights_and_no_others(role, sign_in, centre, catalogue):

    subject = Subject.objects.get(code="IT") if role == Role.MODERATOR else None
    client = sign_in(accounts.with_role(role, centre, subject))

    wrong = {}
    for route in CENTRE_PAGES:
        refused = answer(client, route.address(number=centre.number)) == 403
        if refused != (route.permission not in PERMISSIONS[role]):
            wrong[route.name] = "refused" if refused else "opened"

    assert wrong == {}


@pytest.mark.slow
@pytest.mark.usefixtures("undrawn")
def test_what_belongs_to_another_centre_is_not_there(
    sign_in, centre, other_centre, catalogue, files
):
    theirs = objects(other_centre)
    wrong = {}
    for client, route in object_pages(sign_in, centre):
        address = route.address(**{**names_of(route, theirs), "number": centre.number})
        found = answers(client, address) - {302}  # reading a page that is only sent to
        if found != {404}:
            wrong[address] = found

    assert wrong == {}


@pytest.mark.slow
def test_what_belongs_to_the_centre_is_there(sign_in, centre, catalogue, files):
    ours = objects(centre)
    wrong = {}
    for client, route in object_pages(sign_in, centre):
        client.raise_request_exception = False
        address = route.address(**{**names_of(route, ours), "number": centre.number})
        if (found := status(client.get(address))) in (403, 404, 500):
            wrong[address] = found

    assert wrong == {}


@pytest.mark.slow
@pytest.mark.usefixtures("undrawn")
def test_in_a_page_of_the_centres_own_nothing_of_another_is_there(
    sign_in, centre, other_centre, catalogue, files
):
    ours, theirs = objects(centre), objects(other_centre)
    wrong = {}
    for client, route in object_pages(sign_in, centre):
        for named in one_of_another(names_of(route, ours), names_of(route, theirs), route):
            address = route.address(**{**named, "number": centre.number})
            found = answers(client, address) - {302}  # reading a page that is only sent to
            if found != {404}:
                wrong[address] = found

    assert wrong == {}


def one_of_another(ours, theirs, route):
    """What an address of several names names, where one of them is another centre's."""
    names = set(route.names) - {"number"} - set(ANYTHING)
    return [{**ours, name: theirs[name]} for name in sorted(names) if len(names) > 1]


@pytest.fixture
def files(kept_papers):
    """The files of the objects stand in a folder of the test's own, else none would be found."""
    for name in KEPT:
        (kept_papers / name).parent.mkdir()
        (kept_papers / name).write_bytes(b"%PDF-1.4")


def object_pages(sign_in, centre):
    """The pages of objects, each with the browser of somebody at the centre who may open it."""
    for person, moderates in ((everybody_at(centre), False), (moderator_at(centre), True)):
        client = sign_in(person)
        for route in OBJECT_PAGES:
            if (route.permission == Permission.MODERATE_CLAIMS) == moderates:
                yield client, route


@pytest.mark.slow
def test_the_boards_side_is_for_staff_only(client, sign_in, centre_administrator, processor):
    assert client.get("/board/").url.startswith("/log-in/")
    client.force_login(processor)
    assert client.get("/board/").url.startswith("/second-factor/")
    assert sign_in(centre_administrator).get("/board/", follow=True).status_code == 403
    assert sign_in(processor).get("/board/").status_code == 200


@pytest.mark.slow
def test_processing_staff_do_not_manage_people(sign_in, processor, tutor):
    client = sign_in(processor)

    for page in ("user/", f"user/{tutor.pk}/change/", "membership/", "centre/add/"):
        assert client.get(f"/board/accounts/{page}").status_code == 403
