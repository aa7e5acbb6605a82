"""What do the centre and the board write while a request is worked?"""

import uuid

from django import forms

from mir import queries
from mir.forms.fields import Paper, SeveralFiles, paper_hint, taken_back, words
from mir.request_types import OTHER
from results.models import GRADES


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


class Question(forms.Form):
    """What the board needs to know."""

    question = words("What do you need to know from the centre?", missing="Write the question.")


class Reason(forms.Form):
    """Why the board rejects a request."""

    reason = words(
        "Why is it rejected?", "The centre reads this.", "Write why the request is rejected."
    )


class Decision(forms.Form):
    """What the board did about a request."""

    decision = words("What was done?", "The centre reads this.", "Write what was done.")


def _result_among(results):
    """A drop-down of unit results, none chosen."""
    return forms.ModelChoiceField(
        results, required=False, label="Unit result to correct", empty_label="None"
    )


class Correction(Decision):
    """What the board did, with a unit result to correct if that is what it takes."""

    result = _result_among(None)
    grade = forms.ChoiceField(
        required=False, label="Correct grade", choices=[("", "–"), *GRADES.items()]
    )

    def clean(self):
        """Both or neither; raises ValidationError."""
        given = super().clean()
        if bool(given.get("result")) != bool(given.get("grade")):
            raise forms.ValidationError(
                "To correct a result, choose both the result and its correct grade; otherwise leave"
                " both empty."
            )
        if given.get("result") and given["result"].grade == given["grade"]:
            self.add_error("grade", "The result has this grade already. Choose the correct one.")
        return given


def deciding(requests):
    """The form for resolving these requests: with a correction where one request allows it."""
    results = queries.correctable(requests[0]) if len(requests) == 1 else ()
    if not results:
        return Decision
    return type("Correction", (Correction,), {"result": _result_among(results)})
