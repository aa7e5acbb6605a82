"""What people type about a visit, and which visits they ask for."""

from django import forms

from claims.forms.claims import SUITES_BEGAN
from claims.models import Visit
from claims.rules.visits import SAY_WHY_CALLED_OFF
from interchange.look.fields import DateField
from interchange.look.filters import Filters
from interchange.look.widgets import Radios
from interchange.names import validate_name

TYPE_HINTS = {
    Visit.Kind.VIRTUAL: "By video call.",
    Visit.Kind.FACE_TO_FACE: "The moderator comes to your centre.",
}


def _type_field():
    """The two types of visit to choose from."""
    return forms.ChoiceField(
        label="Type of visit",
        choices=Visit.Kind.choices,
        widget=Radios(hints=TYPE_HINTS),
        error_messages={"required": "Choose the type of visit: virtual or face to face."},
    )


class AskForVisitForm(forms.Form):
    """What a centre asks for: a visit for a subject on a day."""

    subject = forms.ModelChoiceField(
        label="Subject",
        queryset=None,
        to_field_name="code",
        empty_label="Choose a subject",
        error_messages={"required": "Choose the subject of the visit."},
    )
    kind = _type_field()
    on = DateField(label="Date you wish for", help_text="The moderator may book another one.")
    teacher = forms.CharField(
        label="Teacher to contact",
        max_length=120,
        validators=[validate_name],
        help_text="Whom the moderator asks for.",
        error_messages={"required": "Name the teacher whom the moderator asks for."},
    )
    note = forms.CharField(
        label="Note for the moderator",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example times that suit you, or another date.",
    )

    def __init__(self, data=None, *, subjects, **kwargs):
        """Offer the subjects that the centre takes."""
        super().__init__(data, **kwargs)
        self.fields["subject"].queryset = subjects
        if data and "anyway" in data:
            self.ask_whether_anyway()

    def ask_whether_anyway(self, doubts=()):
        """Let whoever asks tick that they have read the doubts."""
        self.fields["anyway"] = forms.BooleanField(
            label="I have read this and ask for the visit all the same", required=False
        )
        for sentence in doubts:
            self.add_error(None, sentence)


class BookForm(forms.Form):
    """The day and type under which a moderator books a visit."""

    kind = _type_field()
    on = DateField(label="Date of the visit")


class CallOffForm(forms.Form):
    """Why a moderator calls a visit off."""

    because = forms.CharField(
        label="Why do you call off the visit?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The centre reads this.",
        error_messages={"required": SAY_WHY_CALLED_OFF},
    )


class CancelVisitForm(forms.Form):
    """Why a centre cancels a visit, if it says so."""

    because = forms.CharField(
        label="Why do you cancel the visit?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The moderator reads this.",
    )


class TookPlaceForm(forms.Form):
    """The day on which a visit took place."""

    on = DateField(label="Date on which it took place", earliest=SUITES_BEGAN)


class YearFilters(Filters):
    """Of which academic year visits are listed."""

    year = forms.ChoiceField(label="Academic year", required=False)

    def __init__(self, *args, years, **kwargs):
        """Offer the years, as {the year it begins in: how it is written}."""
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(str(year), written) for year, written in years.items()]


class VisitFilters(Filters):
    """Which of the moderator's visits are listed."""

    centre = forms.ChoiceField(label="Centre", required=False)
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[("", "Visits to come"), ("all", "All visits")],
    )

    def __init__(self, *args, centres, **kwargs):
        """Offer the centres that the moderator is allocated to."""
        super().__init__(*args, **kwargs)
        named = ((one.number, str(one)) for one in centres)
        self.fields["centre"].choices = [("", "All your centres"), *named]
