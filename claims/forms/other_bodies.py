"""A unit achieved with another awarding body, and the page on which its grade is typed."""

from django import forms

from claims import rules
from claims.forms.grades import GradeSheet
from interchange import uploads


class OtherBodyForm(forms.Form):
    """Which unit, who looked at it at the centre, and which awarding body gave the grade."""

    unit = forms.TypedChoiceField(
        label="Unit",
        coerce=int,
        help_text="Units that are not claimed for the candidate yet.",
        error_messages={"required": "Choose the unit."},
    )
    assessor = forms.TypedChoiceField(
        label="Centre assessor",
        coerce=int,
        error_messages={"required": "Choose the centre assessor."},
    )
    body = forms.CharField(
        label="Name of the awarding body",
        error_messages={"required": rules.other_bodies.NAMELESS},
    )

    def __init__(self, data=None, *, units, assessors):
        """Offer the units and the centre assessors; the only one is chosen."""
        only = {"assessor": assessors[0].pk} if len(assessors) == 1 else {}
        super().__init__(data, initial=only)
        named = [(unit.pk, f"{unit.number} {unit.title}") for unit in units]
        self.fields["unit"].choices = [("", "Choose a unit"), *named]
        marking = [(one.pk, str(one)) for one in assessors]
        self.fields["assessor"].choices = [("", "Choose an assessor"), *marking]
        self.fields["body"].widget.attrs["maxlength"] = rules.other_bodies.LONGEST

    def clean_body(self):
        """The name of the awarding body, if it is one; raises ValidationError."""
        name = rules.other_bodies.tidy_body(self.cleaned_data["body"])
        try:
            rules.other_bodies.check_body(name)
        except rules.OtherBodyRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return name

    def cell(self, candidate):
        """The unit as a cell of the candidate, without a grade yet."""
        given = self.cleaned_data
        return rules.Cell(
            candidate.pk,
            given["unit"],
            assessor_id=given["assessor"],
            seen="",
            other_awarding_body=given["body"],
        )


class OtherBodySheet(GradeSheet):
    """The grades of the added units; one without a line waits to be saved, typed in or not."""

    @property
    def unsaved(self):
        """The rows that the claim does not say yet."""
        return [row for row in self.rows if row.changed or row.place.line is None]


class EvidenceForm(forms.Form):
    """A file that proves one of the claim's units from other awarding bodies."""

    about = forms.ChoiceField(
        label="Candidate and unit", error_messages={"required": "Choose the candidate and unit."}
    )
    file = forms.FileField(
        label="File",
        help_text=uploads.hint(),
        widget=forms.FileInput({"accept": uploads.endings()}),
        error_messages={
            "required": "Choose the file of evidence.",
            "empty": "The file is empty. Choose another.",
        },
    )

    def __init__(self, *args, proofs, **kwargs):
        """Offer the units that are on the claim."""
        super().__init__(*args, **kwargs)
        found = {one.key: one for one in proofs if one.line}
        self.lines = {key: one.line for key, one in found.items()}
        self.fields["about"].choices = [
            (key, f"{one.candidate.name}, unit {one.unit.number}") for key, one in found.items()
        ]
