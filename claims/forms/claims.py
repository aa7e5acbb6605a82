"""What people type about a claim as a whole, and which claims they ask for."""

from datetime import date

from django import forms

from claims import rules
from claims.models import CentreAssessor
from claims.rules.moderation import SAY_WHY_WITHDRAWN
from claims.rules.sampling import SAY_WHY_AMENDED
from claims.states import Status
from interchange.look.fields import DateField
from interchange.look.filters import Filters, any_of, by_key
from interchange.look.widgets import Radios

SUITES_BEGAN = date(2012, 1, 1)  # no visit was before


class AssessorForm(forms.Form):
    """A centre assessor: full name and initials or teacher code."""

    name = forms.CharField(label="Full name", max_length=120)
    initials = forms.CharField(
        label="Initials or teacher code",
        max_length=4,
        validators=CentreAssessor._meta.get_field("initials").validators,
        help_text="Up to four letters or digits that nobody else at your centre has.",
        error_messages={"max_length": "Use up to four letters or digits."},
    )


class SubmitForm(forms.Form):
    """The centre's declaration, and where letters about the claim go."""

    results_email = forms.EmailField(
        label="Send letters about this claim to another e-mail address",
        required=False,
        max_length=254,
        help_text="Leave it empty to use your own address.",
        error_messages={
            "invalid": "The address for letters must be an e-mail address, such as"
            " office@school.example. Correct it, or leave it empty to use your own."
        },
    )
    declared = forms.BooleanField(label=rules.DECLARATION, required=False)


class GridFilters(Filters):
    """Which candidates of a claim to type for; `groups` says whether the centre has any."""

    q = forms.CharField(
        label="Find a candidate",
        help_text="Name, OCR candidate number or candidate number",
        required=False,
    )
    group = forms.ChoiceField(label="Teaching group", required=False)

    def __init__(self, data, *, groups):
        """Take what was asked, and the centre's teaching groups."""
        super().__init__(data)
        self.fields["group"].choices = by_key(groups)

    @property
    def groups(self) -> bool:
        """Whether there is a group to choose."""
        return len(self.fields["group"].choices) > 1


class HistoryFilters(Filters):
    """Which claims to list."""

    qualification = forms.ChoiceField(label="Qualification", required=False)
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "All statuses"), *Status.choices]
    )

    def __init__(self, *args, qualifications, **kwargs):
        """Offer the qualifications the centre has claims for."""
        super().__init__(*args, **kwargs)
        self.fields["qualification"].choices = any_of(qualifications)


class ModeratorFilters(Filters):
    """Which of the moderator's claims to list."""

    centre = forms.ChoiceField(label="Centre", required=False)
    qualification = forms.ChoiceField(label="Qualification", required=False)

    def __init__(self, *args, centres, qualifications, **kwargs):
        """Offer the allocated centres and the qualifications of the claims there."""
        super().__init__(*args, **kwargs)
        self.fields["centre"].choices = [
            ("", "All your centres"),
            *((one.number, str(one)) for one in centres),
        ]
        self.fields["qualification"].choices = any_of(qualifications)


OTHER = "other"


def _told(visit):
    """A visit as it is offered: its day, its type and what is known of it."""
    what = f"{visit.get_kind_display()}, {visit.get_status_display()}".lower()
    return f"{visit.on:%-d %B %Y} ({what})"


class AgreeForm(forms.Form):
    """When the moderator visited: the day of a visit that is in the portal, or another one."""

    held = forms.ChoiceField(label="Visit", required=False, widget=Radios)
    visited_on = DateField(label="Date of the visit", earliest=SUITES_BEGAN)

    def __init__(self, data=None, *, visits=(), since=None):
        """Offer the days of the subject's latest `visits`, at first the last from `since` on."""
        days = {one.on.isoformat(): _told(one) for one in visits}
        found = [one.on.isoformat() for one in visits if not since or one.on >= since]
        super().__init__(data, initial={"held": next(iter(found), OTHER)})
        if days:
            self.fields["held"].choices = [*days.items(), (OTHER, "Another day")]
            self.fields["visited_on"].label = "Another day"
            self.fields["visited_on"].required = False
        else:
            del self.fields["held"]
        if data and "seen_then" in data:
            self.ask_whether_seen()
        if data and "unbooked" in data:
            self.ask_whether_held()

    def clean(self):
        """Give the day that is meant: the visit's that is chosen, or the one that is typed."""
        given = super().clean()
        held, typed = given.pop("held", ""), given.get("visited_on")
        chosen = date.fromisoformat(held) if held not in ("", OTHER) else None
        if chosen and typed and chosen != typed:
            self.add_error("visited_on", "Choose Another day for it, or leave its boxes empty.")
        elif not (chosen or typed or self.errors):
            self.add_error("visited_on", "Choose a visit, or enter the date of the visit.")
        return given | {"visited_on": chosen or typed}

    def ask_whether_held(self, sentence=""):
        """Let the moderator tick that a visit took place that is not in the portal."""
        self.fields["unbooked"] = forms.BooleanField(
            label="The visit took place on that day", required=False
        )
        if sentence:
            self.add_error("visited_on", sentence)

    def ask_whether_seen(self, sentence=""):
        """Let the moderator tick that the work was seen before the claim was submitted."""
        self.fields["seen_then"] = forms.BooleanField(
            label="The work was seen at that visit", required=False
        )
        if sentence:
            self.add_error("visited_on", sentence)


class WithdrawForm(forms.Form):
    """Why the moderator withdraws a whole claim."""

    because = forms.CharField(
        label="Why do you withdraw the claim?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The centre reads this.",
        error_messages={"required": SAY_WHY_WITHDRAWN},
    )


class AmendForm(forms.Form):
    """Why the moderator amends a sample that the centre has already."""

    because = forms.CharField(
        label="Why do you amend the sample?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The centre reads this.",
        error_messages={"required": SAY_WHY_AMENDED},
    )
