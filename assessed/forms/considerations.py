"""What does an exams officer say about an absence, and the board about an application?"""

import uuid

from django import forms

from assessed import queries
from assessed.models import ConsiderationPaper
from assessed.rules import considering as rules
from interchange import uploads
from interchange.look import filters
from interchange.look.widgets import Radios, TickBoxes

EVIDENCE, LETTER = ConsiderationPaper.What.EVIDENCE.value, ConsiderationPaper.What.LETTER.value


class _SeveralFiles(forms.FileInput):
    """A control for several files at once."""

    allow_multiple_selected = True


def _words(label, missing, help_text="", **kwargs):
    """A box for sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=rules.LONGEST,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": missing},
        **kwargs,
    )


class _Papers(forms.Field):
    """Files, of which at least one is needed where `missing` says so and none is kept yet."""

    widget = _SeveralFiles

    def __init__(self, label, held, *, hint="", missing=""):
        """Take the papers kept already; what is in a file is checked when it is kept."""
        names = ", ".join(paper.name for paper in held)
        said = f"Kept: {names}. You can add more." if held else f"{hint} {uploads.hint()}".strip()
        self.held = held
        super().__init__(
            label=label,
            required=bool(missing),
            help_text=said,
            widget=_SeveralFiles({"accept": uploads.endings()}),
            error_messages={"required": missing} if missing else None,
        )

    def validate(self, value):
        """Refuse no file where one is needed and none is kept."""
        if not self.held:
            super().validate(value)


class _WithPapers(forms.Form):
    """A form that keeps its papers under its token until it is sent without mistakes."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def add_papers(self, kept, **said):
        """Put the control for evidence."""
        held = [paper for paper in kept if paper.document == EVIDENCE]
        self.fields[EVIDENCE] = _Papers("Evidence", held, **said)

    def add_taking_back(self, kept):
        """Put a control to take back what is kept, if anything is."""
        if kept:
            self.fields["remove"] = forms.MultipleChoiceField(
                label="Papers kept: tick those to take back",
                choices=[(paper.pk, paper.name) for paper in kept],
                widget=TickBoxes,
                required=False,
            )


class Application(_WithPapers):
    """An application for special consideration; a late one names a senior leader."""

    ground = forms.ModelChoiceField(
        None,
        label="Why was the candidate absent?",
        empty_label=None,
        widget=Radios,
        error_messages=dict.fromkeys(("required", "invalid_choice"), rules.MISSING_GROUND),
    )
    happened = _words(
        "What happened?",
        rules.MISSING_HAPPENED,
        "When, how it kept the candidate from the exam, and what was ready for it.",
    )

    def __init__(self, *args, is_late, kept=(), **kwargs):
        """Take whether it is late, and the papers that are kept already."""
        super().__init__(*args, **kwargs)
        offered = list(queries.grounds())
        self.fields["ground"].queryset = queries.grounds()
        self.fields["ground"].widget.hints = {str(one.pk): one.evidence for one in offered}
        self.add_papers(kept, hint="What proves it.", missing=rules.MISSING_EVIDENCE)
        if is_late:
            self.fields["leader"] = forms.CharField(
                label="Senior leader who stands for it",
                help_text="Name and role, such as the head of centre.",
                max_length=160,
                error_messages={"required": rules.MISSING_LEADER},
            )
            held = [paper for paper in kept if paper.document == LETTER]
            self.fields[LETTER] = _Papers(
                "Their letter, which says why it is late", held, missing=rules.MISSING_LETTER
            )
        self.add_taking_back(kept)
        self.fields["declared"] = forms.BooleanField(
            label=rules.DECLARATION,
            error_messages={"required": rules.MISSING_DECLARED},
        )


class WhoSat(filters.Filters):
    """Whose exam it was."""

    q = forms.CharField(label="Name or number", required=False, max_length=60)


class Answer(_WithPapers):
    """The centre's answer to a question of the board."""

    reply = _words("Your answer", "Write your answer to the board's question.")

    def __init__(self, *args, kept=(), **kwargs):
        """Take the papers that are kept already."""
        super().__init__(*args, **kwargs)
        self.add_papers(kept)
        self.add_taking_back(kept)


class Question(forms.Form):
    """What the board needs to know."""

    question = _words("What do you need to know from the centre?", "Write the question.")


class Acceptance(forms.Form):
    """What the board says to the centre about an absence that it accepts."""

    words = _words("To the centre", "", "The centre reads this.", required=False)


class Refusal(forms.Form):
    """Why there is no assessed grade."""

    words = _words("Why?", rules.MISSING_WORDS, "The centre reads this.")
