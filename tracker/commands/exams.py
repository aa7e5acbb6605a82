"""How are candidates withdrawn from exams, or from units they take by themselves?"""

from django.db import transaction
from django.utils import timezone

from entries import commands as entries_commands
from entries.models import UnitEntry
from entries.rules import withdrawing as rules
from entries.unit_states import AS_BOARD, WITHDRAW_LATE
from interchange import workflow
from interchange.audit import trail
from interchange.catalogue.models import Series
from interchange.catalogue.opening import end_of
from interchange.notifications import outbox
from results import commands as results_commands
from tracker.queries import exams as exams_queries


class SomeRefused(rules.ExamWithdrawalRefused):
    """Some of the entries cannot be withdrawn; `refusals` are (entry, sentence)."""

    def __init__(self, refusals) -> None:
        """Take what was refused."""
        self.refusals = refusals
        super().__init__(" ".join(f"{entry}: {sentence}" for entry, sentence in refusals))


@transaction.atomic
def withdraw_exams(
    *, unit_entries, grounds="", statement="", as_board=False, arrived_on=None, by, at
) -> list[UnitEntry]:
    """Withdraw the centre's unit entries, all or none; give them as they are then.

    What was charged is paid back where the day or the grounds allow it, and with it what a later
    entry cost only because of this one; else the candidate is marked absent (amendments and
    withdrawals; entry rules). What cannot be paid back by itself waits for the board. The board
    withdraws what a centre asked for by letter, as on the day it `arrived_on`. Raises SomeRefused,
    naming the entries that cannot be withdrawn, ExamWithdrawalRefused for a letter still to come,
    and MoveRefused where somebody else was sooner.
    """
    rules.check_statement(grounds, statement)
    rules.check_arrival(arrived_on, timezone.localdate(at))
    entries_commands.hold_people([entry.candidate_id for entry in unit_entries])
    series = {entry.series_id for entry in unit_entries if entry.series_id}
    list(Series.objects.select_for_update(no_key=True).filter(pk__in=series).order_by("pk"))
    on_its_day = min(at, end_of(arrived_on)) if arrived_on else at
    planned = exams_queries.plan(unit_entries, on_its_day, grounds)
    if refusals := [(one.entry, one.refusal) for one in planned if one.refusal]:
        raise SomeRefused(refusals)
    freed = exams_queries.freed(planned)
    for one in planned:
        workflow.perform(
            AS_BOARD[one.move.name] if as_board else one.move,
            one.entry,
            by=by,
            at=at,
            detail={"grounds": grounds} if grounds else None,
            grounds=grounds,
            statement=statement.strip(),
            withdrawn_at=at,
            withdrawn_by=by,
        )
    results_commands.mark_absent(
        [one.entry for one in planned if one.move == WITHDRAW_LATE], by=by, at=at
    )
    entries_commands.raise_award_due([one.entry.candidate for one in planned], at=at)
    paid = _pay_back(planned, freed, by, at)
    centre = planned[0].entry.centre
    told = {"planned": planned, "paid": paid.notes, "due": paid.due}
    told["freed"] = [entry for entry, _ in freed if entry.centre_id == centre.pk]
    outbox.queue("tracker/exams_withdrawn", to=centre.email, at=at, **told)
    return [one.entry for one in planned]


def _pay_back(planned, freed, by, at):
    """Pay back what was charged for those withdrawn, and for those that are first attempts now."""
    UnitEntry.objects.filter(pk__in=[entry.pk for entry, _ in freed]).update(resit=False)
    trail.record_all("unitentry.count_as_first", [entry for entry, _ in freed], by=by, at=at)
    owed = [(one.entry, one.owed) for one in planned if one.pays_back]
    return entries_commands.pay_back([*owed, *freed], because="Withdrawn from exams", by=by, at=at)
