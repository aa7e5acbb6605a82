"""What stands on the sheet of candidates? Rows as they were typed, so that nothing gets lost.

The sheet travels with the page, through adding rows, picking candidates, checking and changing,
and is saved only when it is confirmed.
"""

import uuid
from dataclasses import dataclass, replace
from functools import cached_property

from django import forms

from entries import identifiers
from entries.models import Candidate
from entries.rules import people
from entries.rules.registering import MOST_ROWS
from interchange.keys import as_key
from interchange.look.fields import DateField

FIRST_ROWS = 3
COLUMNS = (
    "picked",
    "surname",
    "forenames",
    "born_on_day",
    "born_on_month",
    "born_on_year",
    "sex",
    "candidate_number",
    "uci",
    "uln",
)
ANSWER = "is"  # the answer to "is it one of these candidates?": an OCR number, or NEW
NEW = "new"
OPEN = "open"  # whether all boxes of the row are shown, on a sheet of many


NO_SEX = "“%(value)s” is not one of the choices: choose female, male or not specified."


class PersonRow(forms.Form):
    """One row: a candidate's details, or the candidate number of one that was picked."""

    surname = forms.CharField(required=False, label="Surname")
    forenames = forms.CharField(required=False, label="Forenames")
    born_on = DateField(required=False, label="Date of birth")
    sex = forms.ChoiceField(
        required=False,
        label="Sex",
        choices=[("", "Choose"), *Candidate.Sex.choices],
        error_messages={"invalid_choice": NO_SEX},
    )
    candidate_number = forms.CharField(
        required=False, label="Candidate number", help_text="Your own number, such as 0042"
    )
    uci = forms.CharField(
        required=False, label="UCI (if known)", help_text="13 characters, or the first 12"
    )
    uln = forms.CharField(required=False, label="ULN (if known)", help_text="10 digits")

    def clean_surname(self):
        """Single spaces, plain apostrophes."""
        return people.tidy_name(self.cleaned_data["surname"])

    def clean_forenames(self):
        """Single spaces, plain apostrophes."""
        return people.tidy_name(self.cleaned_data["forenames"])

    def clean_candidate_number(self):
        """Without spaces, and with the leading zeros that spreadsheets drop."""
        number = identifiers.tidy(self.cleaned_data["candidate_number"])
        return number.zfill(4) if number.isdecimal() else number

    def clean_uci(self):
        """Capitals, with the check letter where it was left out."""
        return identifiers.completed_uci(self.cleaned_data["uci"])

    def clean_uln(self):
        """Without spaces."""
        return identifiers.tidy(self.cleaned_data["uln"])


