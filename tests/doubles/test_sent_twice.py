"""Everything that can be sent, sent twice at once: one effect, no error, a sentence for both.

A second click, a slow page pressed again, two colleagues with one page open. Each page that takes
something, and each button of the board, has a case in the registry (scene.SENDINGS); a new one
without a case fails. What one sending makes of the tables, two at once make of the same record.
What is answered by a page on the way, not by the way to one, is sent again as by Back or Refresh:
it shows what is not done yet, so that it changes nothing, whatever became of the first.
"""

from contextlib import suppress
from dataclasses import dataclass
from types import SimpleNamespace
from unittest import mock
from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import reverse_lazy
from django.utils.timezone import localdate

from entries.models import QualificationEntry
from results.queries.kept_checked import differences
from tests.doubles import (  # noqa: F401  they register
    accounts,
    assessed,
    board,
    certificates,
    changing,
    checkpoints,
    claims,
    considerations,
    editing,
    entries,
    exam_files,
    groups,
    marks,
    records,
    requests,
    results_files,
    reviews,
    runs,
    visits,
)
from tests.doubles.counting import changed_by, more_since, pages_on_the_way, rows
from tests.doubles.posts import pages_sent_to
from tests.doubles.scene import SENDINGS, Scene
from tests.factories import results as held
from tests.racing import at_once

LOOKED_AT = {  # what takes a form and changes nothing
    "claims:grid",
    "claims:read_report",
    "claims:upload_faults",
    "entries:unit_entries",
}
NO_ROWS = {  # they change a session, or a row that is there
    "accounts:codes",
    "accounts:confirm",
    "accounts:log_in",
    "accounts:log_out",
    "look:appearance",  # the browser keeps it
    "look:wanted",  # the browser keeps it
    "catalogue.qualification:load_the_specification_files",
    "catalogue.specificationversion:load_the_specification_files",
}
FINE = {200, 204, 302, 404, 409, 410, 422}  # a page, the way to one, a refusal in a sentence
REFUSED = (  # how a page begins that says why nothing was done
    "There is a problem",
    "Nothing has been done yet",
    "Please correct the error",
    "Nothing was changed by your last click",
    "Nothing was changed by this press",  # what was to go is gone already
)
ENDED = 410  # all that such a page says is that its link was used
ASKED_ANEW = {reverse_lazy("accounts:log_in"), reverse_lazy("accounts:confirm")}  # they say it


def of_the_board():
    """The board's buttons, pages with a form, and what it types, as app.model:what."""
    for model, pages in admin.site._registry.items():
        ways = [*(pages.actions or ()), *getattr(pages, "pages", ())]
        names = [*(getattr(one, "__name__", one) for one in ways), *_typed(pages)]
        yield from (f"{model._meta.label_lower}:{name}" for name in names)


def _typed(pages):
    """What who may do everything may do to the rows of a page of the board."""
    whoever = SimpleNamespace(user=None)
    with mock.patch("interchange.accounts.permissions.can", return_value=True):
        may = {
            "add": pages.has_add_permission(whoever),
            "change": pages.has_change_permission(whoever),
            "delete": pages.has_delete_permission(whoever),
            "delete_selected": pages.has_delete_permission(whoever),
        }
    return [name for name, open_to in may.items() if open_to]


@pytest.mark.slow
def test_everything_that_is_sent_has_a_case_here():
    sent = {*pages_sent_to(), *of_the_board()} - LOOKED_AT

    assert sent - SENDINGS.keys() == set()
    assert SENDINGS.keys() - sent == set()


class _TakenBack(Exception):
    """What was done for a look does not stay."""


@dataclass(frozen=True)
class Played:
    """What a case came to: (answers, rows) when sent once and twice, and the pages on the way."""

    once: tuple
    twice: tuple
    late: object  # the answer to whoever sends it once more when both are done
    asked: int  # how many pages that ask first were sent again
    changed: dict  # by "before" and "after" it was done: tables that such a page changed


def is_silent(answer, alone):
    """Whether an answer says nothing of what came of it, though the same sent alone does.

    Who is led to another page reads a sentence there, or is asked who it is; a page that is
    answered says why nothing was done, unless it is what everybody is answered, or that what was to
    go is gone. A script reads the state of its cells.
    """
    if answer.status_code == 302:
        if urlsplit(answer.headers["Location"]).path in ASKED_ANEW:
            return False
        return "messages" in alone.cookies and "messages" not in answer.cookies
    if answer.status_code in (ENDED, alone.status_code) or not answer.content:
        return False
    return not any(one in answer.content.decode() for one in REFUSED)


def played(make):
    """What a case comes to, all of it of one record: once, which is taken back, twice at once.

    What is answered by a page on the way is sent again before and after that.
    """
    scene = Scene()
    sent, met = pages_on_the_way(make, scene)
    held.settle_at(scene.centre)
    changed = {"before": changed_by(met)}
    before = rows()
    with suppress(_TakenBack), transaction.atomic():
        once = [sent.send()], more_since(before)
        raise _TakenBack
    both = at_once(sent.send, sent.send)
    late = sent.send()  # what a race brings about now and then, brought about each time
    twice = both, more_since(before)
    changed["after"] = changed_by(met)
    return Played(once, twice, late, 2 * len(met), changed)


def wrong_with(name, case):
    """What is wrong with what a case came to, in words; "" where nothing is."""
    ([single], once), (answers, twice) = case.once, case.twice
    answers = [*answers, case.late]
    statuses = sorted(one.status_code for one in (single, *answers))
    if not set(statuses) <= FINE:
        return f"answered {statuses}"
    if any(is_silent(one, single) for one in answers):
        return f"whoever came second is told nothing: answered {statuses}"
    if not once and name not in NO_ROWS:
        return f"the case has no effect when it is sent once: answered {single.status_code}"
    if any(case.changed.values()):
        return f"a page that asks first changed, sent again: {case.changed}"
    different = {table for table in {*once, *twice} if once.get(table, 0) != twice.get(table, 0)}
    return f"once {once}, twice {twice}" if different else ""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("catalogue", "kept_papers")
def test_sent_twice_at_once_it_has_one_effect_and_no_error_and_what_asks_first_has_none():
    each = {make: name for name, make in SENDINGS.items()}  # one case may stand for two buttons
    cases = {name: played(make) for make, name in each.items()}
    wrong = {name: said for name, case in cases.items() if (said := wrong_with(name, case))}

    assert not wrong, "\n".join(f"{name}: {said}" for name, said in wrong.items())
    assert sum(case.asked for case in cases.values()) > 20
    stale = list(differences(QualificationEntry.objects.all(), localdate()))
    assert not stale, "\n".join(map(str, stale))
