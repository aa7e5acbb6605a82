"""What has come of a request, and is it what a thread would wait for?"""

import re

SMALL = 64 * 1024  # bytes of a body that is collected: all that anybody may send, and most forms
LONGEST_HEAD = 64 * 1024
END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(
    rb"^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r$", re.IGNORECASE | re.MULTILINE
)
EXPECTS = re.compile(rb"^expect[ \t]*:[ \t]*100-continue", re.IGNORECASE | re.MULTILINE)


class Arriving:
    """A request as far as it has come; gunicorn's parser reads it properly afterwards.

    `is_large` where its body is above SMALL, `waits_for_word` where the client sends that only once
    it hears that it may.
    """

    def __init__(self):
        """Nothing has come yet."""
        self.data = bytearray()
        self.needed = None  # bytes in all, once the head has come
        self.is_large = self.waits_for_word = False

    def add(self, data):
        """Take what has come."""
        new_from = max(0, len(self.data) - len(END_OF_HEAD))
        self.data += data
        if self.needed is None:
            end = self.data.find(END_OF_HEAD, new_from)
            if end >= 0:
                self.read_head(end + len(END_OF_HEAD))

    def read_head(self, end):
        """Note how long the request is; a body of unknown length is refused unread."""
        length = LENGTH.search(self.data, 0, end)
        body = int(length[1]) if length else 0
        self.is_large = body > SMALL
        self.needed = end if self.is_large else end + body
        self.waits_for_word = not self.is_here and bool(EXPECTS.search(self.data, 0, end))

    @property
    def is_here(self):
        """Whether a thread can take it: whole, or large, or with a head that is refused anyway."""
        if self.needed is None:
            return len(self.data) > LONGEST_HEAD
        return len(self.data) >= self.needed
