"""What does the board say to several requests of one kind at once?"""

from django import forms
from django.db.models import TextChoices

from mir.forms.fields import words
from mir.request_types import BY_SLUG


class Said(TextChoices):
    """What becomes of them; each is what the button of one request does."""

    TAKE = "take", "Take them up"
    ASK = "ask", "Ask the centres"
    ACT = "act", "Resolve them by the act, each as its own page suggests"
    WORDS = "words", "Resolve them by words alone: nothing is changed"
    REJECT = "reject", "Reject them"


NEEDED = {
    Said.ASK: "Write what you need to know from the centres.",
    Said.ACT: "Write what was done.",
    Said.WORDS: "Write what was done.",
    Said.REJECT: "Write why they are rejected.",
}


class Together(forms.Form):
    """What is said, and the words that every centre reads; `records` are the requests."""

    said = forms.ChoiceField(
        label="What becomes of them?",
        choices=Said.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of them."},
    )
    words = words("Your words", "Each of the centres reads this. Not needed to take them up.")
    unchanged_because = forms.CharField(
        label="Why is nothing changed in the portal?",
        help_text="Only where you resolve by words alone. The centres read this.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args, records, **kwargs):
        """Keep the requests."""
        super().__init__(*args, **kwargs)
        self.records = records
        self.fields["words"].required = False

    @property
    def as_shown(self) -> dict[str, str]:
        """What was typed, once it is sound, for a page that is confirmed."""
        return {name: str(value) for name, value in self.cleaned_data.items()}

    def clean(self):
        """Ask for the words that are needed, and for requests of one kind."""
        given = super().clean()
        said = given.get("said")
        if said in NEEDED and not given.get("words"):
            self.add_error("words", NEEDED[Said(said)])
        if said == Said.WORDS and not given.get("unchanged_because"):
            self.add_error("unchanged_because", "Write why nothing is changed.")
        kinds = sorted({BY_SLUG[one.kind].title for one in self.records})
        if len(kinds) > 1:
            self.add_error(
                None,
                f"These are requests of {len(kinds)} kinds: {'; '.join(kinds)}. Narrow the list by"
                " request type, and choose those of one kind.",
            )
        return given
