"""What is a request about? The candidate, unit, series and claim that its kind names."""

from django import forms

from interchange.look.fields import DateField
from mir import queries, rules
from mir.models import Request


class Named(forms.Form):
    """What a request of one kind is about; its fields come from the table of kinds."""

    def __init__(self, *args, kind, centre, qualification, on, **kwargs):
        """Make the fields of the kind; `on` is today."""
        super().__init__(*args, **kwargs)
        self.kind, self.centre, self.qualification, self.on = kind, centre, qualification, on
        for name in kind.fields:
            self.fields[name] = getattr(self, f"field_of_{name}")(name in kind.needs)

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
        """An exam series that has begun, or that the centre has entered somebody for."""
        return self.choice(
            queries.exam_series(self.centre, self.on),
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

    def field_of_planned_on(self, required):
        """The day for which the assessment was planned."""
        return DateField(
            label="Day for which the assessment was planned",
            help_text="As your plan of the course had it.",
            required=required,
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

    def go_on_with(self, typed, but=()):
        """Begin with what was typed before, right or wrong, `but` in these fields; give itself."""
        for name, field in self.fields.items():
            if name not in but and not field.widget.value_omitted_from_data(typed, {}, name):
                self.initial[name] = field.widget.value_from_datadict(typed, {}, name)
        return self

    def named(self):
        """The request with what it is about alone, not saved."""
        given = self.cleaned_data
        claim = given.get("claim_number")
        return Request(
            kind=self.kind.slug,
            centre=self.centre,
            qualification=self.qualification,
            candidate=given.get("candidate"),
            other_ocr_number=given.get("other_ocr_number", ""),
            unit=given.get("unit"),
            series=given.get("series"),
            claim_number=claim.number if claim else None,
            planned_on=given.get("planned_on"),
        )


def _in_words(claim):
    """A claim as a drop-down shows it."""
    visited = f", visit on {claim.visited_on:%-d %B %Y}" if claim.visited_on else ""
    return f"Claim {claim.number} ({claim.get_status_display()}{visited})"
