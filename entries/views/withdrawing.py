"""Withdrawing candidates from exams: what it would do, and doing it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from entries.forms.withdrawing import WithdrawalForm
from entries.rules.withdrawing import DAYS, ExamWithdrawalRefused, last_on_grounds
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.catalogue.queries import figures
from interchange.workflow import MoveRefused
from tracker import commands
from tracker.queries import exams as queries

NOTHING = "Tick at least one exam entry, then press “Withdraw those ticked”."


@at_centre(Permission.MAKE_ENTRIES)
def withdraw_units(request, centre):
    """Show what withdrawing the entries of the address would do, and do it when confirmed."""
    given = request.POST if request.method == "POST" else request.GET
    ids = [one for one in given.getlist("entry") if one.isdecimal()]
    entries = list(queries.withdrawable(centre, ids))
    if not entries:
        messages.error(request, NOTHING)
        return redirect("entries:unit_entries", number=centre.number)
    form = WithdrawalForm(request.POST or None, initial={"grounds": ""})
    if request.method == "POST" and form.is_valid():
        try:
            done = commands.withdraw_exams(
                unit_entries=entries, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except (ExamWithdrawalRefused, MoveRefused) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told(done))
            return redirect("entries:unit_entries", number=centre.number)
    return render(request, "entries/withdraw_units.html", review(centre, ids, form))


def review(centre, ids, form):
    """What the page shows, read again: an entry may have changed meanwhile."""
    planned = queries.plan(list(queries.withdrawable(centre, ids)), timezone.localdate())
    days = figures().get(DAYS, 0)
    series = {one.entry.series for one in planned if one.entry.series}
    return {
        "centre": centre,
        "form": form,
        "planned": planned,
        "good": [one for one in planned if not one.refusal],
        "last_days": [(one, last_on_grounds(one, days)) for one in sorted(series, key=by_date)],
    }


def by_date(series):
    """Series in their order."""
    return series.year, series.month


def told(done):
    """The sentence that says what was done."""
    many = f"{len(done)} entries are" if len(done) > 1 else f"{done[0]} is"
    return f"{many} withdrawn. A letter with what is paid back is on its way to your exams office."
