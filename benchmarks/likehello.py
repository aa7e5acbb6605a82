"""Home, Progress Tracker and Test Results of three centres beside a view that says hello.

Both go through the same middleware, asked by the same person in turn. Requests a second are told by
the processors' work, of Python and of the database, so that other load does not count. `ROUNDS=`
chooses how often each is asked.
"""

import os
import statistics
import sys

from benchmarks._database import database, small
from benchmarks._figures import Figure, report

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
LARGE, MIDDLE, FEW = (60, 20, 3) if small() else (5000, 1000, 50)
BESIDE = 100 if small() else 2000
ROUNDS = int(os.environ.get("ROUNDS", "20"))
PAGES = {
    "Home": "/centres/{}/",
    "Progress Tracker": "/centres/{}/progress/",
    "Test Results": "/centres/{}/results/",
}
GOAL = 0.2


def main():
    """Print the requests a second of each. Gives 1 where one is not answered."""
    from django.test.utils import override_settings

    from benchmarks.pages import SERVED

    with database(), override_settings(ROOT_URLCONF="benchmarks._hello", **SERVED):
        from benchmarks import _largest, _measuring

        centres = _largest.fill_three(LARGE, MIDDLE, FEW, BESIDE)
        _measuring.prepare_connections()
        figures = [one for centre in centres for one in _beside_hello(centre)]
        report("likehello", figures)
    return 0


def _beside_hello(centre):
    """The figures of a centre's pages."""
    from benchmarks._asked import somebody
    from benchmarks._measuring import cost
    from interchange.accounts.roles import Role
    from tests.journeys.crawling import signed_in

    client = signed_in(somebody(Role.CENTRE_ADMINISTRATOR, centre))
    addresses = {name: one.format(centre.number) for name, one in PAGES.items()}
    took = {name: [] for name in ("hello", *PAGES)}
    for _ in range(ROUNDS + 1):  # the first fills what is kept from page to page
        for name, address in {"hello": "/hello/", **addresses}.items():
            asked = cost(client, address)
            if asked.status != 200:
                sys.exit(f"{address} answers {asked.status}")
            took[name].append(asked.work)
    registered = centre.entries.count()
    rate = {name: 1000 / statistics.median(works[1:]) for name, works in took.items()}
    return [
        Figure(
            f"{name} of {registered:,} registrations beside hello",
            rate[name],
            rate["hello"],
            "/s",
            rate[name] / rate["hello"],
            at_least=GOAL,
        )
        for name in PAGES
    ]


if __name__ == "__main__":
    sys.exit(main())
