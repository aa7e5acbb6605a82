"""What is answered by a page, not by the way to one, may be sent again by Back or Refresh.

Such pages show what is not done yet: they check, ask once more, or give back what was typed. So the
same sending again must change nothing, whatever became of the first.
"""

import uuid
from unittest import mock

import pytest
from django.test import Client

from entries.views import examining, registering
from tests.doubles.entries import ada, june
from tests.doubles.scene import SENDINGS, Scene
from tests.doubles.test_sent_twice import rows
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.journeys.crawling import signed_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

DONE = {"confirm"}  # what answers by the way to a receipt, and has its case among the doubles


def pages_on_the_way(make_sending, scene):
    """What is sent before the case's own sending, and answered by a page: (client, what)."""
    met, post = [], Client.post

    def noting(client, *given, **more):
        answer = post(client, *given, **more)
        if answer.status_code == 200:
            met.append((client, given, more))
        return answer

    with mock.patch.object(Client, "post", noting):
        sent = make_sending(scene)
    return sent, met


def changed_by(act):
    """The tables that have other rows after the act."""
    before = rows()
    act()
    return {table for table, count in rows().items() if count != before[table]}


@pytest.mark.usefixtures("catalogue", "kept_papers")
def test_a_page_that_asks_first_may_be_sent_again_before_and_after_it_is_done():
    wrong, asked = {}, 0
    for make_sending in dict.fromkeys(SENDINGS.values()):
        sent, met = pages_on_the_way(make_sending, Scene())
        for when in ("before", "after"):
            for client, given, more in met:
                asked += 1
                if tables := changed_by(lambda: client.post(*given, **more)):  # noqa: B023
                    wrong[make_sending.__name__, when] = tables
            if met and when == "before":
                sent.send()

    assert asked > 20
    assert wrong == {}


def sheet_of_registrations(scene):
    """Where candidates are registered, and a sheet of one."""
    return scene.page("entries:register_for", "05839"), ada(scene), registering.ACTS


def sheet_of_exams(scene):
    """Where candidates are entered for exams, and one tick."""
    entry, exam = make.an_entry(scene.centre), make_catalogue.unit(1)
    address = scene.page("entries:exams_for", june().code, "05839")
    return address, {"tick": [f"{entry.pk}-{exam.pk}"]}, examining.ACTS


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("sheet", [sheet_of_registrations, sheet_of_exams])
def test_no_button_of_a_sheet_but_the_last_changes_anything(sheet):
    scene = Scene()
    address, typed, acts = sheet(scene)
    client = signed_in(scene.office)
    wrong = {}
    for act in acts.keys() - DONE:
        sent = {"token": str(uuid.uuid4()), "act": f"{act}-0", **typed}
        answers = []
        tables = changed_by(lambda: answers.append(client.post(address, sent)))  # noqa: B023
        if tables or answers[0].status_code != 200:
            wrong[act] = tables or answers[0].status_code

    assert wrong == {}
