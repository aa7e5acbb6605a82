"""What of a form is kept, how much, and for how long."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from interchange import shown
from interchange.interrupted.tokens import TYPED_BY

KEPT = "kept"  # names, in an address and in a form, the kept form that is shown
OUR_OWN = {"csrfmiddlewaretoken", TYPED_BY, KEPT}
SECRET = re.compile(
    r"password|passcode|secret|token$|(^|-)(old|new|again|code)$", re.IGNORECASE
)  # a password, a code or a link's token, with the prefix of its form or without
KEPT_OF_ACCOUNTS = {"accounts_contact", "centre", "invite", "roles"}  # no other page of accounts
LONGEST = 200_000  # characters of all names and values
MOST = 20  # forms of one person
KEPT_FOR = timedelta(days=3)


def fields_to_keep(pairs: Iterable[tuple[str, str]]) -> list[list[str]] | None:
    """Give the (name, value) pairs of a form that are kept, in their order.

    Never secrets, nor what only this sending needed. None where that is more than can be kept.
    """
    kept = [
        [name, value.replace("\x00", "")]
        for name, value in pairs
        if name not in OUR_OWN and not is_secret(name)
    ]
    return kept if sum(len(name) + len(value) for name, value in kept) <= LONGEST else None


def is_secret(name: str) -> bool:
    """Whether a field of that name, in a form or in an address, holds a secret."""
    return bool(SECRET.search(name))


def is_kept_view(namespace: str, url_name: str | None, kwargs: Mapping[str, Any]) -> bool:
    """Whether forms of a view are kept: never where it takes passwords, codes or links' tokens.

    Of the pages of accounts only those named here are, so that a new one is not by oversight.
    """
    if is_secret(url_name or "") or "token" in kwargs:
        return False
    return namespace != "accounts" or url_name in KEPT_OF_ACCOUNTS


def what_was_typed(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give (words, value) of the fields that a person typed or chose.

    What a page had shown travels in a box, too, and says nothing to anybody.
    """
    return [(_in_words(name), value) for name, value in pairs if value and name != shown.BOX]


def _in_words(name: str) -> str:
    """Give a field's name as a person can read it; rows are counted from one, as on the page."""
    name = re.sub(r"^row-(\d+)-", lambda row: f"row {int(row[1]) + 1}, ", name)
    return re.sub(r"[-_]+", " ", name).strip().capitalize()
