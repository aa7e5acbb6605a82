"""What people choose and upload about results, turned into values; nothing here saves."""

from django import forms

from interchange.catalogue.models import Series
from interchange.look.filters import Filters, any_of
from results import exam_file
from results.models import GRADES


class UnitFilters(Filters):
    """Which unit results to list."""

    qualification = forms.ChoiceField(label="Qualification", required=False)
    series = forms.ChoiceField(label="Series", required=False)
    q = forms.CharField(label="Candidate name or number", required=False, max_length=80)

    def __init__(self, *args, qualifications, series, **kwargs):
        """Offer the centre's qualifications, and the series of its results as (year, month)."""
        super().__init__(*args, **kwargs)
        self.fields["qualification"].choices = any_of(qualifications)
        exams = [
            (f"{year}-{month:02}", f"{Series.Month(month).label} {year}") for year, month in series
        ]
        self.fields["series"].choices = [
            ("", "All results"),
            ("claims", "Moderated units, from claims"),
            *exams,
        ]


class QualificationFilters(Filters):
    """Which qualification results to list, and whether those that are missing."""

    show = forms.CharField(widget=forms.HiddenInput, initial="qualifications", required=False)
    qualification = forms.ChoiceField(label="Qualification", required=False)
    only = forms.ChoiceField(
        label="Result",
        required=False,
        choices=[("", "All candidates"), ("issued", "Result issued"), ("none", "No result yet")],
    )
    q = forms.CharField(label="Candidate name or number", required=False, max_length=80)

    def __init__(self, *args, qualifications, **kwargs):
        """Offer the centre's qualifications."""
        super().__init__(*args, **kwargs)
        self.fields["qualification"].choices = any_of(qualifications)


class ExamFile(forms.Form):
    """A file of exam results, to be loaded by the board."""

    file = forms.FileField(
        label="File",
        help_text=f"CSV (UTF-8) with the first line {exam_file.HEADER_LINE}",
        widget=forms.FileInput({"accept": ".csv"}),
        error_messages={"required": "Choose the file of exam results."},
    )
    correct = forms.BooleanField(
        label="Correct results",
        required=False,
        help_text="Put the file's grade in the place of another one that is held.",
    )

    def clean_file(self):
        """The text of the file."""
        try:
            return exam_file.decode(self.cleaned_data["file"].read(exam_file.MOST_BYTES + 1))
        except exam_file.FileRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None


class Correction(forms.Form):
    """What a unit result should have been, and why."""

    grade = forms.ChoiceField(
        label="The grade it should have been", choices=[("", "Choose a grade"), *GRADES.items()]
    )
    cause = forms.CharField(
        label="Why it is corrected",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The centre reads this in its letter.",
    )
