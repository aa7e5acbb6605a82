"""The trail is sealed behind those who write it; whatever is changed afterwards is named."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from interchange.audit import commands, queries, rules
from interchange.audit.models import Event, Seal
from interchange.jobs.management.table import JOBS
from interchange.notifications.models import Message
from tests.conftest import NOW
from tests.ownership import owning

pytestmark = pytest.mark.django_db
OTHER_WAY = {
    "edited": ("UPDATE audit_event SET detail = '{\"grade\": \"D\"}' WHERE id = {third}",
               ["event {third} is not what it was when it was sealed"]),
    "moved in time": ("UPDATE audit_event SET at = at - interval '1 microsecond'"
                      " WHERE id = {third}", ["event {third} is not what it was when"]),
    "removed": ("DELETE FROM audit_event WHERE id = {third}", ["event {third} is gone"]),
    "reordered": ("UPDATE audit_event SET (name, label) = (SELECT name, label FROM audit_event"
                  " other WHERE other.id = {third} + {fourth} - audit_event.id)"
                  " WHERE id IN ({third}, {fourth})",
                  ["event {third} is not what", "event {fourth} is not what"]),
    "added": ("INSERT INTO audit_event (id, name, at, centre, about, label, detail)"
              " VALUES (-5, 'claim.submit', now(), '', 'claim:1', '', '{}')",
              ["event -5 was added among events that were sealed"]),
    "the seal edited": ("UPDATE audit_seal SET leaves = leaves || leaves WHERE number = 3",
                        ["seal 3 does not follow from seal 2"]),
    "the seal removed": ("DELETE FROM audit_seal WHERE number = 3",
                         ["seal 4 comes after seal 2", "seal 4 does not follow from seal 2"]),
    "the first seal removed": ("DELETE FROM audit_seal WHERE number = 1",
                               ["seal 2 comes after seal 0"]),
}  # fmt: skip


@pytest.fixture
def events(monkeypatch, settings, tmp_path):
    """Seven events, in three seals after the one of what was there, and no head of another day."""
    settings.TRAIL_HEADS = tmp_path / "heads.txt"
    commands.seal(at=NOW)
    monkeypatch.setattr(queries, "AT_ONCE", 3)
    made = [
        Event.objects.create(name="claim.submit", at=NOW, about="claim:1", label=f"claim {place}")
        for place in range(7)
    ]
    assert commands.seal(at=NOW) == 7
    return made


def spoil(*statements):
    with owning(connection, "SET session_replication_role = replica", *statements):
        pass


def test_what_nobody_touched_is_as_it_was_sealed(events, capsys):
    Event.objects.create(name="claim.recall", at=NOW, about="claim:1", label="later")

    call_command("verify_trail")

    assert "up to event" in (told := capsys.readouterr().out)
    assert "4 seals, 0 heads. 1 event not sealed yet." in told


@pytest.mark.parametrize("how", OTHER_WAY)
def test_what_was_changed_afterwards_is_named(how, events, capsys):
    statement, expected = OTHER_WAY[how]
    named = {"{third}": str(events[2].pk), "{fourth}": str(events[3].pk)}
    for word, value in named.items():
        statement = statement.replace(word, value)
        expected = [one.replace(word, value) for one in expected]

    spoil(statement)

    with pytest.raises(CommandError, match="not as it was sealed"):
        call_command("verify_trail")
    told = capsys.readouterr().out
    assert all(one in told for one in expected), told


def test_whoever_makes_all_seals_anew_is_told_by_the_head_of_a_day(
    events, settings, tmp_path, capsys, monkeypatch
):
    settings.TRAIL_HEADS = tmp_path / "trail" / "heads.txt"
    head = commands.keep_head(at=NOW)
    spoil(f"UPDATE audit_event SET label = 'other' WHERE id = {events[0].pk}")
    spoil("DELETE FROM audit_seal")
    monkeypatch.setattr(queries, "AT_ONCE", -(-Event.objects.count() // head.number))
    commands.seal(at=NOW)
    assert list(queries.breaks()) == []

    with pytest.raises(CommandError):
        call_command("verify_trail", heads=settings.TRAIL_HEADS)

    assert f"seal 4 is not the one that the head of {head.on} names" in capsys.readouterr().out


def test_a_trail_that_ends_before_its_head_is_told(events, settings, tmp_path):
    settings.TRAIL_HEADS = tmp_path / "heads.txt"
    head = commands.keep_head(at=NOW)
    spoil("DELETE FROM audit_seal WHERE number = 4")
    spoil(f"DELETE FROM audit_event WHERE id = {events[-1].pk}")

    assert list(queries.breaks([head])) == [f"seal 4, which the head of {head.on} names, is gone"]


def test_each_of_the_heads_that_name_one_seal_is_compared(events, settings, tmp_path):
    settings.TRAIL_HEADS = tmp_path / "heads.txt"
    kept = commands.keep_head(at=NOW)
    spoil(
        f"UPDATE audit_event SET label = 'another' WHERE id = {events[-1].pk}",
        "DELETE FROM audit_seal WHERE number = 4",
    )
    commands.seal(at=NOW + timedelta(hours=1))
    of_the_next_day = commands.keep_head(at=NOW + timedelta(days=1))

    told = list(queries.breaks([kept, of_the_next_day]))

    assert told == [f"seal 4 is not the one that the head of {kept.on} names"]


def test_a_head_is_kept_once_a_day_and_sent_where_somebody_wants_it(events, settings, tmp_path):
    settings.TRAIL_HEADS = tmp_path / "heads.txt"
    settings.TRAIL_INBOX = "auditor@board.example"
    [job] = [one for one in JOBS if one.name == "keep the head of the trail"]

    for hours in (0, 1, 24):
        job.work(at=NOW + timedelta(hours=hours))

    heads = rules.heads_of(settings.TRAIL_HEADS.read_text())
    assert [one.on for one in heads] == ["2026-11-20", "2026-11-21"]
    letters = Message.objects.filter(to="auditor@board.example").order_by("pk")
    assert [str(heads[place]) in one.body for place, one in enumerate(letters)] == [True, True]


def test_sealing_again_seals_only_what_is_new(events):
    assert commands.seal(at=NOW) == 0
    assert Seal.objects.count() == 4


def test_every_column_of_an_event_is_in_its_leaf():
    columns = {one.column for one in Event._meta.concrete_fields}

    assert all(one in queries.LEAF for one in columns)
    assert len(columns) == 8
