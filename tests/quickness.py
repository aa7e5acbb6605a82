"""What makes tests quick and changes nothing that they see.

The client of each test and the server of each journey begin with all of the middleware; the one
that serves the style sheet would look at every file anew. What was imported and collected stays to
the end, so that the collector of garbage need not look at it again and again.
"""

import gc

from whitenoise.middleware import WhiteNoiseMiddleware

SELDOM = (50_000, 20, 50)  # against Python's (700, 10, 10): a test makes much and keeps little
_look_at_files = WhiteNoiseMiddleware.add_files_from_finders
_known = {}  # the files to serve, by address


def begin():
    """Look at the files to serve once a run."""
    WhiteNoiseMiddleware.add_files_from_finders = _add_known_files


def settle():
    """Leave what is there by now out of every collection of garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def _add_known_files(middleware):
    if not _known:
        _look_at_files(middleware)
        _known.update(middleware.files)
    middleware.files.update(_known)