@dataclass(frozen=True)
class RegistrationSheet:
    """The sheet: its token, what was chosen for everybody on it, and its rows as typed."""

    token: str
    pathway: str
    units: tuple[str, ...]
    search: str
    added: str
    rows: tuple[dict, ...]

    def fields(self):
        """Everything on the sheet as (name, value) pairs, for hidden boxes."""
        pairs = [("token", self.token), ("pathway", self.pathway), ("rows", len(self.rows))]
        pairs += [("units", one) for one in self.units]
        for place, row in enumerate(self.rows):
            pairs += [(f"row-{place}-{name}", value) for name, value in row.items() if value]
        return pairs

    def opening(self, place):
        """The sheet with all boxes of the row at that place shown."""
        rows = ({**row, OPEN: "yes"} if at == place else row for at, row in enumerate(self.rows))
        return replace(self, rows=tuple(rows))

    def adding(self, count):
        """The sheet with so many more empty rows, as far as it may grow."""
        more = [empty_row() for _ in range(min(count, MOST_ROWS - len(self.rows)))]
        return replace(self, rows=(*self.rows, *more))

    def without(self, place):
        """The sheet without the row at that place."""
        kept = tuple(row for at, row in enumerate(self.rows) if at != place)
        return replace(self, rows=kept)

    def picking(self, candidates, numbers):
        """The sheet with a row for each of the candidates who is not on it yet.

        `numbers` gives the candidate numbers they have, by candidate id.
        """
        here = {row["picked"] for row in self.rows}
        rows = [row for row in self.rows if is_filled(row)]
        rows += [
            {**empty_row(), "picked": one.ocr_number, "candidate_number": numbers.get(one.pk, "")}
            for one in candidates
            if one.ocr_number not in here
        ]
        return replace(self, rows=tuple(rows[:MOST_ROWS]))

    def with_rows(self, more):
        """The sheet with more rows below those that are filled, as far as it may grow."""
        rows = [row for row in self.rows if is_filled(row)]
        return replace(self, rows=tuple([*rows, *more][:MOST_ROWS]))

    def filled(self):
        """The sheet without its empty rows; itself where it has none."""
        rows = tuple(row for row in self.rows if is_filled(row))
        return self if len(rows) == len(self.rows) else replace(self, rows=rows)

    def unanswered(self):
        """The sheet without answers about likely duplicates, since details may change."""
        return replace(self, rows=tuple({**row, ANSWER: ""} for row in self.rows))

    @property
    def answers(self):
        """The OCR candidate numbers picked as answers to who somebody is, by the row's place."""
        return {
            at: row[ANSWER]
            for at, row in enumerate(self.rows)
            if row[ANSWER] not in ("", NEW) and not row["picked"]
        }

    def forms(self):
        """The rows as bound forms, which know what is wrong with their shape; made once."""
        return self._forms

    @cached_property
    def _forms(self):
        return [
            PersonRow({f"row-{at}-{name}": text for name, text in row.items()}, prefix=f"row-{at}")
            for at, row in enumerate(self.rows)
        ]


def new_sheet():
    """A sheet with a few empty rows and a token of its own."""
    return RegistrationSheet(
        str(uuid.uuid4()), "", (), "", "", tuple(empty_row() for _ in range(FIRST_ROWS))
    )


def read_sheet(data):
    """The sheet as a page sent it."""
    count = data.get("rows", "")
    count = min(as_key(count) or 0, MOST_ROWS)
    rows = [
        {name: _text(data, f"row-{at}-{name}") for name in (*COLUMNS, ANSWER, OPEN)}
        for at in range(count)
    ]
    return RegistrationSheet(
        token=sound_token(data.get("token", "")),
        pathway=data.get("pathway", ""),
        units=tuple(data.getlist("units")),
        search=_text(data, "search"),
        added=_text(data, "added"),
        rows=tuple(rows),
    )


def _text(data, name):
    """What was typed, without spaces around it and without the signs no database takes."""
    return data.get(name, "").replace("\0", "").strip()


def sound_token(text):
    """The token of a form, or a new one where it was spoilt."""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return str(uuid.uuid4())


def empty_row():
    """A row with nothing on it."""
    return dict.fromkeys((*COLUMNS, ANSWER, OPEN), "")


def is_filled(row):
    """Whether anything is typed or picked on the row."""
    return any(value for name, value in row.items() if name != OPEN)


def people_on(sheet):
    """The person of each row, however much of it is wrong."""
    return [person(*pair) for pair in zip(sheet.forms(), sheet.rows, strict=True)]


def person(form, row):
    """The person a row stands for, with the answer about likely duplicates."""
    form.full_clean()
    typed, answer = form.cleaned_data, row[ANSWER]
    return people.Person(
        surname=typed.get("surname", ""),
        forenames=typed.get("forenames", ""),
        born_on=typed.get("born_on"),
        sex=typed.get("sex", ""),
        candidate_number=typed.get("candidate_number", ""),
        uci=typed.get("uci", ""),
        uln=typed.get("uln", ""),
        picked=row["picked"] or (answer if answer != NEW else ""),
        distinct=answer == NEW,
    )
