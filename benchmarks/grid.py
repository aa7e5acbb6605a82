"""A claim of 500 candidates by 20 units to type in: our grid beside one radio group a cell.

Both show the same grades to the same browser in turn. `PEOPLE=` chooses how many candidates.
"""

import os
import statistics
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from benchmarks._browser import CHROMIUM, browser, close_others, live
from benchmarks._database import database
from benchmarks._figures import Figure, report, times
from benchmarks.pages import SERVED

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
PEOPLE, UNITS = int(os.environ.get("PEOPLE", "500")), 20
ROUNDS = int(os.environ.get("ROUNDS", "3"))
KEYS = min(300, PEOPLE)  # grades typed, to see how long each takes to be on the screen

# When the first frame with a cell is on the screen; before that it asks at each frame.
FIRST_FRAME = """
const look = () => document.querySelector("tbody td")
  ? requestAnimationFrame(() => setTimeout(() => { window.drawnAt = performance.now(); }))
  : requestAnimationFrame(look);
look();
"""
NODES = """() => {
  const all = NodeFilter.SHOW_ALL, table = document.querySelector("main table");
  const walker = document.createTreeWalker(table, all);
  const counts = (node) => node.nodeType !== 3 || node.data.trim() !== "";
  let nodes = 1;
  while (walker.nextNode()) nodes += counts(walker.currentNode);
  return nodes;
}"""
GRADES = """() => [...document.querySelectorAll("main tbody td")].map((cell) =>
  cell.querySelector("input") ? cell.querySelector("input:checked").value : cell.textContent)"""
KEY_TO_PAINT = """() => {
  window.took = [];
  addEventListener("keydown", (event) => requestAnimationFrame(() => setTimeout(() =>
    window.took.push(performance.now() - event.timeStamp))), true);
}"""


def main():
    """Print the figures of both and their ratios. Gives 1 if they show different grades."""
    from django.conf import settings
    from django.test.utils import override_settings

    folder = str(Path(__file__).parent / "templates")
    engine = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], folder]}
    ours = override_settings(
        ROOT_URLCONF="benchmarks._radios",
        TEMPLATES=[engine],
        **SERVED,
    )
    with database(), ours:
        try:
            return compare()
        finally:
            close_others()


def compare():
    """Open both pages in turn, and measure."""
    claim, client = prepare()
    there = f"/centres/{claim.centre.number}/claims/{claim.pk}"
    pages = {"grid": f"{there}/grid/", "radios": f"{there}/radios/"}
    served = {name: [] for name in pages}
    size = {}
    for _ in range(ROUNDS + 1):  # the first fills what is kept from page to page
        for name, address in pages.items():
            began = time.perf_counter()
            size[name] = len(client.get(address).content)
            served[name].append(time.perf_counter() - began)
    size["grid"] += (Path("static/built/grid.js")).stat().st_size
    took = {name: statistics.median(each[1:]) for name, each in served.items()}
    figures = [
        _beside("bytes, script included", size, "", 10),
        _beside("time of the server", took, "s", 50),
    ]
    if CHROMIUM is None:
        report("grid", figures)
        print("There is no Chromium here: nothing is said of nodes, frames and keys.")
        return 0
    with live() as server, browser() as opened:
        figures += seen(opened, server, client, pages)
        same = grades(opened, server, client, pages)
        figures += typed(opened, server, client, pages)
    report("grid", figures)
    print("Both show the same grades." if same else "They show DIFFERENT grades.")
    return int(not same)


def _beside(what, measured, unit, goal):
    """A figure of both pages, by name."""
    return times(what, measured["grid"], measured["radios"], unit, at_least=goal)


def prepare():
    """A claim on which every cell has a grade, and the client of who types it."""
    from django.test import Client
    from django_otp.plugins.otp_static.models import StaticDevice

    from claims import commands
    from interchange.accounts.commands import service_account
    from interchange.accounts.roles import Role
    from interchange.catalogue import commands as catalogue_commands
    from interchange.catalogue.models import QualificationUnit
    from tests.factories import accounts, catalogue, claims

    catalogue_commands.load_catalogue(by=service_account(), at=claims.NOW)
    qualification = catalogue.qualification("05329")  # has 22 units that centres mark
    marked = QualificationUnit.objects.filter(qualification=qualification, unit__examined=False)
    for extra in marked.order_by("position")[UNITS:]:
        extra.delete()
    centre = accounts.a_centre()
    tutor = accounts.with_role(Role.TUTOR, centre)
    claim = claims.a_draft(centre, qualification, PEOPLE, tutor)
    claims.an_assessor(centre, qualification, tutor, name="Bo Bell", initials="BB")
    cells = claims.cells(claim, UNITS)
    commands.save_grades(claim=claim, cells=cells, by=tutor, at=claims.NOW)
    client = Client()
    client.force_login(tutor)
    session = client.session
    device = StaticDevice.objects.create(user=tutor, name="codes")
    session["otp_device_id"] = device.persistent_id
    session.save()
    return claim, client


@contextmanager
def page(opened, server, client, address):
    """The page in a window of its own, drawn."""
    context = opened.new_context(base_url=server, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(120_000)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": server}])
    context.add_init_script(FIRST_FRAME)
    shown = context.new_page()
    shown.goto(address)
    shown.wait_for_function("() => window.drawnAt")
    yield shown
    context.close()


def seen(opened, server, client, pages):
    """Nodes of the tables, and when the first frame with a cell is on the screen."""
    nodes, frames = {}, {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, address in pages.items():
            with page(opened, server, client, address) as shown:
                frames[name].append(shown.evaluate("window.drawnAt") / 1000)
                nodes[name] = shown.evaluate(NODES)
    drawn = {name: statistics.median(measured) for name, measured in frames.items()}
    return [
        _beside("nodes of the table", nodes, "", 7),
        _beside("first frame with a cell", drawn, "s", 5),
    ]


def grades(opened, server, client, pages):
    """Whether both pages show the same grades."""
    found = []
    for address in pages.values():
        with page(opened, server, client, address) as shown:
            found.append(shown.evaluate(GRADES))
    return found[0] == found[1] and len(found[0]) == PEOPLE * UNITS


def typed(opened, server, client, pages):
    """How long a key takes to be on the screen, and how many keys a grade takes.

    A radio group takes an arrow for P, two for M, three for D, and Tab to the next.
    """
    wanted = ["PMD"[number // 7 % 3] for number in range(KEYS)]
    with page(opened, server, client, pages["grid"]) as shown:
        shown.select_option("#grid-assessor", index=1)
        shown.locator("td").first.focus()
        ours = pressed(shown, wanted)
        given = shown.evaluate(GRADES)[::UNITS]
    right = sum(one == other for one, other in zip(wanted, given, strict=False))
    with page(opened, server, client, pages["radios"]) as shown:
        shown.locator("td input").first.focus()
        theirs = pressed(shown, ["ArrowRight", "ArrowRight", "Tab"] * max(1, KEYS // 30))
    return [
        Figure("key to paint, 95 of 100", ours, theirs, "ms", at_most=50),
        Figure("keys a grade", len(wanted) / right, 3, "", at_most=1.05),
    ]


def pressed(shown, keys):
    """Press the keys one after the other; give the 95th percentile of what each took, in ms."""
    shown.wait_for_timeout(1000)
    shown.evaluate(KEY_TO_PAINT)
    for number, key in enumerate(keys, 1):
        shown.keyboard.press(key)
        shown.wait_for_function("number => window.took.length >= number", arg=number)
    return statistics.quantiles(shown.evaluate("window.took"), n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
