"""The moves about exams and claims: withdrawn, entered again, sat, marked, banked, paid back."""

from datetime import date

from claims import commands as claims
from claims.models import Claim, Line
from claims.rules import Cell
from claims.states import Status as Claimed
from entries import commands
from entries.models import Charge, UnitEntry
from entries.unit_states import OVER, STANDING
from interchange.catalogue.models import Series
from results import commands as results
from results import queries
from results.exam_file import HEADER_LINE, FileRefused
from results.models import HeldResult, UnitResult
from tests.factories import results as held
from tests.moves.entering import a_registration
from tests.moves.world import Idle, move
from tracker import commands as tracker


def a_unit_entry(pick, **which):
    """A unit entry of these."""
    found = UnitEntry.objects.filter(**which).order_by("pk")
    found = list(found.select_related("candidate", "centre", "qualification", "unit", "series"))
    if not found:
        raise Idle
    return pick(found)


@move
def withdraw_exams(world, pick):
    """Withdraw from an exam or a unit: in time, late, or on grounds; as centre or as board."""
    entry = a_unit_entry(pick)
    grounds, as_board = pick(["", "", "medical"]), pick([False, False, True])
    tracker.withdraw_exams(
        unit_entries=[entry],
        grounds=grounds,
        statement="In hospital." if grounds else "",
        as_board=as_board,
        by=world.processor if as_board else world.officer[entry.centre_id],
        at=world.at,
    )


@move
def enter_again(world, pick):
    """The board enters anew who sat the exam after all."""
    entry = a_unit_entry(pick, status__in=sorted(OVER), series__isnull=False)
    commands.enter_again(entry=entry, by=world.processor, at=world.at)


@move
def bring_exam_results(world, pick):
    """A result comes for somebody who is entered for an exam that is over."""
    entry = a_unit_entry(pick, status__in=sorted(STANDING), series__isnull=False)
    if world.on < date(entry.series.year, entry.series.month, 20):
        raise Idle
    said = (
        f"{entry.series.year}-{entry.series.month:02}",
        entry.candidate.ocr_number,
        entry.qualification.code,
        entry.unit.number,
        pick(["P", "M", "D", "U", "U", "absent", "M#", "X", "Q"]),
    )
    text = f"{HEADER_LINE}\n{','.join(said)}\n"
    correct = pick([False, False, True])
    report = results.import_exam_results(text, correct=correct, by=world.service, at=world.at)
    if report.refused:
        raise NotLoaded(report.refused[0].problem)


@move
def tell_held_results(world, pick):
    """The board releases a series early, or its day has come: what was held of it is told."""
    found = [one for one in Series.objects.order_by("pk") if not one.is_out(world.at)]
    waiting = [one for one in found if HeldResult.objects.filter(series=one).exists()]
    if waiting:
        released = pick(waiting)
        results.release_results(
            series=released, because="Offers wait.", by=world.board, at=world.at
        )
    if not queries.series_to_tell(world.at):
        raise Idle
    while results.tell_held(at=world.at):
        pass


class NotLoaded(FileRefused):
    """The one line of the file was refused."""


@move
def fail_three_times(world, pick):
    """Somebody comes with a history: the first exam was sat three times and not passed."""
    entry = a_registration(world, pick)
    if entry.candidate.person.records.filter(unit_results__isnull=False).exists():
        raise Idle
    for year, month in ((2025, 6), (2026, 1), (2026, 6)):
        series, _ = Series.objects.get_or_create(
            year=year, month=month, defaults={"entries_open_on": date(year - 1, 9, 1)}
        )
        held.hold([entry], {"1": "U"}, series=series, at=world.at)


@move
def hold_the_rest(world, pick):
    """Everything that a registration lacks is banked at once, as after a term's claims."""
    entry = a_registration(world, pick)
    records = entry.candidate.person.records.all()
    if UnitEntry.objects.filter(candidate__in=records, series__isnull=False).exists():
        raise Idle
    known = UnitResult.objects.filter(candidate__in=records).values("unit__number")
    units = entry.qualification.units.exclude(number__in=known).order_by("number")
    if not units:
        raise Idle
    grade, series = pick("PMD"), Series.objects.get(year=2026, month=6)
    held.hold([entry], {one.number: grade for one in units}, series=series, at=world.at)


@move
def claim(world, pick):
    """A grade is put on the claim in progress."""
    entry = a_registration(world, pick)
    marked = [one for one in world.units[entry.qualification_id] if not one.examined]
    if not marked:
        raise Idle
    draft = claims.start(
        centre=entry.centre,
        qualification=entry.qualification,
        by=world.tutor[entry.centre_id],
        at=world.at,
    )
    assessor = draft.centre.assessors.filter(qualifications=draft.qualification).first()
    cell = Cell(entry.candidate_id, pick(marked[:4]).pk, pick("PMD"), assessor.pk)
    claims.save_grades(claim=draft, cells=[cell], by=world.tutor[draft.centre_id], at=world.at)


def a_claim(pick, *statuses):
    """A claim of one of the statuses."""
    found = Claim.objects.filter(status__in=statuses).order_by("pk")
    found = list(found.select_related("centre", "qualification"))
    if not found:
        raise Idle
    return pick(found)


@move
def submit_claim(world, pick):
    """The claim goes to the moderator."""
    draft = a_claim(pick, Claimed.DRAFT)
    by = world.tutor[draft.centre_id]
    claims.submit(claim=draft, declared=True, by=by, at=world.at)


@move
def moderate_claim(world, pick):
    """The moderator agrees it all at once."""
    ready = a_claim(pick, Claimed.READY)
    by, line = world.moderator[ready.centre_id], Line.objects.filter(claim=ready, live=True).first()
    claims.save_sample(claim=ready, lines=[line], by=by, at=world.at)
    sent = claims.send_sample(claim=ready, by=by, at=world.at)
    claims.agree(claim=sent, visited_on=world.on, unbooked=True, by=by, at=world.at)


@move
def bank_claim(world, pick):
    """The board processes it."""
    pending = a_claim(pick, Claimed.PENDING)
    results.bank(claim=pending, by=world.processor, at=world.at)


@move
def pay_back(world, pick):
    """The board pays a charge back by hand."""
    found = list(Charge.objects.order_by("pk"))
    if not found:
        raise Idle
    commands.credit_by_hand(
        charges=[pick(found).pk], because="Agreed.", by=world.processor, at=world.at
    )
