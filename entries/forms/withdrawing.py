"""On which grounds are candidates withdrawn from exams?"""

from django import forms

from entries.rules.withdrawing import Grounds
from interchange.look.widgets import Radios


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
