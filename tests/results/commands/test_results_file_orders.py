"""Results files are made from an order that is kept: by a page, a worker or the sweeper, once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from entries.models import AwardDue
from interchange.accounts.models import Membership
from interchange.audit.models import Event
from interchange.runner import MOST_TRIES
from results import commands
from results.commands import results_files
from results.models import ResultsFile, ResultsFileOrder
from results.order_states import Status
from results.queries import results_lines
from results.results_file import ResultsYear, heading
from results.views import results_files as pages
from tests.factories import catalogue as offers
from tests.factories import entries as make
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
THIS = ResultsYear(2026)


@pytest.fixture
def entry(centre, catalogue, at):
    """Somebody with unit results and an award."""
    candidate = held.a_candidate_with_uci(centre)
    entry = make.an_entry(centre, offers.qualification(DIPLOMA), candidate=candidate)
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    return entry


@pytest.fixture
def order(centre, exams_officer, at):
    """A function that orders the files of 2026/27."""

    def order(by=exams_officer, under="september"):
        return commands.order_results_files(
            centre=centre, year=THIS, heading=heading(under), by=by, at=at
        )

    return order


def now(order):
    return ResultsFileOrder.objects.get(pk=order.pk)


def test_an_order_is_kept_and_made_by_a_worker(entry, order, at, exams_officer):
    waiting = order()
    assert waiting.is_worked_on and not ResultsFile.objects.exists()

    assert commands.work_an_order(at=at)
    assert not commands.work_an_order(at=at)

    made = now(waiting)
    assert made.status == Status.MADE and made.done == made.expected > 1
    assert {one.kind for one in made.files.all()} == {"units", "qualifications"}
    assert {one.made_by for one in made.files.all()} == {exams_officer}
    names = Event.objects.filter(about=f"resultsfileorder:{made.pk}").values_list("name", flat=True)
    assert set(names) == {"resultsfileorder.order", "resultsfileorder.make"}


def test_ordered_again_while_it_waits_it_is_the_same_order(entry, order):
    assert order() == order()
    assert order() != order(under="summer")


def test_what_a_killed_worker_left_is_taken_up_by_the_sweeper_once(entry, order, at, monkeypatch):
    waiting, copied = order(), []

    def killed(*args, **how):
        if copied:
            raise KeyboardInterrupt
        copied.append(copy_made(*args, **how))

    copy_made = results_files.copy_made
    with monkeypatch.context() as dying:
        dying.setattr(results_files, "copy_made", killed)
        with pytest.raises(KeyboardInterrupt):
            commands.work_order(waiting, at=at)
    half = now(waiting)
    assert half.is_worked_on and 0 < half.done < half.expected
    [first] = half.files.all()

    AwardDue.objects.all().delete()
    call_command("sweep", "--once")
    call_command("sweep", "--once")

    made = now(waiting)
    assert made.is_made and made.files.count() == ResultsFile.objects.count() == 2
    assert first in made.files.all()


def test_one_that_fails_each_time_is_given_up_with_a_sentence(entry, order, at, monkeypatch):
    waiting = order()
    monkeypatch.setattr(results_files, "pieces", lambda *args: 1 / 0)

    for _ in range(MOST_TRIES):
        commands.work_order(waiting, at=at)

    given_up = now(waiting)
    assert given_up.status == Status.REFUSED
    assert given_up.said == results_files.GIVEN_UP
    assert not commands.work_an_order(at=at)


def test_whoever_lost_the_right_meanwhile_has_none_made(entry, order, at, exams_officer):
    waiting = order()
    Membership.objects.filter(user=exams_officer).delete()

    commands.work_an_order(at=at)

    assert now(waiting).said == results_files.NO_RIGHT
    assert not ResultsFile.objects.exists()


def test_a_stranger_orders_none(order, stranger):
    with pytest.raises(PermissionDenied):
        order(by=stranger)
    assert not ResultsFileOrder.objects.exists()


def test_nothing_new_says_so_and_makes_none(entry, order, at):
    order()
    commands.work_an_order(at=at)
    again = order()
    commands.work_an_order(at=at + timedelta(hours=1))

    assert now(again).status == Status.NOTHING_NEW
    assert "Nothing is new or changed" in now(again).said
    assert ResultsFile.objects.count() == 2


def test_a_file_is_the_same_however_few_candidates_are_read_at_a_time(
    entry, order, centre, at, monkeypatch
):
    others = [
        make.an_entry(centre, entry.qualification, candidate=held.a_candidate_with_uci(centre))
        for _ in range(3)
    ]
    without = make.an_entry(centre, entry.qualification)
    held.hold([*others, without], {"4": "M", "6": "P"}, due=False)
    waiting = order()
    commands.work_order(waiting, at=at)
    at_once = waiting.files.get(kind="units")

    monkeypatch.setattr(results_lines, "AT_A_TIME", 1)
    waiting = order(under="summer")
    commands.work_order(waiting, at=at)
    by_one = waiting.files.get(kind="units")

    assert bytes(by_one.content).split(b"\r\n")[2:-3] == bytes(at_once.content).split(b"\r\n")[2:-3]
    assert by_one.counts == at_once.counts
    kept = [
        list(one.lines.order_by("pk").values_list("number", "ocr_number", "option", "change"))
        for one in (by_one, at_once)
    ]
    assert kept[0] == kept[1]
    numbers = [number for number, *_ in kept[0]]
    assert numbers == [*range(3, 3 + by_one.records), *[0] * by_one.left_out]


@pytest.mark.django_db(transaction=True)
def test_how_far_an_order_is_shows_while_a_file_is_made(entry, order, centre, at, monkeypatch):
    others = [
        make.an_entry(centre, entry.qualification, candidate=held.a_candidate_with_uci(centre))
        for _ in range(2)
    ]
    held.hold(others, {"4": "M", "6": "P"}, due=False)
    monkeypatch.setattr(results_lines, "AT_A_TIME", 1)
    monkeypatch.setattr(results_files, "SAID_EVERY", 1)
    waiting, beside, shown = order(), connection.copy(), []
    compared = results_lines.compared

    def looked_at(lines, told_before):
        with beside.cursor() as cursor:
            cursor.execute("SELECT done FROM results_resultsfileorder WHERE id = %s", [waiting.pk])
            shown.extend((lines[0].of, *row) for row in cursor.fetchall())
        return compared(lines, told_before)

    monkeypatch.setattr(results_lines, "compared", looked_at)
    commands.work_order(waiting, at=at)
    beside.close()

    of_units = [done for kind, done in shown if kind == "units"]
    assert len(of_units) == 3 and of_units[0] == 0 and of_units == sorted(set(of_units))
    made = now(waiting)
    assert made.done == made.expected > of_units[-1]


def test_a_page_of_many_results_says_that_they_are_being_made(
    entry, centre, exams_officer, sign_in, monkeypatch, at
):
    monkeypatch.setattr(pages, "AT_ONCE", 0)
    client = sign_in(exams_officer)
    send = reverse("results:make_results_files", args=[centre.number])

    answer = client.post(send, {"year": 2026, "heading": "summer"}, follow=True)

    text = " ".join(answer.content.decode().split())
    assert "are being made. This page says when they are there." in text
    assert "Not begun yet" in text
    commands.work_an_order(at=timezone.now())
    page = f"{reverse('results:results_files', args=[centre.number])}?year=2026"
    text = " ".join(client.get(page).content.decode().split())
    assert "Made" in text and ResultsFile.objects.first().get_absolute_url() in text
