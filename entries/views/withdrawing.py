"""Withdrawing candidates from exams: what it would do, and doing it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from entries.forms.withdrawing import WithdrawalForm, ticked_entries
from entries.rules.withdrawing import DAYS, ExamWithdrawalRefused, Grounds, last_on_grounds
from entries.unit_states import Status
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.catalogue.queries import figures
from interchange.workflow import MoveRefused
from tracker import commands
from tracker.queries import exams as exams_queries

ILL = Grounds.MEDICAL  # as any grounds
NOTHING = "Tick at least one exam entry, then press “Withdraw those ticked”."
CHANGED = "What it means has changed since you opened this page. Read it again before you withdraw."


@at_centre(Permission.MAKE_ENTRIES)
def withdraw_units(request, centre):
    """Show what withdrawing the entries of the address would do, and do it when confirmed."""
    given = request.POST if request.method == "POST" else request.GET
    ids = ticked_entries(given)
    entries = list(exams_queries.withdrawable(centre, ids))
    if not entries:
        messages.error(request, NOTHING)
        return redirect("entries:unit_entries", number=centre.number)
    confirmed = request.method == "POST" and "review" not in request.POST
    form = WithdrawalForm(request.POST if confirmed else None, initial={"grounds": ""})
    if confirmed and form.is_valid() and _shown_otherwise(entries, request.POST, form):
        form.add_error(None, CHANGED)
    if confirmed and form.is_valid():
        try:
            done = commands.withdraw_exams(
                unit_entries=entries, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except (ExamWithdrawalRefused, MoveRefused) as refusal:
            done = list(exams_queries.withdrawable(centre, ids))
            if not _is_done(done, form.cleaned_data["grounds"], request.user):
                form.add_error(None, str(refusal))
        if form.is_valid():
            messages.success(request, _withdrawn_sentence(done))
            return redirect("entries:unit_entries", number=centre.number)
    return render(request, "entries/withdraw_units.html", _review(centre, ids, form))


def _review(centre, ids, form):
    """What the page shows, read again: an entry may have changed meanwhile."""
    at = timezone.now()
    entries = list(exams_queries.withdrawable(centre, ids))
    planned = exams_queries.plan(entries, at)
    days = figures().get(DAYS, 0)
    series = {one.entry.series for one in planned if one.entry.series}
    return {
        "centre": centre,
        "form": form,
        "planned": planned,
        "ids": " ".join(str(one.entry.pk) for one in planned if one.possible),
        "meaning": " ".join(sorted(_meaning(entries, at) | _meaning(entries, at, ILL))),
        "freed": exams_queries.freed_by(planned, centre),
        "freed_on_grounds": exams_queries.freed_by(exams_queries.plan(entries, at, ILL), centre),
        "good": [one for one in planned if one.possible],
        "last_days": [(one, last_on_grounds(one, days)) for one in sorted(series, key=_by_date)],
    }


def _meaning(entries, at, grounds=""):
    """What the page says withdrawing means, in short, to be compared when it is confirmed.

    What becomes of each entry and what is paid back, with or without grounds; of the later entries
    that become first attempts too.
    """
    planned, way = exams_queries.plan(entries, at, grounds), "grounds" if grounds else "plain"
    paid = {f"{way}:{one.entry.pk}:{one.move.name}:{one.paid_back}" for one in planned if one.move}
    return paid | {
        f"{way}:{entry.pk}:first:{owed.pence}" for entry, owed in exams_queries.freed(planned)
    }


def _shown_otherwise(entries, sent, form):
    """Whether the page meant something else, such as a refund whose last day has passed since.

    What was withdrawn since is refused in its own words.
    """
    grounds = form.cleaned_data["grounds"]
    now = _meaning(entries, timezone.now(), ILL if grounds else "")
    then = set(sent.get("meaning", " ".join(now)).split())
    return not now <= then


def _is_done(entries, grounds, by):
    """Whether the person has withdrawn all of them in this way already, as by a second click."""
    as_asked = {Status.EXCUSED} if grounds else {Status.WITHDRAWN, Status.ABSENT}
    alone = {Status.WITHDRAWN, Status.EXCUSED}  # what a unit taken by itself becomes
    return all(
        one.withdrawn_by_id == by.pk and one.status in (as_asked if one.series_id else alone)
        for one in entries
    )


def _by_date(series):
    """Series in their order."""
    return series.year, series.month


def _withdrawn_sentence(done):
    """The sentence that says what was done."""
    many = f"{len(done)} entries are" if len(done) > 1 else f"{done[0]} is"
    return f"{many} withdrawn. A letter with what is paid back is on its way to your exams office."
