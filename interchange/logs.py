"""What never stands in a log? The secret of a letter's link, which lets whoever reads it in."""

import logging
import re

SECRETS = re.compile(r"(/password/\d+/|/account/e-mail/|/calendar/)[^/\s\"'<>]+")


def without_secrets(text):
    """The text with an ellipsis in place of the secret in a link's path."""
    return SECRETS.sub(r"\1…", text)


class Line(logging.Formatter):
    """A line of the log, and what came with it such as an error's way, without secrets."""

    def format(self, record):
        """Write the record as text."""
        return without_secrets(super().format(record))
