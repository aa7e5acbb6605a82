"""What is held of an exam tells nobody but the board's people who bring results: on no channel.

The pages, files and answers of everybody else are the same, sign by sign, before something is held
and while it is. Under an embargo they are so still, but for the pages of those who may read it
early; once the results of its series are out to all, it stands where it belongs.
"""

from datetime import time, timedelta
from unittest import mock

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interchange.accounts import permissions, roles
from interchange.accounts.models import Membership
from interchange.accounts.roles import Permission, Role
from interchange.audit.models import Event
from interchange.catalogue.models import Series
from interchange.notifications.models import Message
from results import commands, queries
from results.exam_file import HEADER_LINE
from results.models import HeldResult
from results.results_file import UNITS, ResultsYear
from tests.architecture.people import everybody_at, moderator_at
from tests.architecture.routes import objects, routes
from tests.architecture.told import addresses, lasting, told_by, work_out
from tests.architecture.ways import NOW
from tests.factories import accounts, sessions
from tests.factories import catalogue as offers
from tests.factories import entries as make
from tests.factories import results as held
from tests.factories.results import DIPLOMA

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

OF_RESULTS = {Permission.BANK_RESULTS, Permission.RELEASE_RESULTS}
TOLD_ON = {  # the pages of a centre where a result stands once it is told
    "results:api",
    "results:by_candidate",
    "results:expected",
    "results:expected_export",
    "results:export",
    "results:test_results",
    "tracker:api",
    "tracker:candidate",
}
READ_EARLY = {"results:embargo", "results:embargo_export", "results:embargo_statements"}
TOO_LATE = {"tracker:candidate"}  # nobody is withdrawn from an exam whose results are read
WITH_A_TAB = {
    "results:by_candidate",
    "results:expected",
    "results:results_files",
    "results:test_results",
}
OF_DAYS = {"tracker:centre_home", "tracker:guide", "tracker:key_dates", "tracker:key_dates_file"}
OFFERED = {"entries:exams", "entries:basedata"}  # a series until its results are out, to everybody


@pytest.fixture
def june(catalogue):
    """A series that was sat, whose results are to come."""
    june = offers.a_series(2026, 6)
    june.released_at = None
    june.save()
    return june


@pytest.fixture
def entry(centre, june):
    """A registration that an exam would make eligible, entered for it."""
    entry = make.an_entry(centre, offers.qualification(DIPLOMA))
    held.enter([entry], ["1", "2", "3"], june)
    return entry


@pytest.fixture
def readers(centre, other_centre):
    """Everybody who reads pages of centres: {who: (their centre, person, session)}."""
    teacher = accounts.with_role(Role.TUTOR, centre)
    Membership.objects.create(user=teacher, role=Role.POST_RESULT_FULL, centre=centre)
    people = {
        "the centre": (centre, everybody_at(centre, Role.TUTOR, Role.POST_RESULT_FULL)),
        "a teacher": (centre, teacher),
        "who reads only": (centre, accounts.with_role(Role.POST_RESULT_READ, centre)),
        "its moderator": (centre, moderator_at(centre)),
        "another centre": (other_centre, everybody_at(other_centre, Role.POST_RESULT_FULL)),
    }
    return {
        name: (there, person, sessions.begin(Client(), person))
        for name, (there, person) in people.items()
    }


def pages(readers, ours, entry):
    """What everybody reads on every page: {(who, name of the page, address): answer}."""
    found = {}
    for who, (there, person, client) in readers.items():
        of_here = {**ours, "tracker": {**ours["tracker"], **about(entry)}}
        for one in routes():
            moderates = one.permission == Permission.MODERATE_CLAIMS
            if not one.of_a_centre or moderates != (who == "its moderator"):
                continue
            if not permissions.can(person, one.permission, centre=there):
                continue
            if who == "another centre" and one.of_an_object:
                continue
            for _, address in addresses(one, there, of_here, ()):
                found[who, one.name, address] = lasting(told_by(client, address) or "")
    return found


def work_out_all():
    """Tell whatever is to be told, as the sweeper does, and what follows."""
    while commands.tell_held(at=timezone.now()):
        pass
    work_out()


def lines_of_files(centre):
    """What a file for the centre's system would tell of the year's units."""
    return queries.lines_for_file(centre, UNITS, ResultsYear(2025))


def about(entry):
    """What the pages of the progress of one name."""
    return {"pk": entry.pk, "ocr_number": entry.candidate.ocr_number}


def hold(entry, june, by):
    """Hold a result of each of three exams of the candidate, of every kind."""
    about = f"{june.code},{entry.candidate.ocr_number},{DIPLOMA}"
    lines = [f"{about},1,R", f"{about},2,Q", f"{about},3,D#"]
    text = "\n".join([HEADER_LINE, *lines])
    report = commands.import_exam_results(text, by=by, at=NOW)
    assert (report.held, report.refused) == (3, ())


