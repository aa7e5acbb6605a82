"""What a sheet answers by a page may be sent again: only its last button changes anything.

The pages that other forms answer on the way are sent again in `test_sent_twice`.
"""

import uuid

import pytest

from assessed.views import reducing
from entries.views import examining, registering
from tests.doubles.counting import more_since, rows
from tests.doubles.entries import ada, june
from tests.doubles.scene import Scene
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import reductions
from tests.journeys.crawling import signed_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

DONE = {"confirm"}  # what answers by the way to a receipt, and has its case among the doubles


def sheet_of_registrations(scene):
    """Where candidates are registered, and a sheet of one."""
    return scene.page("entries:register_for", "05839"), ada(scene), registering.ACTS


def sheet_of_exams(scene):
    """Where candidates are entered for exams, and one tick."""
    entry, exam = make.an_entry(scene.centre), make_catalogue.unit(1)
    address = scene.page("entries:exams_for", june().code, "05839")
    return address, {"tick": [f"{entry.pk}-{exam.pk}"]}, examining.ACTS


def sheet_of_reductions(scene):
    """Where reductions are reported, and one tick."""
    reductions.a_window_now()
    keys = reductions.keys_of(reductions.a_student(scene.centre), reductions.OPTIONAL)
    address = scene.page("assessed:reduce", reductions.SUMMER, "05839")
    return address, {"tick": list(keys)}, reducing.ACTS


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("sheet", [sheet_of_registrations, sheet_of_exams, sheet_of_reductions])
def test_no_button_of_a_sheet_but_the_last_changes_anything(sheet):
    scene = Scene()
    address, typed, acts = sheet(scene)
    client = signed_in(scene.office)
    wrong = {}
    for act in acts.keys() - DONE:
        sent = {"token": str(uuid.uuid4()), "act": f"{act}-0", **typed}
        before = rows()
        answer = client.post(address, sent)
        if (tables := more_since(before)) or answer.status_code != 200:
            wrong[act] = tables or answer.status_code

    assert wrong == {}
