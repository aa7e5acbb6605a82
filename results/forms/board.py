"""What the board chooses and uploads about results, turned into values; nothing here saves."""

from django import forms

from entries.models import Candidate
from interchange import board
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification, Series
from results import exam_file, rules
from results.models import GRADES
from results.rules import LONGEST_REASON

PAPERS = {
    "label": "Papers it rests on",
    "max_length": LONGEST_REASON,
    "required": False,
    "help_text": "Which they are and where they are kept. The board alone reads this.",
}


class ExamResults(forms.Form):
    """A file of exam results that the board sends."""

    file = forms.FileField(
        label="File",
        help_text=(
            f"CSV (UTF-8) with the first line {exam_file.HEADER_LINE}. Besides grades it may say"
            " absent, X (no result) or Q (pending); # after a grade: part of the exam was missed."
            " A last field, mark, may stand beside the grade or in its place: the grade then"
            " follows by the boundaries of marks."
            " You see what it would do before anything is loaded."
        ),
        widget=forms.FileInput({"accept": ".csv"}),
        error_messages={"required": "Choose the file of exam results."},
    )

    def clean_file(self):
        """The name and the text of the file."""
        sent = self.cleaned_data["file"]
        return sent.name, text_of(sent)


class AttendanceFile(forms.Form):
    """A file of who sat which exam, that the board sends."""

    file = forms.FileField(
        label="File",
        help_text=(
            f"CSV (UTF-8) with the first line {exam_file.ATTENDANCE.header_line}. Attendance is"
            " present, absent or partial. With one line that cannot be noted, nothing is."
        ),
        widget=forms.FileInput({"accept": ".csv"}),
        error_messages={"required": "Choose the file of attendance."},
    )

    def clean_file(self):
        """The text of the file."""
        return text_of(self.cleaned_data["file"])


def text_of(sent):
    """The text of what was sent, or what is wrong with it as an error of the field."""
    try:
        return exam_file.decode(sent.read(exam_file.MOST_BYTES + 1))
    except exam_file.FileRefused as refusal:
        raise forms.ValidationError(str(refusal)) from None


class WhyCorrected(forms.Form):
    """Why a file puts grades in the place of others."""

    cause = forms.CharField(
        label="Why results are corrected",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The centres read this in their letter.",
        error_messages={"required": "Say why results are corrected."},
    )


class WhyReleased(forms.Form):
    """Why the exam results of a series are told before their day."""

    because = forms.CharField(
        label="Why they are released",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=(
            "Kept beside the series and in the trail. It cannot be undone: centres are told, and"
            " files of this series are told as soon as they are loaded from now on."
        ),
    )


class WhyDropped(forms.Form):
    """Why a held result is never told."""

    because = forms.CharField(
        label="Why it is dropped",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept in the trail. Nobody is told of the result.",
    )


class Correction(forms.Form):
    """What a unit result should have been, and why."""

    grade = forms.ChoiceField(
        label="The grade it should have been", choices=[("", "Choose a grade"), *GRADES.items()]
    )
    partly_absent = forms.TypedChoiceField(
        label="Part of the exam",
        choices=[
            ("", "As it stands"),
            ("yes", f"Was missed: {rules.PART} beside the grade"),
            ("no", f"Was not missed: no {rules.PART}"),
        ],
        required=False,
        coerce=lambda said: said == "yes",
        empty_value=None,
        help_text="To change this alone, choose the grade that stands.",
    )
    cause = forms.CharField(
        label="Why it is corrected",
        max_length=LONGEST_REASON,
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
            *((value, label) for value, label in GRADES.items() if value not in rules.UNGRADED),
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
        max_length=LONGEST_REASON,
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
