"""What does every page of the largest centre and of the board cost? The worst at the end.

`REGISTRATIONS=` stand at one centre, `BESIDE=` at others. Every page of the URL configuration is
asked by every role that may open it, sorted, filtered, searched and to its last page too, and the
same pages of a centre of about fifty, which must cost as many queries. `ONLY=` asks those whose
name contains it. `CLAIMED=` chooses how many candidates a claim has. `QUERIES=` names a file in
which each run notes the queries of its pages, and which the next one compares with its own.
"""

import os
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from benchmarks import _figures
from benchmarks._database import database, small

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
REGISTRATIONS = 60 if small() else int(os.environ.get("REGISTRATIONS", "5000"))
BESIDE = 100 if small() else int(os.environ.get("BESIDE", "20000"))
CLAIMED = 4 if small() else int(os.environ.get("CLAIMED", "60"))
ONLY = os.environ.get("ONLY", "")
MOST_WORK, MOST_MEMORY, WORST = 300, 64, 20  # ms, MB
LOOKED_AT = 100  # ms, from which on a question is measured twice, and its memory too
SERVED = {
    "ALLOWED_HOSTS": ["*"],
    "SECURE_SSL_REDIRECT": False,
    "SESSION_COOKIE_SECURE": False,
    "CSRF_COOKIE_SECURE": False,
}


@dataclass(frozen=True)
class Figure:
    """What a page cost; `at_small` are the queries of the same page of the small centre."""

    asked: Any
    cost: Any
    at_small: int | None = None
    memory: float | None = None  # where it was measured

    def __str__(self):
        """The figure as a line."""
        one, cost = self.asked, self.cost
        memory = "" if self.memory is None else f"{self.memory:5.0f} MB"
        other = "" if self.at_small in (None, cost.queries) else f" ({self.at_small} at the small)"
        return (
            f"{cost.work:7.0f} ms{cost.of_database:7.0f} of database{cost.queries:4} queries{other}"
            f"{memory:8}  {cost.status}  {one.name}  {one.role}  {one.address}"
        )

    @property
    def is_answered(self):
        """Whether it is a page, leads on, or need not be one."""
        return self.cost.status in (200, 302) or (
            self.asked.may_be_no_page and self.cost.status in (403, 404, 405, 409, 410)
        )


def main():
    """Print what each page costs, and the worst. Gives 1 where one is none."""
    with database(), _served():
        from benchmarks import _asked, _largest, _measuring

        began = time.perf_counter()
        places = _largest.fill(REGISTRATIONS, BESIDE, CLAIMED)
        _say(f"{REGISTRATIONS:,} registrations at the largest centre, {BESIDE:,} at others")
        _say(f"made in {time.perf_counter() - began:.0f} s")
        _measuring.prepare_connections()
        pages = [*_asked.of_centres(*places), *_asked.of_board(places[0])]
        pages = [one for one in pages if ONLY in one.name and (one.is_first or not small())]
        words = [_asked.words(place.centre) for place in places]
        figures = _measuring.elsewhere(lambda: _asked_each(pages, words))
        return _tell([_with_memory(one) for one in figures])


@contextmanager
def _served():
    from django.test.utils import override_settings

    with override_settings(**SERVED):
        yield


def _asked_each(pages, words):
    """The Figure of each page, and of what can be asked of it."""
    from benchmarks import _asked

    found = []
    for one in pages:
        found.append(_figure(one))
        if one.is_first and found[-1].cost.status == 200:
            more = _asked.questions_of(one, *words)
            found += map(_figure, islice(more, 2) if small() else more)
    return found


def _figure(one):
    """What one page costs: the second time, where the first seems to have filled what is kept."""
    from benchmarks._measuring import cost

    found, other = cost(one.client, one.address), None
    if not small() and (one.is_first or found.work > LOOKED_AT):
        found = cost(one.client, one.address)
    if one.at_small and not small():
        other = cost(one.client_at_small, one.at_small).queries
    figure = Figure(one, found, other)
    _say(figure)
    return figure


def _with_memory(figure):
    """The figure, with the memory of the page where that is worth a look."""
    from benchmarks._measuring import memory

    if small() or not figure.asked.is_first and figure.cost.work < LOOKED_AT:
        return figure
    return replace(figure, memory=memory(figure.asked.client, figure.asked.address))


def _tell(figures):
    """Print the worst. Gives 1 where something is no page."""
    if not figures:
        _say(f"No page has “{ONLY}” in its name.")
        return 1
    works = sorted(one.cost.work for one in figures)
    _say(f"\n{len(works)} pages, median {works[len(works) // 2]:.0f} ms; the worst by work:")
    for one in sorted(figures, key=lambda one: -one.cost.work)[:WORST]:
        _say(one)
    if measured := [one for one in figures if one.memory is not None]:
        _say("the worst by memory:")
        for one in sorted(measured, key=lambda one: -one.memory)[: WORST // 2]:
            _say(one)
    _tell_of_queries(figures)
    _figures.report("pages", goals(figures))
    broken = [one for one in figures if not one.is_answered]
    for one in broken:
        _say(f"NOT READ: {one}")
    return int(bool(broken))


def _tell_of_queries(figures):
    """Print which pages cost another number of queries elsewhere, of those that were compared."""
    compared = [one for one in figures if one.at_small is not None]
    if compared:
        more = [one for one in compared if one.at_small != one.cost.queries]
        _say(f"{len(more)} of {len(compared)} cost other queries than at a centre of fifty:")
        for one in more:
            _say(one)
    if path := os.environ.get("QUERIES"):
        from benchmarks._queries import differing

        for line in differing(path, REGISTRATIONS, figures):
            _say(line)


def goals(figures) -> list[_figures.Figure]:
    """How many pages cost too much; of memory nothing where none was measured."""
    slow = sum(one.cost.work > MOST_WORK for one in figures)
    told = [_figures.Figure(f"pages over {MOST_WORK} ms of work", slow, unit="", at_most=0)]
    if measured := [one.memory for one in figures if one.memory is not None]:
        large = sum(one > MOST_MEMORY for one in measured)
        told.append(_figures.Figure(f"pages over {MOST_MEMORY} MB", large, unit="", at_most=0))
    return told


def _say(what):
    print(what, flush=True)


if __name__ == "__main__":
    sys.exit(main())
