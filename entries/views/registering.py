"""How are candidates registered, several at a time? Choose, fill in, check, confirm.

The sheet travels in the page (forms.sheet), so nothing typed is lost and nothing is saved before
it is confirmed. Entering candidates for units of the 2012 suite by themselves goes the same way.
"""

from dataclasses import replace
from io import BytesIO

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from entries import queries, spreadsheets
from entries.forms import sheet as sheets
from entries.forms import sheet_errors
from entries.forms.desk import load_desk
from entries.forms.filling import attempt, tables_of, tell_remarks
from entries.rules import registering as rules
from entries.rules.identity import IdentityRefused
from entries.views.identity import ASKED
from entries.views.sheet_pages import fill_in, purpose, review
from interchange import downloads, shown, uploads
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.bodies import takes_files
from interchange.catalogue import booklet
from interchange.keys import as_key
from interchange.tokens import SENT_BEFORE

MORE_ROWS = 5


@at_centre(Permission.MAKE_ENTRIES)
def register(request, centre):
    """Choose the qualification to register candidates for."""
    on, text = timezone.localdate(), request.GET.get("q", "").strip()
    found = booklet.qualifications(text=text)
    context = {
        "centre": centre,
        "text": text,
        "qualifications": [(one, one.life.registration_refusal(on)) for one in found],
        "approved": queries.approved_subjects(centre),
    }
    return render(request, "entries/register.html", context)


@at_centre(Permission.MAKE_ENTRIES)
@takes_files()
def register_for(request, centre, code):
    """Register candidates for the qualification."""
    return _at_desk(request, centre, code, units_only=False)


@at_centre(Permission.MAKE_ENTRIES)
@takes_files()
def units_only(request, centre, code):
    """Enter candidates for units of a 2012 qualification by themselves."""
    return _at_desk(request, centre, code, units_only=True)


@at_centre(Permission.MAKE_ENTRIES)
@require_safe
def register_template(request, centre, code):
    """A spreadsheet to fill in with candidates for the qualification."""
    desk = load_desk(centre, code, units_only=False)
    content = BytesIO(spreadsheets.template_of_people(desk.qualification))
    return downloads.handed_over(content, f"register-{code}.xlsx", uploads.XLSX.content_type)


def _at_desk(request, centre, code, units_only):
    desk = load_desk(centre, code, units_only)
    if request.method != "POST":
        return (
            _not_approved(request, desk)
            if desk.refusal
            else fill_in(request, desk, sheets.new_sheet())
        )
    sheet = sheets.read_sheet(request.POST)
    if sent := queries.submission(centre, token=desk.name_of(sheet)):
        messages.info(request, SENT_BEFORE)
        return _sent(desk, sent)
    act, _, place = request.POST.get("act", "check").partition("-")
    if act == "enter":  # the return key: searches if a new search is typed, else checks
        act = "find" if sheet.search not in ("", request.POST.get("searched")) else "check"
    return ACTS.get(act, _check)(request, desk, sheet, place)


def _not_approved(request, desk):
    context = {"centre": desk.centre, "desk": desk}
    return render(request, "entries/not_approved.html", context)


def _add(request, desk, sheet, place):
    return fill_in(request, desk, sheet.adding(MORE_ROWS))


def _remove(request, desk, sheet, place):
    row = as_key(place)
    return fill_in(request, desk, sheet if row is None else sheet.without(row))


def _open(request, desk, sheet, place):
    row = as_key(place)
    return fill_in(request, desk, sheet if row is None else sheet.opening(row))


def _find(request, desk, sheet, place):
    return fill_in(request, desk, sheet)


def _pick(request, desk, sheet, place):
    chosen = [one for one in request.POST.getlist("pick") if one.isdecimal()]
    candidates = queries.candidates_of(desk.centre).filter(ocr_number__in=chosen)
    numbers, _ = queries.held_numbers(
        desk.centre, timezone.localdate(), persons={one.pk for one in candidates}
    )
    return fill_in(request, desk, sheet.picking(candidates, numbers))


def _upload(request, desk, sheet, place):
    """Put the rows of a spreadsheet on the sheet, as if they were typed, and check them."""
    filled, problem = attempt(
        lambda: spreadsheets.people_in(tables_of(request), sheets.empty_row())
    )
    if problem:
        return fill_in(request, desk, sheet, errors=[("#spreadsheet", problem)])
    numbers = [row["picked"] for row in filled.rows if row["picked"]]
    records = queries.by_number(desk.centre, numbers)
    more = spreadsheets.picked_in(filled, records, sheets.empty_row())
    tell_remarks(request, filled.remarks)
    before = len(sheet.filled().rows)
    sheet = sheet.with_rows(more)
    if before + len(more) > len(sheet.rows):
        messages.warning(
            request,
            f"A sheet holds {sheets.MOST_ROWS} candidates: of the {len(more)} rows of the file"
            f" {len(sheet.rows) - before} are on it. Send it in, then start another.",
        )
    return _check(request, desk, sheet, place, dict(enumerate(filled.origins, start=before)))


