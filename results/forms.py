"""What people choose and upload about results, turned into values; nothing here saves."""

from django import forms

from entries.models import Candidate
from interchange import board
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification, Series
from interchange.look.filters import Filters, any_of
from results import exam_file
from results.models import ABSENT, GRADES

PAPERS = {
    "label": "Papers it rests on",
    "max_length": 300,
    "required": False,
    "help_text": "Which they are and where they are kept. The board alone reads this.",
}


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
    papers = forms.CharField(**PAPERS)


class Banking(forms.Form):
    """Which grade the board banks for a candidate's unit by a decision, and why."""

    centre = board.Typed(
        Centre.objects.all(),
        to_field_name="number",
        label="Centre number",
        unknown="There is no centre of that number. Type its five digits.",
    )
    candidate = board.Typed(
        Candidate.objects.all(),
        to_field_name="ocr_number",
        label="OCR candidate number",
        unknown="There is no candidate of that number. Type the number on the centre's lists.",
    )
    qualification = board.Typed(
        Qualification.objects.all(),
        to_field_name="code",
        label="Entry code",
        unknown="There is no qualification of that entry code. Type its five digits.",
    )
    number = forms.CharField(label="Unit number", max_length=3)
    grade = forms.ChoiceField(
        label="Grade",
        choices=[
            ("", "Choose a grade"),
            *((value, label) for value, label in GRADES.items() if value != ABSENT),
        ],
    )
    series = forms.ModelChoiceField(
        Series.objects.order_by("-year", "-month"),
        label="Series in which the exam was sat",
        required=False,
        empty_label="None: a moderated unit",
    )
    reason = forms.CharField(
        label="Why the unit is banked",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The centre reads this in its letter.",
    )
    papers = forms.CharField(**PAPERS)


class Scope(forms.Form):
    """Whose awards are worked out again: everybody's, or of what is typed alone."""

    qualification = board.Typed(
        Qualification.objects.all(),
        to_field_name="code",
        label="Entry code",
        required=False,
        unknown="There is no qualification of that entry code. Type its five digits.",
    )
    centre = board.Typed(
        Centre.objects.all(),
        to_field_name="number",
        label="Centre number",
        required=False,
        unknown="There is no centre of that number. Type its five digits.",
    )
    series = forms.ModelChoiceField(
        Series.objects.order_by("-year", "-month"),
        label="Whoever was entered for an exam of",
        required=False,
        empty_label="any series, or none",
        help_text="What is left empty limits nothing. Nothing is issued by the dry run.",
    )


class NewRules(forms.Form):
    """The tick that new rules are to be tried."""

    sure = forms.BooleanField(
        label="Try the new rules",
        help_text=(
            "A dry run shows what would be issued by the new rules of what candidates are"
            " registered for. They count once somebody has looked at it and puts them in force."
        ),
    )
