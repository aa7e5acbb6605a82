"""How are reductions reported? Tick or read a spreadsheet, check what differs, declare, send."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessed import commands, queries, spreadsheets
from assessed.rules.reductions import ReductionRefused
from entries.forms.filling import attempt, tables_of, tell_remarks
from entries.forms.ticks import new_ticks, read_ticks
from entries.queries import with_text
from interchange import downloads, shown, uploads
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.bodies import takes_files
from interchange.catalogue import booklet

PER_PAGE = 50
MOST_FAULTS = 50  # on a page


@at_centre(Permission.REPORT_REDUCTIONS)
@takes_files()
def reduce(request, centre, summer, code):
    """Tick the moderated units that were reduced, student by student."""
    sheet = _load(centre, summer, code)
    if request.method != "POST":
        ticks = new_ticks(request.GET.get("q", ""))
        return _tick(request, sheet, ticks.ticking(frozenset(queries.standing(sheet))))
    ticks = read_ticks(request.POST)
    if not sheet.year.area.is_open:
        return _tick(request, sheet, ticks, [("", f"{sheet.year.area.sentence} Nothing was sent.")])
    act, _, what = request.POST.get("act", "check").partition("-")
    return ACTS.get(act, _check)(request, sheet, ticks, what)


@at_centre(Permission.REPORT_REDUCTIONS)
@require_safe
def reduction_template(request, centre, summer, code):
    """The template, filled in with what was sent before."""
    sheet = _load(centre, summer, code)
    title = f"Reductions of {sheet.year.words} in {sheet.qualification}"
    content = spreadsheets.template_of_reductions(title, sheet.units, _rows(sheet, sheet.entries))
    name = f"reductions-{sheet.year.summer}-{code}.xlsx"
    return downloads.of_pieces(name, content, uploads.XLSX.content_type)


def _load(centre, summer, code):
    """The sheet of the year (by its summer) and entry code; raises Http404."""
    year = queries.reduction_year(summer, timezone.localdate())
    qualification = booklet.qualification(code)
    if year is None or qualification is None:
        raise Http404
    return queries.reduction_sheet(centre, year, qualification)


def _rows(sheet, entries):
    """Each of the entries with its boxes, in the order of the units."""
    entries = list(entries)
    found = queries.boxes(sheet, entries) if entries else {}
    return [(one, [found[queries.key(one, unit)] for unit in sheet.units]) for one in entries]


def _upload(request, sheet, ticks, what):
    """Tick what a spreadsheet says of each student it names, as if it were ticked on the page."""
    rows = _rows(sheet, sheet.entries)
    found, problem = attempt(
        lambda: spreadsheets.reductions_in(tables_of(request), sheet.units, rows, sheet.year.summer)
    )
    if problem:
        return _tick(request, sheet, ticks, [("#spreadsheet", problem)])
    off = {queries.key(*pair) for pair in found.off}
    on = frozenset(queries.key(*pair) for pair in found.on)
    ticks = ticks.keeping(ticks.keys - off).ticking(on)
    tell_remarks(request, found.remarks)
    read = f"{found.rows} student{'s' * (found.rows != 1)} read from the spreadsheet."
    messages.success(request, f"{read} Look at the page, then continue.")
    faults = found.faults[:MOST_FAULTS]
    if len(found.faults) > MOST_FAULTS:
        faults.append(f"{len(found.faults) - MOST_FAULTS} more rows were left out like these.")
    return _tick(request, sheet, ticks, [("#spreadsheet", one) for one in faults])


def _page(request, sheet, ticks, what):
    return _tick(request, sheet, ticks.on_page(what))


def _find(request, sheet, ticks, what):
    return _tick(request, sheet, ticks.on_page("1"))


def _check(request, sheet, ticks, what):
    changes = queries.changes(sheet, ticks.keys)
    if not changes:
        nothing = "Nothing differs from what you sent before. Tick what was reduced."
        return _tick(request, sheet, ticks, [("#students", nothing)])
    return _review(request, sheet, ticks, changes)


def _confirm(request, sheet, ticks, what):
    seen = shown.carried_by(request.POST, _purpose(sheet))
    try:
        report = commands.report_reductions(
            centre=sheet.centre,
            qualification=sheet.qualification,
            summer=sheet.year.summer,
            keys=ticks.keys,
            reason=request.POST.get("reason", ""),
            declared=request.POST.get("declared") == "on",
            by=request.user,
            at=timezone.now(),
            token=ticks.token,
            seen=seen,
        )
    except shown.ShownOtherwise as refusal:
        changes = queries.changes(sheet, ticks.keys)
        return _review(request, sheet, ticks, changes, [("", str(refusal))], seen)
    except ReductionRefused as refusal:
        changes = queries.changes(sheet, ticks.keys)
        where = f"#{refusal.field}" if refusal.field else ""
        return _review(request, sheet, ticks, changes, [(where, str(refusal))])
    messages.success(request, "The board has your reductions. A copy is on its way to your centre.")
    return redirect(report)


def _purpose(sheet):
    """What the check page may be used for."""
    return f"reduce {sheet.centre.pk} {sheet.qualification.pk} {sheet.year.summer}"


ACTS = {
    "page": _page,
    "find": _find,
    "upload": _upload,
    "change": _find,
    "check": _check,
    "confirm": _confirm,
}


def _tick(request, sheet, ticks, errors=()):
    page = Paginator(with_text(sheet.entries, ticks.search), PER_PAGE).get_page(ticks.page)
    here = list(page.object_list)
    address = [sheet.centre.number, sheet.year.summer, sheet.qualification.code]
    context = {
        "centre": sheet.centre,
        "sheet": sheet,
        "ticks": ticks.showing(here),
        "page": page,
        "is_empty": not (here or sheet.entries.exists()),
        "rows": [
            (
                entry,
                [
                    _cell(sheet, ticks, entry, *pair)
                    for pair in zip(sheet.units, found, strict=True)
                ],
            )
            for entry, found in _rows(sheet, here)
        ],
        "count": len(ticks.keys),
        "previous": f"page-{page.number - 1}",
        "next": f"page-{page.number + 1}",
        "reports": queries.reduction_reports(sheet.centre, sheet.year.summer, sheet.qualification),
        "template": reverse("assessed:reduction_template", args=address),
        "can_ask": permissions.can(request.user, Permission.RAISE_REQUESTS, centre=sheet.centre),
        "errors": list(errors),
    }
    return render(request, "assessed/reduce.html", context)


def _cell(sheet, ticks, entry, unit, box):
    key = queries.key(entry, unit)
    return {"unit": unit, "key": key, "box": box, "ticked": key in ticks.keys}


def _review(request, sheet, ticks, changes, errors=(), seen=None):
    now = queries.shown_of(changes)
    barred = [one for one in changes if one.bar]
    context = {
        "centre": sheet.centre,
        "sheet": sheet,
        "ticks": ticks.all_hidden(),
        "changes": changes,
        "barred": barred,
        "mandatory": [one for one in changes if one.is_new and one.mandatory],
        "goes_back": any(not one.is_new for one in changes),
        "reason": request.POST.get("reason", ""),
        "declared": request.POST.get("declared") == "on",
        "shown": shown.carried(_purpose(sheet), now),
        "differences": shown.differences(seen, now) if seen else [],
        "errors": [
            *errors,
            *(
                ("", f"{one.entry.candidate.name}, unit {one.unit.number}: {one.bar}")
                for one in barred
                if not errors
            ),
        ],
    }
    return render(request, "assessed/check_reductions.html", context)
