"""How many clicks, keys and page loads does a job cost in a browser, and how long does it wait?

Each job begins at the first page of somebody who is logged in and ends when it is done, which the
database must say. Beside it stands the guide's own count, where the guide describes the job click
by click. Time of the server is from each request to its answer, other load of the machine with it.
`ONLY=` plays the jobs whose name contains it.
"""

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from benchmarks._browser import CHROMIUM, browser, close_others, live
from benchmarks._database import database, small
from benchmarks._figures import Figure, report
from benchmarks.pages import SERVED

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
ONLY = os.environ.get("ONLY", "")
IN_A_ROW = 2 if small() else 20
PATIENCE = 30_000  # milliseconds a page may take on a busy machine
MOST_A_CLAIM = 3  # clicks or keys
ROW = "{:42}{:>8}{:>7}{:>7}{:>12}{:>8}  {}"

# What the board's step-by-step guide to making online claims comes to in clicks, as few as it can
# be read to mean: its sections By Unit, Apply to all, and Submit. To the list of units lead the
# menu, Create or Edit, and By Unit; then for each of 6 units there are its name, 30 grades (or one,
# and Apply to all) and Save claim; how one comes back to the list is not said. No other job here is
# described click by click.
BY_UNIT = 3 + 6 * (1 + 30 + 1)
BY_APPLYING = 3 + 6 * (1 + 1 + 1 + 1)
SUBMITTING = 5  # View claim history, Submit, the declaration, Submit to assessor, Yes


@dataclass(frozen=True)
class Job:
    """What is done and how, of how many one is told, and the clicks of the guide's way."""

    name: str
    play: Any
    each: int = 1
    guide: int | None = None
    at_most: float | None = None


@dataclass(frozen=True)
class Seats:
    """Where people sit down: the browser and the portal it opens."""

    opened: Any
    server: str

    def sit(self, person, address):
        """The Hand of somebody who has logged in, on the page at the address."""
        from django.test import Client

        from benchmarks._hand import Hand
        from tests.factories import sessions

        session = sessions.begin(Client(), person).cookies["sessionid"].value
        context = self.opened.new_context(base_url=self.server, locale="en-GB")
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": "sessionid", "value": session, "url": self.server}])
        return Hand(context.new_page(), address)


def main():
    """Print what each job costs. Gives 1 where one was not done."""
    if CHROMIUM is None:
        print("There is no Chromium here: nothing is counted.")
        return 0
    with database(), _seats() as seats:
        return _played(seats)


@contextmanager
def _seats():
    from django.test.utils import override_settings

    from interchange.accounts.commands import service_account
    from interchange.catalogue.commands import load_catalogue
    from tests.factories.accounts import NOW

    with override_settings(**SERVED):
        load_catalogue(by=service_account(), at=NOW)
        try:
            with live() as server, browser() as opened:
                yield Seats(opened, server)
        finally:
            close_others()


def _jobs():
    from benchmarks import _jobs_of_board as board

    in_a_row = partial(board.process_claims, number=IN_A_ROW)
    desk = [
        Job(f"process {IN_A_ROW} claims in a row, each", in_a_row, IN_A_ROW, at_most=MOST_A_CLAIM),
        Job("answer the telephone by UCI", board.answer_the_telephone),
    ]
    if small():
        return desk
    from benchmarks import _jobs_of_centre as centre
    from benchmarks import _jobs_of_teacher as teacher

    return [
        Job("process one claim", partial(board.process_claims, number=1), at_most=MOST_A_CLAIM),
        *desk,
        Job("sample and review 60 × 16", partial(board.sample_and_review, people=60, units=16)),
        Job("enter 60 for an exam late", partial(centre.enter_late, number=60)),
        Job("claim 30 × 6, typed in the grid", teacher.type_in_the_grid, guide=BY_UNIT),
        Job("claim 30 × 6, copied down", teacher.copy_down_in_the_grid, guide=BY_APPLYING),
        Job("claim 30 × 6, Apply to all", teacher.apply_to_all, guide=BY_APPLYING),
        Job("claim 30 × 6, one file, its cells aside", teacher.upload_one_file, guide=BY_UNIT),
        Job("submit a claim", teacher.submit, guide=SUBMITTING),
        Job("find why one has no result", centre.read_why_not),
        Job("register one", centre.register_one),
        Job("say of 30 if a result is expected", partial(centre.say_if_expected, number=30)),
        Job("make and fetch results files", centre.make_results_files),
        Job("raise a request with papers", centre.raise_a_request),
    ]


def _played(seats):
    """Play each job and print its row. Gives 1 where one was not done."""
    from playwright.sync_api import Error

    print(ROW.format("job", "clicks", "keys", "loads", "server", "guide", ""))
    figures, undone = [], []
    for job in _jobs():
        if ONLY not in job.name:
            continue
        try:
            hand, is_done = job.play(seats)
            count = hand.end()
        except Error as error:  # a page that does not come, or has no such button
            print(f"{job.name}: {error}")
            undone.append(job.name)
            continue
        print(_row(job, count, is_done), flush=True)
        figures.append(_figure(job, count))
        undone += [] if is_done else [job.name]
    report("journeys", figures)
    return int(bool(undone) or not figures)


def _row(job, count, is_done):
    numbers = [f"{one / job.each:g}" for one in (count.clicks, count.keys, count.loads)]
    server = f"{count.server / job.each:,.0f} ms"
    guide = "–" if job.guide is None else job.guide
    return ROW.format(job.name, *numbers, server, guide, "" if is_done else "NOT DONE")


def _figure(job, count):
    """Clicks and keys beside the guide's, which the file of `JSON` has, too."""
    ours = count.acts / job.each
    ratio = ours / job.guide if job.guide else None
    return Figure(f"{job.name}: acts", ours, job.guide, "", ratio, at_most=job.at_most)


if __name__ == "__main__":
    sys.exit(main())
