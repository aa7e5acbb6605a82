"""How are letters written to many? Each alone: one that cannot be written keeps no other back."""

import logging
from collections.abc import Callable, Iterable

from interchange import tries

log = logging.getLogger(__name__)


class LettersNotWritten(Exception):
    """Some letters could not be written, for a reason of the portal's own; the others were."""


def write_each(write: Callable[..., int], letters: Iterable[tuple[str, tuple]]) -> int:
    """Call `write` with the arguments of each letter, which are given by who reads it; give a sum.

    `write` is one transaction. Where it raises, that is logged, the others are written, and
    LettersNotWritten is raised at the end. Trouble with the database is raised at once.
    """
    written, failed = 0, 0
    for reader, arguments in letters:
        try:
            written += write(*arguments)
        except Exception as problem:
            if tries.is_the_databases(problem):
                raise
            log.exception("the letter to %s could not be written", reader)
            failed += 1
    if failed:
        which = "1 letter" if failed == 1 else f"{failed} letters"
        raise LettersNotWritten(f"{which} could not be written; see the log.")
    return written
