"""Which letters does a person tick?"""

from django import forms

from interchange.look.widgets import TickBoxes
from reminders.models import LettersWanted

NAMES = ("reminders", "digest", "news")
HINTS = {
    "reminders": "What ends soon at your centre, with how many candidates it concerns.",
    "digest": "Every Monday: what is late, what ends soon, what waits for your centre.",
    "news": "What happened at your centre since the last one.",
}


def _title(name):
    title = LettersWanted._meta.get_field(name).verbose_name
    return title[:1].upper() + title[1:]


class Letters(forms.Form):
    """The letters that the clock writes, ticked where they are wanted."""

    letters = forms.MultipleChoiceField(
        label="Letters to you",
        choices=[(name, _title(name)) for name in NAMES],
        required=False,
        widget=TickBoxes(hints=HINTS),
    )

    def wanted(self):
        """Whether each is wanted, by name."""
        return {name: name in self.cleaned_data["letters"] for name in NAMES}