def _leave(request, desk, sheet, place):
    """Take off the rows that something is wrong with, and check the others."""
    sheet = sheet.filled()
    forms, _, _ = _judge(desk, sheet)
    good = tuple(row for form, row in zip(forms, sheet.rows, strict=True) if not form.errors)
    return _check(request, desk, replace(sheet, rows=good), place)


def _ask(request, desk, sheet, place):
    """Ask the board whose the UCI or ULN of a row is; the row is then off the sheet."""
    row = as_key(place)
    if row is None or row >= len(sheet.rows) or desk.units_only:
        return _check(request, desk, sheet, place)
    alone = replace(sheet, rows=sheet.rows[row : row + 1])
    person = sheets.person(alone.forms()[0], alone.rows[0])
    if person.picked:
        return _check(request, desk, sheet, place)
    try:
        desk.ask(alone, person, by=request.user, at=timezone.now())
    except (rules.EntryRefused, IdentityRefused) as refusal:
        at = len(replace(sheet, rows=sheet.rows[:row]).filled().rows)
        refused = [(f"#row-{at}", f"Row {at + 1}: {refusal}")]
        return _check(request, desk, sheet, place, also=refused)
    messages.success(request, ASKED.format(person.name))
    if (left := sheet.without(row).filled()).rows:
        return _check(request, desk, left, place)
    return redirect("entries:identity_questions", number=desk.centre.number)


def _change(request, desk, sheet, place):
    return fill_in(request, desk, sheet.unanswered())


def _check(request, desk, sheet, place, origins=None, also=()):
    """Show what the sheet would do, or everything that is wrong with it.

    `origins` has, by a row's place, where in a spreadsheet it was read just now; `also` what was
    refused beside.
    """
    sheet = sheet.filled()
    forms, planned, errors = _judge(desk, sheet, origins)
    if errors or also:
        return fill_in(request, desk, sheet, forms, [*also, *errors])
    return review(request, desk, sheet, planned)


def _confirm(request, desk, sheet, place):
    """Save the sheet, unless something is wrong with it or a likely duplicate is unanswered."""
    sheet = sheet.filled()
    forms, planned, errors = _judge(desk, sheet)
    if errors:
        return fill_in(request, desk, sheet.unanswered(), forms, errors)
    unseen = [
        (f"#row-{at}-is", f"{sheet_errors.named(at, row)}: say whether this is the same person.")
        for at, row in enumerate(planned)
        if row.unseen
    ]
    if unseen:
        return review(request, desk, sheet, planned, unseen)
    people = [sheets.person(*pair) for pair in zip(forms, sheet.rows, strict=True)]
    seen = queries.answered(shown.carried_by(request.POST, purpose(desk)), sheet.answers)
    try:
        made = desk.save(sheet, people, seen, by=request.user, at=timezone.now())
    except shown.ShownOtherwise as refusal:
        planned = desk.plan(sheet, people)
        return review(request, desk, sheet, planned, [("", str(refusal))], seen)
    except rules.EntryRefused as refusal:
        return fill_in(request, desk, sheet.unanswered(), forms, [("", str(refusal))])
    what = "unit entries made" if desk.units_only else "registrations made"
    messages.success(
        request,
        f"{what.capitalize()}: {len(made)}. A copy is on its way to your exams office.",
    )
    return _sent(desk, made[0].submission)


def _sent(desk, submission):
    return redirect("entries:receipt", number=desk.centre.number, pk=submission.pk)


ACTS = {
    "add": _add,
    "remove": _remove,
    "open": _open,
    "find": _find,
    "pick": _pick,
    "upload": _upload,
    "leave": _leave,
    "ask": _ask,
    "change": _change,
    "check": _check,
    "confirm": _confirm,
}


def _judge(desk, sheet, origins=None):
    """The rows' forms, what each would do, and everything wrong, as (href, sentence) pairs."""
    forms = sheet.forms()
    people = [sheets.person(*pair) for pair in zip(forms, sheet.rows, strict=True)]
    planned = desk.plan(sheet, people)
    wrong = sheet_errors.of_rows(forms, planned, origins or {})
    return forms, planned, sheet_errors.of_all(desk, sheet) + wrong