def test_nothing_that_anybody_reads_changes_by_what_is_held(
    readers, centre, other_centre, june, entry, board_administrator
):
    ours = objects(centre)
    june.others_on, june.others_time = timezone.localdate() + timedelta(days=1), time.min
    june.save()  # as it was: what the centre has was sat in a series that is out
    work_out()
    before = pages(readers, ours, entry)
    letters, lines = Message.objects.count(), lines_of_files(centre)

    hold(entry, june, board_administrator)
    work_out()
    meanwhile = pages(readers, ours, entry)

    assert len(before) > 100
    assert {page for page, said in meanwhile.items() if said != before[page]} == set()
    assert Message.objects.count() == letters

    commands.release_results(
        series=june, because="Offers wait.", by=board_administrator, at=NOW, seen=None
    )
    work_out_all()
    early = pages(readers, ours, entry)
    changed = {page for page, said in early.items() if said != before[page]}

    assert {(who, name) for who, name, _ in changed} == {
        ("the centre", name) for name in READ_EARLY | WITH_A_TAB | TOO_LATE
    }
    assert all(",R," in early[page] for page in changed if page[1] == "results:embargo_export")
    assert not any("D#" in early[page] for page in changed if page[1] in WITH_A_TAB)
    assert (Message.objects.count(), lines_of_files(centre)) == (letters, lines)

    Series.objects.filter(pk=june.pk).update(others_on=timezone.localdate())
    work_out_all()
    after = pages(readers, ours, entry)
    changed = {page for page, said in after.items() if said != before[page]}

    for who in ("the centre", "a teacher", "who reads only"):
        assert {name for one, name, _ in changed if one == who} >= TOLD_ON, who
    assert {name for _, name, _ in changed}.isdisjoint(READ_EARLY)
    assert {name for who, name, _ in changed if who == "another centre"} <= OF_DAYS | OFFERED
    told = [after[page] for page in changed if page[1] == "results:export"]
    assert any(",R," in one for one in told)
    assert len(lines_of_files(centre)) > len(lines)
    letter = Message.objects.filter(template="results/exam_results").get()
    assert (letter.to, "3 exam results" in letter.body) == (centre.email, True)


@pytest.fixture
def without_the_right():
    """A session of board staff who do everything but bring results."""
    fewer = {**roles.PERMISSIONS}
    fewer[Role.BOARD_ADMINISTRATOR] = roles.PERMISSIONS[Role.BOARD_ADMINISTRATOR] - OF_RESULTS
    with mock.patch.dict(roles.PERMISSIONS, fewer):
        yield sessions.begin(Client(), accounts.with_role(Role.BOARD_ADMINISTRATOR))


def lists_of_the_board(client, records):
    """What every list of the board's side answers, its first page, and the pages of records."""
    found = {}
    for model in admin.site._registry:
        if model is Event:  # says that a file was held, and no more: see below
            continue
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found[name] = client.get(reverse(f"{name}_changelist"))
        for one in records:
            if isinstance(one, model):
                found[str(one)] = client.get(reverse(f"{name}_change", args=[one.pk]))
    found["first"] = client.get(reverse("admin:index"))
    return {
        name: (answer.status_code, lasting(answer.content.decode()))
        for name, answer in found.items()
    }


@pytest.mark.parametrize("under_embargo", [False, True])
def test_board_staff_who_bring_no_results_learn_nothing_of_what_is_held(
    june, entry, without_the_right, processor, service, under_embargo
):
    if under_embargo:
        june.results_on = NOW.date() - timedelta(days=9)
        june.others_on = timezone.localdate() + timedelta(days=9)
        june.save()
    records = [entry, entry.candidate, june, *entry.candidate.unit_entries.all()]
    before = lists_of_the_board(without_the_right, records)

    hold(entry, june, service)
    meanwhile = lists_of_the_board(without_the_right, records)

    assert meanwhile == before
    assert meanwhile["admin:results_heldresult"][0] == 403
    one = reverse("admin:results_heldresult_change", args=[HeldResult.objects.first().pk])
    assert without_the_right.get(one).status_code == 403
    event = Event.objects.get(name="series.hold_results")
    assert event.detail.keys() == {"file"}


def test_who_brings_results_sees_what_is_held_and_until_when(sign_in, june, entry, processor):
    hold(entry, june, processor)
    client = sign_in(processor)

    listed = client.get(reverse("admin:results_heldresult_changelist")).content.decode()
    person = reverse("admin:entries_candidate_change", args=[entry.candidate_id])
    shown = client.get(person).content.decode()

    for page in (listed, shown):
        assert f"held until {june.results_come}" in page
        assert "D#" in page
