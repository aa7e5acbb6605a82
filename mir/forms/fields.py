"""Which controls do the forms of requests share?"""

from django import forms

from interchange import uploads
from interchange.look.widgets import TickBoxes
from mir.request_types import OTHER

LONGEST = 4000  # signs of an explanation, question, answer or decision


def words(label, help_text="", missing="", **kwargs):
    """A box for sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": missing},
        **kwargs,
    )


class SeveralFiles(forms.FileInput):
    """A control for several files at once."""

    allow_multiple_selected = True


class Paper(forms.Field):
    """A file of a request; what is in it is checked when it is kept, and `held` are those kept."""

    widget = forms.FileInput

    def __init__(self, *, held=(), kinds=uploads.KINDS, **kwargs):
        """Take the papers kept already, the kinds of file that are of use, and the rest."""
        self.held, self.kinds = held, kinds
        super().__init__(**kwargs)

    def validate(self, value):
        """Refuse no file where one is needed and none is kept."""
        if not self.held:
            super().validate(value)

    def widget_attrs(self, widget):
        """Offer only files of those kinds."""
        return {"accept": uploads.endings(self.kinds)}


def paper_hint(document, held):
    """What stands beside a paper's control: which files are kept, or which may be sent."""
    if held:
        names = ", ".join(paper.name for paper in held)
        more = "You can add more." if document == OTHER else "Another file takes its place."
        return f"Kept: {names}. {more}"
    if document == OTHER:
        return f"Up to {uploads.MOST} files in all."
    return uploads.hint(document.kinds)


def taken_back(kept):
    """Tick boxes for the other papers kept already, to take some back."""
    return forms.MultipleChoiceField(
        label="Other papers kept: tick those to take back",
        choices=[(paper.pk, paper.name) for paper in kept],
        widget=TickBoxes,
        required=False,
    )
