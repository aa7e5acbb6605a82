"""What the stories of grades that the board owes do: hold, work out, correct."""

from datetime import timedelta

from assessed.commands import assess
from results import commands as results_commands
from results.models import UnitResult
from tests.factories import results as make_results

DIPLOMA = make_results.DIPLOMA
ALL_BUT_ONE = {n: g for n, g in make_results.OFFICIAL_EXAMPLE.items() if n != "1"}
LATER = make_results.NOW + timedelta(days=3)


def grades(entry, number="1"):
    found = UnitResult.objects.filter(candidate=entry.candidate, unit__number=number)
    return list(found.order_by("pk").values_list("grade", flat=True))


def worked_out(missing, at=LATER):
    while assess(at=at):
        pass
    missing.refresh_from_db()
    return missing


def banked(entry, number):
    return UnitResult.objects.standing().get(candidate=entry.candidate, unit__number=number)


def correct(entry, number, grade, by):
    results_commands.correct(
        result=banked(entry, number), grade=grade, cause="Marked anew", by=by, at=LATER
    )
