"""What do the centre and the board write while a request is worked?"""

import uuid

from django import forms

from mir.forms.fields import Paper, SeveralFiles, paper_hint, taken_back, words
from mir.request_types import OTHER


class Answer(forms.Form):
    """The centre's answer to a question of the board."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    reply = words("Your answer", missing="Write your answer to the board's question.")
    other = Paper(label="Papers", required=False, widget=SeveralFiles)

    def __init__(self, *args, kept=(), **kwargs):
        """Say which papers are kept already, and let them be taken back."""
        super().__init__(*args, **kwargs)
        self.fields["other"].help_text = paper_hint(OTHER, list(kept))
        if kept:
            self.fields["remove"] = taken_back(kept)


class Addition(Answer):
    """What the centre adds of itself while a request is open."""

    reply = words(
        "Add something",
        "For the board, while the request is open: words, papers, or both.",
        "Write what you want to add.",
    )
    urgent_because = forms.CharField(
        label="Is the result needed urgently by now? Say why",
        help_text="For example, a university place is at risk. Leave it empty if it is not.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args, urgent=False, **kwargs):
        """Ask nothing about urgency where the request is `urgent` already."""
        super().__init__(*args, **kwargs)
        if urgent:
            del self.fields["urgent_because"]


class Question(forms.Form):
    """What the board needs to know."""

    question = words("What do you need to know from the centre?", missing="Write the question.")


class Word(forms.Form):
    """What the board tells the centre, without asking for an answer."""

    words = words(
        "What should the centre know?",
        "It reads this in a letter and on the page of the request. Nothing is asked of it.",
        "Write what the centre should know.",
    )


class Reason(forms.Form):
    """Why the board rejects a request."""

    reason = words(
        "Why is it rejected?", "The centre reads this.", "Write why the request is rejected."
    )


class ByWords(forms.Form):
    """What the board did about requests without changing anything in the portal, and why."""

    decision = words("What was done?", "The centre reads this.", "Write what was done.")
    unchanged_because = forms.CharField(
        label="Why is nothing changed in the portal?",
        help_text="The centre reads this. What changes something is resolved by the act.",
        max_length=300,
        error_messages={"required": "Write why nothing is changed."},
    )
