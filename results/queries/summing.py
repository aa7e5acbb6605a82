"""How are shortfalls told in few words, those that read alike as one?"""

from dataclasses import replace

from results.awarding.outcome import Shortfall

MEASURES = {"glh": "GLH", "units": "units"}


def amount(shortfall: Shortfall) -> str:
    """A shortfall in few words: how much of what."""
    measure = MEASURES.get(shortfall.measure, shortfall.measure)
    if shortfall.needed == 1:
        measure = measure.removesuffix("s")
    group = f" of {shortfall.group}" if shortfall.group else ""
    return f"{shortfall.needed} {measure}{group}"


def summed(shortfalls, *, by_units=False) -> list[Shortfall]:
    """The shortfalls, those that would read alike as one that needs the sum; in their order.

    Groups may be named alike. `by_units`: only those that the same units could fill are alike.
    """
    found: dict[tuple, Shortfall] = {}
    for one in shortfalls:
        alike = (one.group, one.measure, one.could_be if by_units else ())
        before = found.get(alike)
        found[alike] = replace(one, needed=one.needed + before.needed) if before else one
    return list(found.values())
