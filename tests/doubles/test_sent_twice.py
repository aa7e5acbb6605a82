"""Everything that can be sent, sent twice at once on real connections: one effect, no error.

A second click, a slow page pressed again, two colleagues with one page open. Each page that takes
something, and each button of the board, has a case in the registry (scene.SENDINGS); a new one
without a case fails. What one sending makes of the tables, two at once make of the same record.
"""

from contextlib import suppress

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, transaction
from django.utils.timezone import localdate

from entries.models import QualificationEntry
from interchange.accounts.models import FailedTry
from interchange.audit.models import Event
from interchange.board import RecordAdmin
from results.queries.kept_checked import differences
from tests.doubles import (  # noqa: F401  they register
    accounts,
    board,
    claims,
    editing,
    entries,
    records,
    requests,
    runs,
    visits,
)
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
APART = {"sessions", "contenttypes", "admin", "auth", "otp_static", "otp_totp", "pgtrigger"}
NO_ROWS = {  # they change a session, or a row that is there
    "accounts:codes",
    "accounts:confirm",
    "accounts:log_in",
    "accounts:log_out",
    "catalogue.qualification:load_the_specification_files",
    "catalogue.specificationversion:load_the_specification_files",
}
A_TRY = "user.fail_log_in"  # a code works once: the second is told so, and noted as a try
FINE = {200, 204, 302, 404, 409, 410, 422}  # a page, the way to one, a refusal in a sentence


def of_the_board():
    """The board's buttons, pages with a form, and records it adds, as app.model:what."""
    for model, pages in admin.site._registry.items():
        ways = [*(pages.actions or ()), *getattr(pages, "pages", ())]
        names = [getattr(one, "__name__", one) for one in ways]
        if not isinstance(pages, RecordAdmin):
            names.append("add")
        yield from (f"{model._meta.label_lower}:{name}" for name in names)


@pytest.mark.slow
def test_everything_that_is_sent_has_a_case_here():
    sent = {*pages_sent_to(), *of_the_board()} - LOOKED_AT

    assert sent - SENDINGS.keys() == set()
    assert SENDINGS.keys() - sent == set()


def rows():
    """How many rows each table has; the trail, without tries to log in, and the letters too."""
    models = [one for one in apps.get_models() if one._meta.app_label not in APART]
    tables = [one._meta.db_table for one in models if one not in (Event, FailedTry)]
    counts = [f"SELECT '{one}', count(*) FROM {one}" for one in tables]
    counts.append(f"SELECT 'trail', count(*) FROM {Event._meta.db_table} WHERE name <> %s")
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counts), [A_TRY])
        return dict(cursor.fetchall())


class _TakenBack(Exception):
    """What was done for a look does not stay."""


def more_since(before):
    """How many rows there are more than before, in each table where that changed."""
    return {table: more for table, count in rows().items() if (more := count - before[table])}


def once_and_twice(make):
    """What it came to when sent once, which is taken back, and then twice at once: (answer, rows).

    Both are sent of the same record and compared with the same rows before.
    """
    scene = Scene()
    sent = make(scene)
    held.settle_at(scene.centre)
    before = rows()
    with suppress(_TakenBack), transaction.atomic():
        once = [sent.send()], more_since(before)
        raise _TakenBack
    return once, (at_once(sent.send, sent.send), more_since(before))


def wrong_with(name, make):
    """What is wrong with sending it twice, in words; "" where nothing is."""
    ([single], once), (answers, twice) = once_and_twice(make)
    statuses = sorted(one.status_code for one in (single, *answers))
    if not set(statuses) <= FINE:
        return f"answered {statuses}"
    if not once and name not in NO_ROWS:
        return f"the case has no effect when it is sent once: answered {single.status_code}"
    different = {table for table in {*once, *twice} if once.get(table, 0) != twice.get(table, 0)}
    return f"once {once}, twice {twice}" if different else ""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("catalogue", "kept_papers")
def test_what_is_sent_twice_at_once_has_one_effect_and_no_error():
    each = {make: name for name, make in SENDINGS.items()}  # one case may stand for two buttons
    wrong = {name: said for make, name in each.items() if (said := wrong_with(name, make))}

    assert not wrong, "\n".join(f"{name}: {said}" for name, said in wrong.items())
    stale = list(differences(QualificationEntry.objects.all(), localdate()))
    assert not stale, "\n".join(map(str, stale))
