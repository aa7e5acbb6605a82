"""The moves about records of persons: merged, parted, corrected."""

from dataclasses import replace
from datetime import date

from entries import commands, queries
from entries.models import Candidate, DetailsChange, Merge
from entries.rules import details as rules
from tests.factories import papers
from tests.moves.world import HUMANS, Idle, move
from tracker import commands as tracker


def a_record(pick, **which):
    """A record that is merged into no other."""
    found = list(Candidate.objects.filter(merged_into=None, **which).order_by("pk"))
    if not found:
        raise Idle
    return pick(found)


@move
def merge(world, pick):
    """Two records are one person's; now and then the board is wrong."""
    one = a_record(pick)
    others = list(Candidate.objects.filter(merged_into=None).exclude(pk=one.pk).order_by("pk"))
    same = [other for other in others if world.human_of[other.pk] == world.human_of[one.pk]]
    if not others:
        raise Idle
    other = pick(same if same and pick([True, True, False]) else others)
    tracker.merge(one=one, other=other, because="The same.", by=world.processor, at=world.at)


@move
def undo_merge(world, pick):
    """They are two after all."""
    found = list(Merge.objects.filter(undone_at=None).order_by("pk"))
    if not found:
        raise Idle
    tracker.undo_merge(made=pick(found), by=world.processor, at=world.at)


@move
def correct_details(world, pick):
    """The board corrects a name or a date of birth."""
    record = a_record(pick)
    seen = rules.of(record)
    new = pick(
        [
            replace(seen, surname=pick(["Okafor", "Okafour", "Smith"])),
            replace(seen, born_on=pick([date(2009, 3, 14), date(2008, 7, 2)])),
        ]
    )
    commands.correct_details(
        candidate=record, seen=seen, new=new, reason="Slip.", by=world.processor, at=world.at
    )


@move
def change_details(world, pick):
    """A centre changes a detail; another name needs proof, and some changes wait for the board."""
    centre = pick(world.centres)
    found = list(queries.candidates_of(centre).order_by("pk"))
    if not found:
        raise Idle
    record = pick(found)
    seen = rules.of(record)
    new = pick(
        [
            replace(seen, surname="Okafour"),
            replace(seen, surname=pick(["Smith", "Bello"])),
            replace(seen, sex=pick("FMX")),
            replace(seen, uci=pick([one.uci for one in HUMANS])),
        ]
    )
    commands.change_details(
        candidate=record,
        centre=centre,
        seen=seen,
        new=new,
        by=world.officer[centre.pk],
        at=world.at,
        proofs=pick([(), (papers.a_file(),), (papers.a_file(),)]),
    )


@move
def decide_details(world, pick):
    """The board approves or refuses a change that waits, or the centre takes it back."""
    found = list(DetailsChange.objects.filter(status="waiting").order_by("pk"))
    if not found:
        raise Idle
    change, how = pick(found), pick(["approve", "approve", "refuse", "cancel"])
    if how == "approve":
        commands.approve_details(change=change, by=world.processor, at=world.at)
    elif how == "refuse":
        commands.refuse_details(change=change, words="No.", by=world.processor, at=world.at)
    else:
        by = world.officer[change.centre_id]
        commands.cancel_details(change=change, by=by, at=world.at)
    record = Candidate.objects.get(pk=change.candidate_id)
    world.note(record.person, world.human_of[record.person_id])
    if how == "approve":  # its own, even where it is merged by now
        world.names[record.pk] |= {change.after.surname}
