"""What do the board and centres fill in about certificates? Nothing here saves."""

from django import forms

from certificates import queries
from certificates.rules import NOTHING_NEW, Reason, ToPrint
from interchange.look import filters


class Filters(filters.Filters):
    """Which certificates of the list to show."""

    q = forms.CharField(label="Name or number", required=False)
    only = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[("", "All certificates"), ("return", "Originals to return")],
    )


class Run(forms.Form):
    """What the next run would hold, and the tick that it is meant."""

    shown = forms.CharField(widget=forms.HiddenInput)
    sure = forms.BooleanField(label="Make the list of this run")

    def __init__(self, *args, **kwargs):
        """Count what is to be printed."""
        super().__init__(*args, **kwargs)
        now = queries.to_print()
        self.initial["shown"] = f"{now.new}-{now.again}"
        told = f"{now.new} new certificates, and {now.again} issued again. The list stays as made."
        self.fields["sure"].help_text = told if now.total else NOTHING_NEW

    def clean_shown(self):
        """What the page had shown."""
        new, _, again = self.cleaned_data["shown"].partition("-")
        if not (new.isdecimal() and again.isdecimal()):
            raise forms.ValidationError("Open this page again: what it showed was lost.")
        return ToPrint(int(new), int(again))

    def clean(self):
        """What was typed; if it is refused, the page has the numbers of now, to be ticked anew."""
        self.data = {"shown": self.initial["shown"]}
        return super().clean()


class Reissue(forms.Form):
    """Why a certificate is issued again."""

    reason = forms.ChoiceField(
        choices=[("", "Choose a reason"), *((one.value, one.label) for one in Reason)],
        error_messages={"required": "Choose the reason."},
    )
    words = forms.CharField(
        label="What the centre is told",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Write what the centre is told."},
    )


class TakeOut(forms.Form):
    """Why a certificate is taken out of its run."""

    words = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Write why it is taken out."},
    )


class CameBack(forms.Form):
    """When an original came back."""

    on = forms.DateField(
        label="Came back on",
        widget=forms.DateInput({"type": "date"}),
        error_messages={"required": "Type the day on which it came back."},
    )
