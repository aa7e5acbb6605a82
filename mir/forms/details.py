"""What does a request say? Its form follows from the table of request types."""

from django import forms

from mir import queries, rules
from mir.forms.fields import Paper, SeveralFiles, paper_hint, taken_back, words
from mir.models import Request
from mir.request_types import OTHER

NO_ADDRESS = "Enter an e-mail address for letters, such as office@school.example."


class Details(forms.Form):
    """The form of one kind of request; its fields come from the table of kinds."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, kind, centre, qualification, on, kept=(), **kwargs):
        """Make the fields of the kind; `kept` are the papers chosen already, `on` is today."""
        super().__init__(*args, **kwargs)
        self.kind, self.centre, self.qualification, self.on = kind, centre, qualification, on
        for name in kind.fields:
            self.fields[name] = getattr(self, f"field_of_{name}")(name in kind.needs)
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

    def field_of_candidate(self, required):
        """The candidate, by OCR candidate number."""
        return forms.CharField(
            label="OCR candidate number",
            help_text=self.candidate_hint(required),
            required=required,
            max_length=8,
            error_messages={"required": rules.NAMES["candidate"]},
        )

    def candidate_hint(self, required):
        """The name of the candidate the form begins with, or where to find the number."""
        begun = self.data.get("candidate") or self.initial.get("candidate")
        if found := begun and queries.candidate_here(self.centre, begun):
            return found.name
        hint = "Eight digits. You find it in Entries and in the Progress Tracker."
        several = " Leave it empty if the spreadsheet names several candidates."
        return hint if required else hint + several

    def field_of_other_ocr_number(self, required):
        """The number of the duplicate record."""
        return forms.RegexField(
            r"^\d{8}$",
            label="OCR candidate number of the duplicate record",
            help_text="Eight digits; the record to be merged with the one above.",
            required=required,
            error_messages={
                "required": rules.NAMES["other_ocr_number"],
                "invalid": "The number of the duplicate record must be eight digits.",
            },
        )

    def field_of_unit(self, required):
        """One of the qualification's units, by its number."""
        return self.choice(
            queries.units(self.qualification, self.kind.units),
            "unit",
            required,
            label="Unit",
            empty_label="Choose a unit" if required else "More than one, or none",
            to_field_name="number",
        )

    def field_of_series(self, required):
        """An exam series that has begun."""
        return self.choice(
            queries.exam_series(self.on),
            "series",
            required,
            label="Exam series",
            empty_label="Choose a series",
        )

    def field_of_claim_number(self, required):
        """One of the claims that a request of the kind can be about."""
        found = queries.claims_to_name(self.kind, self.centre, self.qualification)
        field = self.choice(
            found,
            "claim_number",
            required,
            label="Claim",
            empty_label="I do not know the claim's number",
            to_field_name="number",
        )
        field.label_from_instance = _in_words
        return field

    def choice(self, queryset, name, required, **kwargs):
        """A drop-down of records."""
        sentence = rules.NAMES[name]
        messages = {"required": sentence, "invalid_choice": sentence}
        return forms.ModelChoiceField(
            queryset, required=required, error_messages=messages, **kwargs
        )

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

    def clean_candidate(self):
        """The candidate of the number, if the centre has one; raises ValidationError."""
        number = self.cleaned_data["candidate"]
        found = queries.candidate_here(self.centre, number) if number else None
        if number and not found:
            raise forms.ValidationError(
                f"Your centre has no candidate with the OCR candidate number {number}."
                " Check it in Entries."
            )
        return found

    def clean(self):
        """Urgent needs a reason; told together with all other mistakes."""
        given = super().clean()
        if given.get("urgent") and not given.get("urgent_because", "").strip():
            self.add_error("urgent_because", rules.MISSING_URGENCY)
        return given

    def asked(self):
        """The request as filled in, not saved."""
        given = self.cleaned_data
        claim = given.get("claim_number")
        return Request(
            kind=self.kind.slug,
            centre=self.centre,
            qualification=self.qualification,
            token=given["token"],
            candidate=given.get("candidate"),
            other_ocr_number=given.get("other_ocr_number", ""),
            unit=given.get("unit"),
            series=given.get("series"),
            claim_number=claim.number if claim else None,
            explanation=given["explanation"],
            confirmed=[tick.slug for tick in self.kind.ticks if given[tick.slug]],
            urgent=given["urgent"],
            urgent_because=given["urgent_because"] if given["urgent"] else "",
            email=given["email"],
        )


def _in_words(claim):
    """A claim as a drop-down shows it."""
    visited = f", visit on {claim.visited_on:%-d %B %Y}" if claim.visited_on else ""
    return f"Claim {claim.number} ({claim.get_status_display()}{visited})"
