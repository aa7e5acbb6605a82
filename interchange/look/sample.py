"""What the gallery shows: forms and rows that exercise every component, made up for it."""

from dataclasses import dataclass
from datetime import date

from django import forms

from interchange.look.fields import DateField
from interchange.look.widgets import Radios, TickBoxes

LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley"


@dataclass(frozen=True)
class Item:
    """One page of a made-up menu."""

    title: str
    url: str = "#main"
    allowed: bool = True
    needs: str = ""
    current: bool = False


@dataclass(frozen=True)
class Menu:
    """One heading of a made-up menu."""

    title: str
    items: list[Item]
    here: bool = False


@dataclass(frozen=True)
class SampleRow:
    """One candidate of a made-up table."""

    name: str
    number: str
    born_on: date
    hours: int | None
    status: str

    @property
    def is_sampled(self):
        """Whether the row has a tick."""
        return self.status == "Sampled"


MENU = [
    Menu("Home", [Item("Home")]),
    Menu("Entries", [Item("Register candidates"), Item("View entries")]),
    Menu(
        "Cambridge Technicals",
        [
            Item("Make claims", allowed=False, needs="Centre Administrator or Tutor/Teacher"),
            Item("View claim history"),
            Item("Test Results"),
        ],
    ),
    Menu("Post-results", [Item("Missing and incomplete results")]),
    Menu("For developers", [Item("Gallery", current=True), Item("Another page")]),
]
TYPED = {"broken-born_on_day": "31", "broken-born_on_month": "2", "broken-number": "123456"}
STATUSES = ["Not started", "Ready for sampling", "Sampled", "Processed", "Not Eligible"]
NAMES = ["Ada Ashworth", "Ben Nakamura", "Chloé Ó Súilleabháin", LONG, "Dev Patel", "Esi Mensah"]

PAGE = {
    "numbers": [0, 1, 3, 8, 12, 5],
    "menu": MENU,
    "crumbs": [("Home", "/"), ("For developers", "#main")],
    "tabs": [("Units", "?", True, 12), ("Qualifications", "#tables", False, 3)],
    "statuses": STATUSES,
    "long": LONG,
    "kinds": ["success", "info", "warning", "error"],
}


def rows(count=130):
    """Give a made-up table's rows."""
    return [
        SampleRow(
            name=NAMES[(i * 5 + i // 12) % len(NAMES)],
            number=f"{100000 + i * 37}",
            born_on=date(2007, 1 + i % 12, 1 + i % 28),
            hours=None if i % 9 == 4 else 60 * (i % 7),
            status=STATUSES[i % len(STATUSES)],
        )
        for i in range(count)
    ]


class Everything(forms.Form):
    """Every kind of field, with hints; sent empty, it shows every kind of error."""

    name = forms.CharField(max_length=60, help_text="As on the birth certificate.")
    number = forms.CharField(label="Candidate number", max_length=4, help_text="Four figures.")
    nickname = forms.CharField(label="Also known as", max_length=20, required=False)
    email = forms.EmailField(
        label="E-mail address", widget=forms.EmailInput({"autocomplete": "email"})
    )
    password = forms.CharField(widget=forms.PasswordInput({"autocomplete": "new-password"}))
    born_on = DateField(label="Date of birth", help_text="For example, 27 3 2008.")
    size = forms.ChoiceField(choices=[("", "Choose one"), ("720", "Diploma"), ("180", "Award")])
    grade = forms.ChoiceField(
        choices=[("P", "Pass"), ("M", "Merit"), ("D", "Distinction")], widget=Radios(inline=True)
    )
    kind = forms.ChoiceField(
        label="Request type",
        choices=[("exam", "Missing exam result"), ("merge", "Merge duplicate records")],
        widget=Radios(hints={"exam": "Have the attendance register and the seating plan at hand."}),
    )
    series = forms.MultipleChoiceField(
        choices=[("jan", "January"), ("jun", "June")],
        widget=TickBoxes(hints={"jun": "Closes on 21 February."}),
    )
    note = forms.CharField(max_length=200, widget=forms.Textarea({"rows": 4}))
    register = forms.FileField(label="Attendance register", help_text="PDF or image, up to 10 MB.")
    agree = forms.BooleanField(label="The candidates have signed their declarations")


class Filters(forms.Form):
    """The filters above a made-up table."""

    name = forms.CharField(label="Name or number", required=False)
    status = forms.ChoiceField(
        required=False, choices=[("", "Any"), *((one, one) for one in STATUSES)]
    )
    at_risk = forms.BooleanField(label="Only those at risk", required=False)
