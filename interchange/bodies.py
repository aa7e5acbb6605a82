"""How much may be sent to a page? Little by strangers, and files only where a page takes files.

Decided by what the browser says it will send, before more is read than the beginning that says
whose form it is; what is then read is counted, so that half a form, of a connection that broke, is
never taken for a whole one.
"""

import io
import re
from urllib.parse import unquote_plus

from django.http import UnreadablePostError
from django.shortcuts import render
from django.urls import Resolver404, resolve

from interchange import uploads
from interchange.accounts.access import PASSWORD_GIVEN, PUBLIC
from interchange.accounts.visitors import known_browser
from interchange.interrupted.requests import came_from
from interchange.interrupted.tokens import TYPED_BY, typist_of

KB, MB = 1024, 1024 * 1024
BY_ANYBODY = 64 * KB  # who never was past the second factor fills in short forms
USUAL = 5 * MB // 2  # the largest form without files: Django's own limit
LARGEST_FILE = 12 * MB
ROOM = 20 * MB  # so that a file that is somewhat too large gets its sentence beside its box
BEGINNING = 4 * KB  # of a form that says within it whose it is
BY_STAFF = LARGEST_FILE + ROOM  # any page of the board's side

UNKNOWN_LENGTH = (
    "What was sent did not say how long it is. Browsers do; a program has to send Content-Length."
)
SIGNED_OUT = (
    "Nobody is logged in with this browser any more, so what you sent was not read. Log in, and"
    " send it again."
)
MARKED = re.compile(rf'{TYPED_BY}(?:=|"\r\n\r\n)([^&\r]+)'.encode())
CUT_OFF = "The connection broke before all of what you sent had come."


def takes_files(*, many=False):
    """Decorate the view of a page that takes a file, or many at once.

    Stands below the decorator that says who may open the page.
    """

    def decorate(view):
        view.largest_body = (uploads.MOST if many else 1) * LARGEST_FILE + ROOM
        return view

    return decorate


class BodyLimits:
    """Refuse what is too large before it is read, and what was cut off; stands after the log-in."""

    def __init__(self, get_response):
        """Stand before `get_response`."""
        self.get_response = get_response

    def __call__(self, request):
        """Answer the request, or say in a page why it is not read."""
        if "HTTP_TRANSFER_ENCODING" in request.META:
            return _refused(request, UNKNOWN_LENGTH, 411)
        length = _length_of(request)
        body = Counted(request._stream, length)
        most = _largest(request, body) if length > BY_ANYBODY else BY_ANYBODY
        if length > most:
            return _too_much(request, length, most)
        request._stream = body
        response = self.get_response(request)
        return _refused(request, CUT_OFF, 400) if body.cut_off else response

    def process_exception(self, request, exception):
        """Say in a page that a form was cut off; None for every other exception."""
        if isinstance(exception, UnreadablePostError):
            return _refused(request, CUT_OFF, 400)
        return None


class Counted:
    """A body that says when it is shorter than it should be."""

    def __init__(self, stream, length):
        """Read from `stream` what should be `length` bytes."""
        self.stream, self.left, self.cut_off = stream, length, False

    def begins(self, size):
        """The first bytes, that many at most, which are read once more afterwards."""
        begun = self.read(min(size, self.left))
        self.left += len(begun)
        self.stream = _Begun(begun, self.stream)
        return begun

    def read(self, size=-1):
        """That many bytes, or all that are left; OSError where they end too early."""
        wanted = self.left if size is None or size < 0 else min(size, self.left)
        return self.count(self.taken(self.stream.read, wanted), wanted)

    def readline(self, size=-1):
        """A line; OSError where the body ends too early."""
        wanted = self.left if size is None or size < 0 else min(size, self.left)
        return self.count(self.taken(self.stream.readline, wanted), min(wanted, 1))

    def close(self):
        """Nothing more is read."""
        self.stream.close()

    def taken(self, read, wanted):
        """What `read` gives; a connection that broke is noted."""
        try:
            return read(wanted)
        except OSError:
            self.cut_off = True
            raise

    def count(self, data, least):
        """Count the bytes; OSError where they are fewer than `least`."""
        self.left -= len(data)
        if len(data) < least:
            self.cut_off = True
            raise OSError(CUT_OFF)
        return data


class _Begun:
    """A stream of which the beginning was read before."""

    def __init__(self, begun, rest):
        self.begun, self.rest = io.BytesIO(begun), rest

    def read(self, size):
        data = self.begun.read(size)
        return data + self.rest.read(size - len(data)) if len(data) < size else data

    def readline(self, size):
        data = self.begun.readline(size)
        whole = data.endswith(b"\n") or len(data) == size
        return data if whole else data + self.rest.readline(size - len(data))

    def close(self):
        self.rest.close()


def _length_of(request):
    """How many bytes the browser says it will send."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _largest(request, body):
    """The most bytes that may be sent by this person to this page.

    A browser that people have logged in with, and one that forgot it with all its cookies, may send
    a large form once its session is over: what was typed is kept for whoever typed it.
    """
    if _is_known(request.user):
        return _of_page(request)
    known, _ = known_browser(request)
    return USUAL if known or _says_whose(body) else BY_ANYBODY


def _says_whose(body):
    """Whether it is a form that was drawn for somebody, as its beginning says under our hand."""
    try:
        marked = MARKED.search(body.begins(BEGINNING))
    except OSError:
        return False
    return bool(marked) and typist_of(unquote_plus(marked[1].decode("latin-1"))) is not None


def _is_known(person):
    """Whether somebody is fully logged in."""
    return person.is_authenticated and person.is_verified()


def _of_page(request):
    """The most bytes that the page takes from who is logged in."""
    found = _page(request)
    if found is None:
        return USUAL
    return BY_STAFF if found.app_name == "admin" else getattr(found.func, "largest_body", USUAL)


def _page(request):
    """The page as the URLs name it; None where there is none."""
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def _too_much(request, length, most):
    """The answer to too large a body: to log in first, where it is too large only without that."""
    found = _page(request)
    inside = found and getattr(found.func, "permission", None) not in (PUBLIC, PASSWORD_GIVEN)
    if inside and not _is_known(request.user) and length <= _of_page(request):
        return _refused(request, SIGNED_OUT, 403, log_in_to=came_from(request) or "/")
    return _refused(request, _too_large(length, most), 413)


def _too_large(length, most):
    """The sentence for a body of so many bytes where the most is so many."""
    return f"You sent {_in_words(length)}. This page takes {_in_words(most)} at most."


def _in_words(size):
    """So many bytes, as people say it."""
    return f"{size / MB:.1f} MB" if size >= MB else f"{-(-size // KB)} KB"


def _refused(request, problem, status, log_in_to=""):
    """The page that says why nothing was read; `log_in_to` is where to go on after logging in."""
    context = {"problem": problem, "log_in_to": log_in_to}
    return render(request, "errors/body.html", context, status=status)
