"""What do the pages of a sheet of candidates show: where it is filled in, and where checked?"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from entries import queries
from entries.forms import sheet as sheets
from entries.forms.sheet_errors import MOST_WRONG
from entries.models import Candidate
from entries.rules.identity import WITH_THE_BOARD
from interchange import shown

ADDED = {  # when a candidate was added: how many days ago at most
    "0": "Today",
    "7": "In the last week",
    "31": "In the last month",
    "365": "In the last year",
    "1826": "In the last five years",
}
FOUND_AT_ONCE = 25
FEW_ROWS = 25  # with all their boxes; of more, only those that need somebody are open


@dataclass(frozen=True)
class SheetRow:
    """A row of the page: its place, its form, what was typed, and who was picked."""

    at: int
    form: sheets.PersonRow
    typed: dict
    picked: Candidate | None

    @property
    def name(self):
        """The name, of the record or as typed."""
        typed = ", ".join(filter(None, [self.typed["surname"], self.typed["forenames"]]))
        return self.picked.name if self.picked else typed or self.typed["picked"]

    @property
    def born_on(self):
        """The date of birth as typed; nothing for who was picked."""
        parts = (self.typed[f"born_on_{part}"] for part in ("day", "month", "year"))
        return " ".join(filter(None, parts))

    @property
    def hidden(self):
        """What was typed as (name, value) pairs, for hidden boxes."""
        return [(f"row-{self.at}-{name}", text) for name, text in self.typed.items() if text]


def fill_in(request, desk, sheet, forms=None, errors=()):
    """The page on which the sheet is filled in, with everything wrong as (href, sentence) pairs."""
    sheet = sheet if sheet.rows else sheet.adding(sheets.FIRST_ROWS)
    forms = forms or sheet.forms()
    wrong = {at for at, form in enumerate(forms) if errors and form.errors}
    rows, closed = _open_and_closed(_rows(desk, sheet, forms), sorted(wrong)[:MOST_WRONG])
    context = {
        "centre": desk.centre,
        "desk": desk,
        "sheet": sheet,
        "count": len(forms),
        "rows": rows,
        "closed": closed,
        "errors": list(errors),
        "full": len(forms) >= sheets.MOST_ROWS,
        "most": sheets.MOST_ROWS,
        "chosen_units": desk.chosen_units(sheet),
        **_found(desk, sheet),
        "completes_in": desk.completes_in,
        "added": ADDED,
        "bad_rows": len(wrong),
        "template": reverse(
            "entries:register_template", args=[desk.centre.number, desk.qualification.code]
        ),
    }
    return render(request, "entries/fill_in.html", context)


def _rows(desk, sheet, forms):
    picked = queries.candidates_of(desk.centre).in_bulk(
        [row["picked"] for row in sheet.rows if row["picked"]], field_name="ocr_number"
    )
    queries.named_as_known(desk.centre, picked.values(), timezone.now(), whose=lambda one: one)
    return [
        SheetRow(at, form, row, picked.get(row["picked"]))
        for at, (form, row) in enumerate(zip(forms, sheet.rows, strict=True))
    ]


def _open_and_closed(rows, wrong):
    """The rows with all their boxes, and those of which a line is enough."""
    if len(rows) <= FEW_ROWS:
        return rows, []
    needed = {row.at for row in rows if row.typed[sheets.OPEN] or not sheets.is_filled(row.typed)}
    needed.update(wrong)
    return [row for row in rows if row.at in needed], [row for row in rows if row.at not in needed]


def _found(desk, sheet):
    """Whom the search on the sheet finds; None where nothing is searched."""
    since = _added_since(sheet.added, timezone.localdate())
    if not sheet.search and not since:
        return {"found": None, "found_count": 0}
    found = queries.find_candidates(desk.centre, sheet.search, added_since=since)
    shown = queries.named_as_known(
        desk.centre, found[:FOUND_AT_ONCE], timezone.now(), whose=lambda one: one
    )
    return {"found": shown, "found_count": found.count()}


def _added_since(chosen, on):
    """The instant after which candidates were added, by a choice of ADDED; None for any."""
    if chosen not in ADDED:
        return None
    day = on - timedelta(days=int(chosen))
    return timezone.make_aware(datetime.combine(day, time.min))


def purpose(desk):
    """What the check page may be used for."""
    return f"{desk.units_only and 'units' or 'register'} {desk.centre.pk} {desk.qualification.pk}"


def review(request, desk, sheet, planned, errors=(), seen=None):
    """The page on which the sheet is checked; with what an earlier one showed, how that differs."""
    count, charged = len(planned), desk.charges(planned)
    now = desk.shows(sheet, planned, charged)
    context = {
        "centre": desk.centre,
        "desk": desk,
        "sheet": sheet,
        "rows": list(zip(planned, sheet.rows, strict=True)),
        "asked": _asked(desk, planned),
        "units": desk.chosen_units(sheet),
        "hidden": _hidden(sheet, planned),
        "send": f"Send in {count} candidate{'' if count == 1 else 's'}",
        "charges": charged,
        "shown": shown.carried(purpose(desk), now),
        "differences": shown.differences(seen, now) if seen else [],
        "errors": list(errors),
        "expected": f"Summer {desk.completes_in}",
    }
    return render(request, "entries/check.html", context)


def _asked(desk, planned):
    """The rows about whom the board is asked already: (row number, name, question, sentence)."""
    found = queries.questions_about(desk.centre, [row.person for row in planned])
    return [
        (at, row.person.name, one, WITH_THE_BOARD.format(f"{one.get_kind_display()} {one.number}"))
        for at, (row, one) in enumerate(zip(planned, found, strict=True), start=1)
        if one
    ]


def _hidden(sheet, planned):
    """The sheet for hidden boxes, without the answers that the page asks for in the open."""
    asked = {f"row-{at}-{sheets.ANSWER}" for at, row in enumerate(planned) if row.likely}
    return [(name, value) for name, value in sheet.fields() if name not in asked]
