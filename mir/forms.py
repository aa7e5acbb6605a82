"""What do centres and the board fill in? Text becomes values here; the rules judge them."""

import uuid

from django import forms

from interchange import uploads
from interchange.look.widgets import Radios, TickBoxes
from mir import queries, rules
from mir.models import Request
from mir.request_types import BY_SLUG, OTHER, REQUEST_TYPES
from mir.states import Status
from results.models import GRADES

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

    def __init__(self, *, held=(), **kwargs):
        """Take the papers kept already, and what every field takes."""
        super().__init__(**kwargs)
        self.held = held

    def validate(self, value):
        """Refuse no file where one is needed and none is kept."""
        if not self.held:
            super().validate(value)

    def widget_attrs(self, widget):
        """Offer only files of the kinds we take."""
        return {"accept": ",".join(uploads.ENDINGS)}


class Filters(forms.Form):
    """Which requests of the list to show."""

    status = forms.ChoiceField(required=False, choices=[("", "Any status"), *Status.choices])
    kind = forms.ChoiceField(
        label="Request type",
        required=False,
        choices=[("", "Any type"), *((one.slug, one.title) for one in REQUEST_TYPES)],
    )


class Choice(forms.Form):
    """What is asked for, and for which qualification; the rest of the form follows from it."""

    kind = forms.ChoiceField(
        label="Request type",
        choices=[(one.slug, one.title) for one in REQUEST_TYPES],
        widget=Radios(hints={one.slug: one.purpose for one in REQUEST_TYPES}),
        error_messages={"required": "Choose the request type."},
    )
    qualification = forms.ModelChoiceField(
        queryset=None,
        to_field_name="code",
        empty_label="Choose a qualification",
        error_messages={
            "required": "Choose the qualification.",
            "invalid_choice": "There is no qualification with that entry code; choose one.",
        },
    )
    candidate = forms.CharField(required=False, widget=forms.HiddenInput)
    unit = forms.CharField(required=False, widget=forms.HiddenInput)
    step = forms.CharField(required=False, initial="1", widget=forms.HiddenInput)

    def __init__(self, *args, centre, **kwargs):
        """Offer the centre's qualifications first, then all others."""
        super().__init__(*args, **kwargs)
        mine = list(queries.qualifications_of(centre))
        others = list(queries.other_qualifications(centre))
        field = self.fields["qualification"]
        field.queryset = queries.qualifications_to_name(centre)
        field.choices = [
            ("", field.empty_label),
            *group("With entries of your centre", mine),
            *group("All others", others),
        ]
        if len(mine) == 1:
            field.initial = mine[0].code

    @property
    def request_type(self):
        """The kind chosen."""
        return BY_SLUG[self.cleaned_data["kind"]]


def group(title, qualifications):
    """Options of a drop-down under a title; none where there are no qualifications."""
    return [(title, [(one.code, str(one)) for one in qualifications])] if qualifications else []


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
        begun = self.initial.get("candidate")
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
        field.label_from_instance = in_words
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
                required=document.required,
                widget=SeveralFiles if document == OTHER else forms.FileInput,
                error_messages={"required": rules.paper_missing(document)},
            )
        others = [paper for paper in kept if paper.document == OTHER.slug]
        if others:
            self.fields["remove"] = forms.MultipleChoiceField(
                label="Other papers kept: tick those to take back",
                choices=[(paper.pk, paper.name) for paper in others],
                widget=TickBoxes,
                required=False,
            )

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
            error_messages={"required": "Enter an e-mail address for letters."},
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


def in_words(claim):
    """A claim as a drop-down shows it."""
    visited = f", visit on {claim.visited_on:%-d %B %Y}" if claim.visited_on else ""
    return f"Claim {claim.number} ({claim.get_status_display()}{visited})"


def paper_hint(document, held):
    """What stands beside a paper's control: which files are kept, or which may be sent."""
    if held:
        names = ", ".join(paper.name for paper in held)
        more = "You can add more." if document == OTHER else "Another file takes its place."
        return f"Kept: {names}. {more}"
    if document == OTHER:
        return f"Up to {uploads.MOST} files in all."
    return f"{uploads.TAKEN}, up to {uploads.LARGEST // 1024 // 1024} MB."


class Answer(forms.Form):
    """The centre's answer to a question of the board."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    reply = words("Your answer", missing="Write your answer to the board's question.")
    other = Paper(label="Papers", required=False, widget=SeveralFiles)

    def __init__(self, *args, kept=(), **kwargs):
        """Say which papers are kept already."""
        super().__init__(*args, **kwargs)
        self.fields["other"].help_text = paper_hint(OTHER, list(kept))


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


class Correction(Decision):
    """What the board did, with a unit result to correct if that is what it takes."""

    result = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label="Unit result to correct",
        empty_label="None",
    )
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
        return given


def deciding(requests):
    """The form for resolving these requests: with a correction where one request allows it."""
    results = queries.correctable(requests[0]) if len(requests) == 1 else ()
    if not results:
        return Decision
    field = forms.ModelChoiceField(
        queryset=results, required=False, label="Unit result to correct", empty_label="None"
    )
    return type("Correction", (Correction,), {"result": field})
