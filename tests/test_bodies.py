"""How much may be sent: decided before it is read, counted while it is read."""

import io
import re

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import resolve
from django.utils.http import urlencode

from interchange import bodies
from interchange.bodies import BEGINNING, BY_ANYBODY, USUAL, Counted
from interchange.interrupted.models import InterruptedForm
from interchange.interrupted.tokens import TYPED_BY, mark
from tests.architecture.routes import names_of, objects, routes
from tests.architecture.test_permissions import everybody_at
from tests.factories import second_factor

pytestmark = pytest.mark.django_db
KB = 1024
FORMS, ACTION = re.compile(r"<form[^>]*>"), re.compile(r'action="([^"?]+)')


class Unreadable(io.BytesIO):
    """A body that must not be read, but for the beginning, which may say whose form it is."""

    def read(self, size=-1):
        """Give the beginning; fail the test for more."""
        if not 0 <= size <= BEGINNING or self.tell():
            raise AssertionError("the body was read")
        return super().read(size).ljust(size, b"x")

    readline = read


def send(client, path, size, **more):
    """Send so many bytes, which the test fails for if they are read."""
    more = {"CONTENT_LENGTH": size, "wsgi.input": Unreadable(), **more}
    return client.generic("POST", path, b"", "application/x-www-form-urlencoded", **more)


def text(page):
    return " ".join(page.content.decode().split())


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/log-in/", "/password/forgotten/", "/no/such/page/"])
def test_what_a_stranger_sends_is_refused_unread_above_64_kb(path, client):
    page = send(client, path, BY_ANYBODY + 1)

    assert page.status_code == 413
    assert "You sent 65 KB. This page takes 64 KB at most." in text(page)


@pytest.mark.slow
def test_what_a_stranger_sends_below_64_kb_is_read(client):
    filler = "x" * (BY_ANYBODY - 100)

    page = client.post(
        "/log-in/",
        f"email=a@b.example&password=p&filler={filler}",
        content_type="application/x-www-form-urlencoded",
    )

    assert "do not belong together" in text(page)


@pytest.mark.slow
def test_the_password_alone_lets_nobody_send_more(client, tutor):
    second_factor.an_app(tutor)
    client.force_login(tutor)

    assert send(client, "/second-factor/", BY_ANYBODY + 1).status_code == 413


def test_a_large_form_sent_after_the_session_ended_is_still_taken(client, tutor):
    browser = f"{'0' * 32}.{tutor.pk}"
    client.cookies["known"] = signing.get_cookie_signer(salt="knownknown").sign(browser)

    assert client.post("/account/password/", {"typed": "x" * 200_000}).status_code == 302
    assert send(client, "/account/password/", USUAL + 1).status_code == 413

    client.cookies["known"] = browser  # forged
    assert send(client, "/account/password/", BY_ANYBODY + 1).status_code == 403


@pytest.mark.slow
@pytest.mark.parametrize("kind", [MULTIPART_CONTENT, "application/x-www-form-urlencoded"])
def test_a_large_form_comes_back_though_all_cookies_are_gone(kind, sign_in, tutor, centre):
    form = {"csrfmiddlewaretoken": "x" * 64, TYPED_BY: mark(tutor.pk), "name": "y" * 150_000}
    page = f"/centres/{centre.number}/entries/register/05834/"
    sent = form if kind == MULTIPART_CONTENT else urlencode(form)
    nobody = Client(enforce_csrf_checks=True, headers={"referer": f"http://testserver{page}"})

    answer = nobody.post(page, sent, content_type=kind)

    kept = InterruptedForm.objects.get()
    assert answer.status_code == 302 and answer.url.startswith("/log-in/?next=")
    assert dict(kept.fields)["name"] == form["name"] and kept.typist == tutor


@pytest.mark.parametrize("marked", ["", "1:forged:mark"])
def test_too_large_a_form_of_nobody_is_told_to_log_in_and_not_that_it_is_too_large(marked, client):
    body = Unreadable(f"{TYPED_BY}={marked}&".encode())

    page = send(client, "/account/", BY_ANYBODY + 1, **{"wsgi.input": body})

    assert page.status_code == 403
    assert "Nobody is logged in" in text(page) and "at most" not in text(page)
    assert send(client, "/account/", USUAL + 1).status_code == 413


@pytest.mark.slow
def test_a_page_without_files_takes_a_large_form_and_no_more(sign_in, tutor):
    client = sign_in(tutor)

    page = send(client, "/account/password/", USUAL + 1)

    assert page.status_code == 413
    assert "You sent 2.5 MB. This page takes 2.5 MB at most." in text(page)
    filler = {"filler": "x" * (USUAL - 10 * KB)}
    assert client.post("/account/password/", filler).status_code == 200


@pytest.mark.slow
def test_a_page_with_files_takes_one_that_is_somewhat_too_large_to_say_so_beside_its_box(
    sign_in, exams_officer, centre
):
    client = sign_in(exams_officer)
    file = SimpleUploadedFile("entries.csv", b"x" * (13 * bodies.MB))

    page = client.post("/centres/12345/entries/files/", {"file": file})

    assert page.status_code == 200
    assert "the most is 12 MB" in text(page)
    assert send(client, "/centres/12345/entries/files/", 33 * bodies.MB).status_code == 413


def test_the_boards_side_takes_files(sign_in, processor):
    client = sign_in(processor)

    assert send(client, "/board/", 33 * bodies.MB).status_code == 413


def test_a_body_of_unknown_length_is_refused_unread(client):
    page = send(client, "/log-in/", "", HTTP_TRANSFER_ENCODING="chunked")

    assert page.status_code == 411
    assert "Content-Length" in text(page)


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"]
)
def test_half_a_form_of_a_connection_that_broke_is_not_taken_for_a_whole_one(kind, sign_in, tutor):
    client = sign_in(tutor)
    page = send_half(client, kind)

    assert page.status_code == 400
    assert "The connection broke before all of what you sent had come." in text(page)


@pytest.mark.slow
def test_half_a_form_is_said_to_be_half_and_not_out_of_date(sign_in, tutor):
    client = Client(enforce_csrf_checks=True)
    client.cookies = sign_in(tutor).cookies
    client.get("/account/password/")

    assert send_half(client, "application/x-www-form-urlencoded").status_code == 400


def send_half(client, kind):
    """Send the beginning of a form of that kind."""
    half = {"wsgi.input": io.BytesIO(b"csrfmiddle"), "CONTENT_LENGTH": 30, "CONTENT_TYPE": kind}
    return client.generic("POST", "/account/password/", b"", **half)


def test_a_whole_body_is_read_as_it_came():
    body = Counted(io.BytesIO(b"one\ntwo\nthree"), 13)

    assert (body.readline(), body.read(4), body.read(), body.read(5)) == (
        b"one\n",
        b"two\n",
        b"three",
        b"",
    )
    assert not body.cut_off


@pytest.mark.slow
def test_every_page_with_a_box_for_files_takes_files(sign_in, centre, catalogue):
    found = objects(centre)
    client = sign_in(everybody_at(centre))
    client.raise_request_exception = False

    without = set()
    for route in routes():
        if not route.name or route.name == "look:gallery":
            continue
        address = route.address(**{**names_of(route, found), "number": centre.number})
        page = client.get(address)
        for form in FORMS.findall(getattr(page, "content", b"").decode(errors="replace")):
            sent_to = (ACTION.findall(form) or [address])[0]
            if "multipart" in form and not hasattr(resolve(sent_to).func, "largest_body"):
                without.add(route.name)

    assert without == set()
