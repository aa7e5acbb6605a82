"""Where a registration stands is kept beside it, and never shown once something changed since."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from claims import commands as claims
from claims.models import Line
from entries.commands import raise_award_due
from results import commands, queries
from results.eligibility import UnitState
from results.models import KeptStanding
from results.queries.deadlines import deadlines
from results.queries.kept_checked import current
from results.urgency import Urgency
from tests.factories import catalogue as offered
from tests.factories import claims as claiming
from tests.factories import entries as registered
from tests.factories import results as held
from tests.results.kept import ON, everybody, wrong

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]
LATER = timedelta(days=1)


def test_another_results_day_of_a_series_makes_whoever_sits_it_due(
    centre, sign_in, board_administrator, at
):
    june = offered.a_series(2027, 6)
    entry = registered.an_entry(centre, offered.qualification("05839"))
    registered.a_unit_entry(entry, offered.unit(1), june)
    other = registered.an_entry(centre)
    held.settle(at)

    page, address = (
        sign_in(board_administrator),
        reverse("admin:catalogue_series_change", args=[june.pk]),
    )
    typed = page.get(address).context_data["adminform"].form.initial
    typed = {name: value for name, value in typed.items() if value is not None}
    page.post(address, {**typed, "results_on": "2027-08-13"})

    june.refresh_from_db()
    assert june.results_on == date(2027, 8, 13)
    assert set(current(everybody())) == {other}


def test_an_exam_is_overdue_by_itself_once_its_results_are_out(centre, at):
    june = offered.a_series(2027, 6)
    entry = registered.an_entry(centre, offered.qualification("05839"), completes_in=2027)
    units = ("2", "3", "4", "6", "7", "8", "9", "10")
    held.hold([entry], dict.fromkeys(units, "D"))
    registered.a_unit_entry(entry, offered.unit(1), june)
    held.settle(at)

    kept = KeptStanding.objects.get()

    assert june.results_on in [day - LATER for day in kept.days]
    for day in (ON, june.results_on, june.results_on + LATER):
        [live] = queries.progress([entry], day)
        assert kept.reason_on(day) == live.reason
    assert wrong(june.results_on + LATER) == []


def test_the_summer_that_was_far_away_comes_by_itself(centre, at):
    entry = registered.an_entry(centre, completes_in=2028)
    held.settle(at)

    kept = KeptStanding.objects.get()

    assert kept.reason_on(date(2027, 8, 31)).code == "not_expected_yet"
    assert kept.reason_on(date(2027, 9, 1)).code == "exams_and_units_missing"
    assert kept.urgent_on(deadlines(date(2027, 8, 31))).urgency is Urgency.NO_HURRY
    assert kept.urgent_on(deadlines(date(2027, 9, 1))).urgency is Urgency.ON_COURSE
    [live] = queries.progress([entry], date(2027, 9, 1))
    assert kept.reason_on(date(2027, 9, 1)) == live.reason


def test_what_is_due_is_worked_out_while_it_is_looked_at(centre, tutor, at):
    claim = claiming.a_draft(centre, candidates=2)
    held.settle(at)
    [first, _] = everybody().order_by("pk")
    cells = claiming.cells(claim, candidates=[first.candidate_id])
    claims.save_grades(claim=claim, cells=cells, by=tutor, at=at)

    found = queries.kept_of(queries.with_kept(everybody()), ON)

    assert found[first.pk].under_way == Line.objects.count() > 0
    assert KeptStanding.objects.get(entry=first).under_way == 0


def test_every_unit_is_kept_with_its_state_and_grade(centre, at):
    entry = registered.an_entry(centre, offered.qualification("05838"))
    held.hold([entry], {"1": "M", "2": "P"})
    held.settle(at)

    [kept] = KeptStanding.objects.all()
    units = {one.number: one for one in queries.units_of([kept])[entry.pk]}

    assert (units["1"].state, units["1"].grade) == (UnitState.ACHIEVED, "M")
    assert {one.state for number, one in units.items() if number not in "12"} <= {
        UnitState.TO_DO,
        UnitState.NOT_TAKEN,
    }
    assert kept.issued == entry.qualification_results.get().grade
    assert kept.achieved == 2


def test_a_grade_still_possible_is_kept(centre, at):
    fresh = registered.an_entry(centre, offered.qualification("05842"))
    held.settle(at)

    kept = KeptStanding.objects.get(entry=fresh)

    assert (kept.grade, kept.issued) == ("", "")
    assert kept.possible == "D*D*"


def test_operators_are_told_of_what_is_kept_wrongly(centre, at, capsys):
    registered.entries(centre, 3)
    held.settle(at)
    call_command("standings", "--check")
    assert "3 registrations compared, no difference" in capsys.readouterr().out

    raise_award_due([registered.an_entry(centre).candidate], at=at)
    call_command("standings", "--check")
    assert "no difference. 1 more are still to be worked out" in capsys.readouterr().out

    KeptStanding.objects.filter(entry=everybody().first()).update(hours=999)

    with pytest.raises(CommandError, match="1 differ"):
        call_command("standings", "--check")
    assert "hours 999 is 0" in capsys.readouterr().err


def test_a_worker_that_is_killed_keeps_neither_award_nor_standing(centre, at, monkeypatch):
    entry = registered.an_entry(centre, offered.qualification("05842"))
    held.hold([entry], held.OFFICIAL_EXAMPLE)

    def killed(*given, **named):
        raise KeyboardInterrupt

    monkeypatch.setattr("results.commands.awarding.keeping.keep", killed)
    with pytest.raises(KeyboardInterrupt):
        commands.award_due(at=at)

    assert not entry.qualification_results.exists()
    assert not current(everybody()).exists()
    monkeypatch.undo()
    held.settle_what_is_due(at)
    assert entry.qualification_results.get().grade == KeptStanding.objects.get().issued == "DD"
