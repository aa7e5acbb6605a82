"""Every specification of the catalogue, read from its files once for all tests of a run."""

from functools import cache

from interchange.catalogue import specification as specifications


@cache
def every():
    """The specifications by entry code; nobody changes them."""
    return {code: specifications.load(code) for code in specifications.codes()}


def offered():
    """Those of which new candidates may be registered."""
    return [rules for rules in every().values() if rules.offered]
