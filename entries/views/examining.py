"""How are registered candidates entered for exams? Choose, tick, check, confirm.

Ticks travel with the page from one page of candidates to the next, and are saved only when
confirmed.
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from entries import commands, queries, spreadsheets
from entries.forms.filling import attempt, tables_of, tell_remarks
from entries.forms.hall import key, load_hall
from entries.forms.ticks import new_ticks, read_ticks
from entries.rules import exams as rules
from entries.rules.registering import EntryRefused
from interchange import downloads, shown, uploads
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.bodies import takes_files
from interchange.catalogue import booklet
from interchange.tokens import SENT_BEFORE
from results.queries import sittings

PER_PAGE = 50
READ_AT_ONCE = 1000  # registrations


@at_centre(Permission.MAKE_ENTRIES)
def exams(request, centre):
    """Choose the series and the qualification."""
    on = timezone.localdate()
    offered = [
        (series, rules.series_barrier(series, on)[0], rules.stage(series, on))
        for series in booklet.series_of_exams(timezone.now())
    ]
    found = queries.qualifications_of(centre).filter(suite="2016", units__examined=True)
    context = {
        "centre": centre,
        "offered": offered,
        "open": [series for series, barrier, _ in offered if not barrier],
        "qualifications": found.distinct(),
    }
    return render(request, "entries/exams.html", context)


@at_centre(Permission.MAKE_ENTRIES)
@takes_files()
def exams_for(request, centre, series, code):
    """Tick candidates for exams of the series."""
    hall = load_hall(centre, series, code, sat=sittings)
    if request.method != "POST":
        return _tick(request, hall, new_ticks(request.GET.get("q", "")))
    ticks = read_ticks(request.POST)
    if sent := queries.submission(centre, token=hall.name_of(ticks)):
        messages.info(request, SENT_BEFORE)
        return redirect("entries:receipt", number=centre.number, pk=sent.pk)
    act, _, what = request.POST.get("act", "check").partition("-")
    return ACTS.get(act, _check)(request, hall, ticks, what)


@at_centre(Permission.MAKE_ENTRIES)
@require_safe
def exams_template(request, centre, series, code):
    """A spreadsheet to tick the registered candidates' exams in."""
    hall = load_hall(centre, series, code, sat=sittings)
    entries = _some_at_a_time(hall.entries)
    content = spreadsheets.template_of_exams(hall.qualification, hall.series, entries, hall.units)
    name = f"exams-{series}-{code}.xlsx"
    return downloads.of_pieces(name, content, uploads.XLSX.content_type)


def _some_at_a_time(entries):
    """The entries in their order, read while they are gone through."""
    ids = list(entries.values_list("pk", flat=True))
    for first in range(0, len(ids), READ_AT_ONCE):
        yield from entries.filter(pk__in=ids[first : first + READ_AT_ONCE])


def _upload(request, hall, ticks, what):
    """Tick what a spreadsheet asks for, as if it were ticked on the page."""
    found, problem = attempt(
        lambda: spreadsheets.exams_in(tables_of(request), list(hall.entries), hall.units)
    )
    if problem:
        return _tick(request, hall, ticks, [("#spreadsheet", problem)])
    ticks = ticks.ticking(frozenset(key(*pair) for pair in found.pairs))
    tell_remarks(request, found.remarks)
    messages.success(request, f"{len(found.pairs)} exams read from the spreadsheet.")
    return _tick(request, hall, ticks, [("#spreadsheet", one) for one in found.faults])


def _page(request, hall, ticks, what):
    return _tick(request, hall, ticks.on_page(what))


def _find(request, hall, ticks, what):
    return _tick(request, hall, ticks.on_page("1"))


def _everybody(request, hall, ticks, what):
    """Tick every candidate who may sit the unit, on all pages."""
    units = [one for one in hall.units if str(one.pk) == what]
    return _tick(request, hall, ticks.ticking(hall.may_sit(hall.entries, units)))


def _check(request, hall, ticks, what):
    planned = hall.plan(ticks)
    if not planned:
        return _tick(
            request, hall, ticks, [("#candidates", "Tick at least one exam for one candidate.")]
        )
    return _review(request, hall, ticks, planned)


