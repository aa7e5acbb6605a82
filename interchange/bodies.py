"""How much may be sent to a page? Little by strangers, and files only where a page takes files.

Decided by what the browser says it will send, before a byte is read; what is then read is counted,
so that half a form, of a connection that broke, is never taken for a whole one.
"""

from django.http import UnreadablePostError
from django.shortcuts import render
from django.urls import Resolver404, resolve

from interchange import uploads
from interchange.accounts.visitors import known_browser

KB, MB = 1024, 1024 * 1024
BY_ANYBODY = 64 * KB  # who never was past the second factor fills in short forms
USUAL = 5 * MB // 2  # the largest form without files: Django's own limit
LARGEST_FILE = 12 * MB
ROOM = 20 * MB  # so that a file that is somewhat too large gets its sentence beside its box
BY_STAFF = LARGEST_FILE + ROOM  # any page of the board's side

UNKNOWN_LENGTH = (
    "What was sent did not say how long it is. Browsers do; a program has to send Content-Length."
)
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
        most = _largest(request) if length > BY_ANYBODY else BY_ANYBODY
        if length > most:
            return _refused(request, _too_large(length, most), 413)
        body = Counted(request._stream, length)
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


def _length_of(request):
    """How many bytes the browser says it will send."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _largest(request):
    """The most bytes that may be sent by this person to this page.

    A browser that people have logged in with may send a large form once its session is over: what
    was typed is kept for whoever typed it.
    """
    if not (request.user.is_authenticated and request.user.is_verified()):
        known, _ = known_browser(request)
        return USUAL if known else BY_ANYBODY
    try:
        found = resolve(request.path_info)
    except Resolver404:
        return USUAL
    return BY_STAFF if found.app_name == "admin" else getattr(found.func, "largest_body", USUAL)


def _too_large(length, most):
    """The sentence for a body of so many bytes where the most is so many."""
    return f"You sent {_in_words(length)}. This page takes {_in_words(most)} at most."


def _in_words(size):
    """So many bytes, as people say it."""
    return f"{size / MB:.1f} MB" if size >= MB else f"{-(-size // KB)} KB"


def _refused(request, problem, status):
    """The page that says why nothing was read."""
    return render(request, "errors/body.html", {"problem": problem}, status=status)
