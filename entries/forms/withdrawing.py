"""On which grounds are candidates withdrawn from exams, and why is a registration asked back?"""

from django import forms
from django.utils.timezone import localdate

from entries.forms.papers import words
from entries.rules.withdrawing import Grounds
from interchange.keys import as_key
from interchange.look.fields import DateField
from interchange.look.widgets import Radios


def ticked_entries(data):
    """The ids of the entries that are ticked, on the page that was sent or on another."""
    sent = {*data.getlist("entry"), *data.get("elsewhere", "").split()}
    return {one for one in sent if as_key(one)}


class Reinstatement(forms.Form):
    """Why a registration whose withdrawal was processed should come back."""

    words = words(
        "Why should the registration come back?",
        "For example that the candidate was confused with another, or has returned.",
        "Write why the withdrawal was a mistake.",
        500,
    )


class WithdrawalForm(forms.Form):
    """The grounds, and what the centre says of them."""

    grounds = forms.ChoiceField(
        label="Is it because of illness or bereavement?",
        choices=Grounds.choices,
        widget=Radios,
        required=False,
    )
    statement = forms.CharField(
        label="What happened, if you chose illness or bereavement",
        help_text="One or two sentences. Keep the doctor's letter or other proof at the centre.",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class BoardWithdrawalForm(WithdrawalForm):
    """The same, as the board takes it from a centre's letter."""

    arrived_on = DateField(
        label="Date on which the centre's letter arrived",
        help_text="What was in time then is paid back. Left empty, it is today.",
        latest=localdate,
        required=False,
    )
