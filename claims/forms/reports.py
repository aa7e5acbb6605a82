"""What moderators write: a feedback report for the centre, a concern for the board."""

from django import forms

from claims.rules.reports import LONGEST_BOX, SAY_WHAT_SUSPECTED
from interchange.look.filters import Filters, any_of


class Box(forms.CharField):
    """A large box with its limit counted, a line's end being one character as browsers count."""

    def __init__(self, *, label, **more):
        """Take what every field takes."""
        widget = forms.Textarea(attrs={"rows": 7})
        super().__init__(label=label, max_length=LONGEST_BOX, widget=widget, **more)

    def to_python(self, value):
        """Give the text with plain ends of lines."""
        return super().to_python(value.replace("\r\n", "\n") if value else value)


class ReportForm(forms.Form):
    """The three boxes of a feedback report, and which saved text they were written over."""

    went_well = Box(label="What went well", required=False)
    to_improve = Box(label="What to improve", required=False)
    to_do = Box(label="What the centre must do next", required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class ConcernForm(forms.Form):
    """What makes the moderator suspect malpractice."""

    about = Box(
        label="What makes you suspect malpractice?",
        help_text="Name the candidates, units and work concerned. Only the board reads this.",
        error_messages={"required": SAY_WHAT_SUSPECTED},
    )


class ReportFilters(Filters):
    """Which reports to list."""

    qualification = forms.ChoiceField(label="Qualification", required=False)

    def __init__(self, *args, qualifications, **kwargs):
        """Offer the qualifications the centre has reports on."""
        super().__init__(*args, **kwargs)
        self.fields["qualification"].choices = any_of(qualifications)
