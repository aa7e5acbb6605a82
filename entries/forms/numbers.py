"""Which candidate number does the board give?"""

from django import forms

from entries.models.numbers import FOUR_DIGITS


class Number(forms.Form):
    """Another candidate number."""

    number = forms.CharField(
        label="Candidate number",
        help_text="Four digits that nobody else at the centre has. The centre gets a letter.",
        validators=[FOUR_DIGITS],
    )