def _leave_out(request, hall, ticks, what):
    """Take off the ticks that are refused, and show the rest for checking again."""
    good = hall.may_sit(hall.ticked(ticks))
    return _check(request, hall, ticks.keeping(good), what)


def _confirm(request, hall, ticks, what):
    seen = shown.carried_by(request.POST, _purpose(hall))
    try:
        made = commands.enter_for_exams(
            centre=hall.centre,
            qualification=hall.qualification,
            series=hall.series,
            chosen=hall.chosen(ticks),
            sat=sittings,
            by=request.user,
            at=timezone.now(),
            token=ticks.token,
            seen=seen,
        )
    except shown.ShownOtherwise as refusal:
        again = _again(hall)
        return _review(request, again, ticks, again.plan(ticks), [("", str(refusal))], seen)
    except EntryRefused as refusal:
        again = _again(hall)
        return _review(request, again, ticks, again.plan(ticks), [("", str(refusal))])
    messages.success(
        request, f"Exam entries made: {len(made)}. A copy is on its way to your exams office."
    )
    return redirect("entries:receipt", number=hall.centre.number, pk=made[0].submission.pk)


def _purpose(hall):
    """What the check page may be used for."""
    return f"enter {hall.centre.pk} {hall.qualification.pk} {hall.series.pk}"


ACTS = {
    "page": _page,
    "find": _find,
    "upload": _upload,
    "everybody": _everybody,
    "change": _find,
    "check": _check,
    "leave": _leave_out,
    "confirm": _confirm,
}


def _again(hall):
    """The hall as it is by now."""
    return load_hall(hall.centre, hall.series.code, hall.qualification.code, sat=sittings)


def _tick(request, hall, ticks, errors=()):
    matching = queries.with_text(hall.entries, ticks.search)
    page = Paginator(matching, PER_PAGE).get_page(ticks.page)
    shown_here = list(page.object_list)
    planned = hall.planned(shown_here)
    on = timezone.localdate()
    context = {
        "centre": hall.centre,
        "hall": hall,
        "is_empty": not (shown_here or hall.entries.exists()),
        "ticks": ticks.showing(shown_here),
        "page": page,
        "rows": [(entry, _boxes(hall, ticks, entry, planned)) for entry in shown_here],
        "count": len(hall.chosen(ticks)),
        "template": reverse(
            "entries:exams_template",
            args=[hall.centre.number, hall.series.code, hall.qualification.code],
        ),
        "errors": list(errors),
        "refusal": hall.refusal(on),
        "lateness": rules.lateness(hall.series, on),
    }
    return render(request, "entries/tick.html", context)


def _boxes(hall, ticks, entry, planned):
    return [
        {
            "unit": unit,
            "key": key(entry, unit),
            "ticked": key(entry, unit) in ticks.keys,
            "verdict": planned[key(entry, unit)].verdict,
        }
        for unit in hall.units
    ]


def _review(request, hall, ticks, planned, errors=(), seen=None):
    on = timezone.localdate()
    refused = [one for one in planned if one.refusal]
    good = len(planned) - len(refused)
    charged = queries.charges_of_exams(planned, on)
    now = queries.shown_of_exams(planned, rules.stage(hall.series, on), charged)
    context = {
        "centre": hall.centre,
        "hall": hall,
        "ticks": ticks.all_hidden(),
        "planned": planned,
        "refused": refused,
        "good": good,
        "send": f"Send in {good} entr{'y' if good == 1 else 'ies'}",
        "leave_out": f"Leave out what is refused and keep the other {good}",
        "refusal": hall.refusal(on),
        "lateness": rules.lateness(hall.series, on),
        "charges": charged,
        "shown": shown.carried(_purpose(hall), now),
        "differences": shown.differences(seen, now) if seen else [],
        "errors": [
            *errors,
            *(
                ("", f"{one.candidate.name}, unit {one.unit.number}: {one.refusal}")
                for one in refused
                if not errors
            ),
        ],
    }
    return render(request, "entries/check_exams.html", context)
