"""What is filled in about the checkpoint? Nothing here saves."""

from django import forms
from django.utils.timezone import localdate

from checkpoints import queries
from checkpoints.rules import NOBODY_TO_REMIND


class Declaring(forms.Form):
    """The tick beside what is declared."""

    sure = forms.BooleanField(
        label="I declare that the estimated completion dates are right for every candidate of my"
        " centre, as far as we know today",
        required=False,
    )


class RemindAll(forms.Form):
    """How many centres would be reminded, which (a fingerprint), and the tick that it is meant."""

    seen = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": "Open this page again: what it showed was lost."},
    )
    sure = forms.BooleanField(
        label="Write to the exams office of each",
        error_messages={"required": "Tick the box, or go back to the list."},
    )

    def __init__(self, *args, **kwargs):
        """Count the centres that have not declared and were not reminded today."""
        super().__init__(*args, **kwargs)
        on = localdate()
        found = queries.to_remind(queries.summer_now(on), on)
        now, self.initial["seen"] = queries.counted(found)
        who = "1 centre has" if now == 1 else f"{now} centres have"
        told = f"{who} not declared and not been reminded today."
        self.fields["sure"].help_text = told if now else NOBODY_TO_REMIND

    def clean(self):
        """What was typed; if it is refused, the page has those of now, to be ticked anew."""
        self.data = {"seen": self.initial["seen"]}
        return super().clean()
