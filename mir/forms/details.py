"""What does a request say? Its form follows from the table of request types."""

from django import forms

from mir import rules
from mir.forms.fields import Paper, SeveralFiles, paper_hint, taken_back, words
from mir.forms.naming import Named
from mir.request_types import OTHER

NO_ADDRESS = "Enter an e-mail address for letters, such as office@school.example."


class Details(Named):
    """All that a request of one kind says: what it is about, why, and its papers."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, kind, kept=(), **kwargs):
        """Make the fields of the kind; `kept` are the papers chosen already."""
        super().__init__(*args, kind=kind, **kwargs)
        self.fields["explanation"] = words(
            "What is missing or wrong?",
            "What you expected, what you see, and what you have checked already.",
            rules.MISSING_EXPLANATION,
        )
        self.add_papers(kept)
        for tick in kind.ticks:
            self.fields[tick.slug] = forms.BooleanField(
                label=tick.sentence, error_messages={"required": rules.tick_missing(tick)}
            )
        self.add_the_rest()

    def add_papers(self, kept):
        """A control for each paper, saying what was chosen before, and one to take others back."""
        for document in (*self.kind.documents, OTHER):
            held = [paper for paper in kept if paper.document == document.slug]
            self.fields[document.slug] = Paper(
                label=document.title,
                help_text=paper_hint(document, held),
                held=held,
                kinds=document.kinds,
                required=document.required,
                widget=SeveralFiles if document == OTHER else forms.FileInput,
                error_messages={"required": rules.paper_missing(document)},
            )
        others = [paper for paper in kept if paper.document == OTHER.slug]
        if others:
            self.fields["remove"] = taken_back(others)

    def add_the_rest(self):
        """What every request asks last."""
        self.fields["urgent"] = forms.BooleanField(
            label="The result is needed urgently",
            help_text="For example, a university place is at risk.",
            required=False,
        )
        self.fields["urgent_because"] = forms.CharField(
            label="Why is it urgent?",
            max_length=300,
            required=False,
            help_text="Only if you ticked the box above.",
        )
        self.fields["email"] = forms.EmailField(
            label="Send letters about this request to",
            error_messages=dict.fromkeys(("required", "invalid"), NO_ADDRESS),
        )

    def clean(self):
        """Urgent needs a reason; told together with all other mistakes."""
        given = super().clean()
        if given.get("urgent") and not given.get("urgent_because", "").strip():
            self.add_error("urgent_because", rules.MISSING_URGENCY)
        return given

    def asked(self):
        """The request as filled in, not saved."""
        given, request = self.cleaned_data, self.named()
        request.token = given["token"]
        request.explanation = given["explanation"]
        request.confirmed = [tick.slug for tick in self.kind.ticks if given[tick.slug]]
        request.urgent = given["urgent"]
        request.urgent_because = given["urgent_because"] if given["urgent"] else ""
        request.email = given["email"]
        return request
