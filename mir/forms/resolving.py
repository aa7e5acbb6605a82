"""What does the board type to resolve a request by the act? A form for each kind."""

from django import forms

from entries.forms.merging import MergeChoices
from entries.models import Candidate, SizeChange
from entries.rules.merging import kept_first
from entries.size_states import OPEN as WAITING
from interchange.look.fields import DateField
from mir import acts, queries
from mir.forms.fields import words
from results.diagnosis import RequestKind
from results.models import GRADES
from results.rules import UNGRADED

GRADED = [
    ("", "Choose a grade"),
    *((one, two) for one, two in GRADES.items() if one not in UNGRADED),
]
NO_GRADE = "Choose the grade."
NO_UNIT = "Choose the unit."


def _grade(label="Grade"):
    return forms.ChoiceField(label=label, choices=GRADED, error_messages={"required": NO_GRADE})


class Resolving(forms.Form):
    """What was done, as the centre reads it; `record` is the request. `to_do` gives the acts."""

    OF_UNITS = "moderated"  # those that `number` offers

    decision = words("What was done?", "The centre reads this.", "Write what was done.")

    def __init__(self, *args, record, **kwargs):
        """Take the request, and fill in what it names."""
        super().__init__(*args, **kwargs)
        self.record = record
        if "number" in self.fields:
            self.fields["number"].choices = self.units("Choose a unit")
            self.fields["number"].initial = record.unit and record.unit.number

    def units(self, none):
        """The choices of the qualification's units, and what stands for none."""
        found = queries.units(self.record.qualification, self.OF_UNITS)
        return [("", none), *((one.number, str(one)) for one in found)]


class Banking(Resolving):
    """A unit that was missed from a claim is banked."""

    candidate = forms.RegexField(
        r"^\d{8}$",
        label="OCR candidate number",
        error_messages={
            "required": "Enter the candidate's OCR candidate number.",
            "invalid": "An OCR candidate number has eight digits.",
        },
    )
    number = forms.ChoiceField(label="Unit", error_messages={"required": NO_UNIT})
    grade = _grade()

    def __init__(self, *args, **kwargs):
        """Fill in whom the request names."""
        super().__init__(*args, **kwargs)
        if self.record.candidate:
            self.fields["candidate"].initial = self.record.candidate.ocr_number

    def clean_candidate(self):
        """The candidate of the number, if the centre has one; raises ValidationError."""
        number = self.cleaned_data["candidate"]
        found = queries.candidate_here(self.record.centre, number)
        if found is None:
            raise forms.ValidationError(f"The centre has no candidate {number}. Check the number.")
        return found

    def to_do(self):
        """Bank it."""
        given = self.cleaned_data
        return [acts.BankUnit(given["candidate"], given["number"], given["grade"])]


class Correcting(Resolving):
    """A grade that was claimed is corrected, or moved to the unit that was meant."""

    result = forms.ModelChoiceField(
        None,
        label="Unit result that is wrong",
        empty_label="Choose a result",
        error_messages={"required": "Choose the unit result that is wrong."},
    )
    grade = _grade("Correct grade")
    right = forms.ChoiceField(
        label="Unit that was meant",
        required=False,
        help_text="Only where the wrong unit was claimed: it gets the grade, and the other none.",
    )

    def __init__(self, *args, **kwargs):
        """Offer the results that stand, and the moderated units."""
        super().__init__(*args, **kwargs)
        self.fields["result"].queryset = queries.correctable(self.record)
        self.fields["right"].choices = self.units("The same unit")

    def to_do(self):
        """Correct it, or move it."""
        given = self.cleaned_data
        if given["right"]:
            return [acts.MoveUnit(given["result"], given["right"], given["grade"])]
        return [acts.CorrectGrade(given["result"], given["grade"])]


class ExamResult(Resolving):
    """The result of an exam that was sat is given."""

    grade = _grade("Grade of the exam")

    def to_do(self):
        """Bank it; an absence is corrected."""
        record, grade = self.record, self.cleaned_data["grade"]
        return [acts.BankUnit(record.candidate, record.unit.number, grade, record.series)]


class Reducing(Resolving):
    """A reduction is applied, or taken back."""

    number = forms.ChoiceField(label="Unit", error_messages={"required": NO_UNIT})
    becomes = forms.ChoiceField(
        label="From now on it",
        choices=[("reduced", "stands as reduced"), ("back", "does not stand as reduced")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the unit stands as reduced."},
    )

    def to_do(self):
        """Apply it, or take it back."""
        number = self.cleaned_data["number"]
        is_new = self.cleaned_data["becomes"] == "reduced"
        return [acts.ApplyReduction(number) if is_new else acts.TakeReductionBack(number)]


class EntryChange(Resolving):
    """A change of size is processed, or the award worked out."""

    change = forms.ModelChoiceField(
        None,
        label="Change of size to process",
        required=False,
        empty_label="None waits: work out the award",
    )

    def __init__(self, *args, **kwargs):
        """Offer the changes that wait for the board."""
        super().__init__(*args, **kwargs)
        found = SizeChange.objects.filter(
            entry__centre=self.record.centre,
            entry__candidate__person=self.record.candidate.person_id,
            status__in=WAITING,
        )
        field = self.fields["change"]
        field.queryset = found.select_related("entry__candidate", "entry__qualification", "to")
        field.initial = found.first()
        if field.initial:
            field.empty_label = "Leave it, and work out the award"

    def to_do(self):
        """Process it, or work out the award."""
        change = self.cleaned_data["change"]
        return [acts.ProcessSizeChange(change) if change else acts.WorkOutAward()]


class Merging(MergeChoices, Resolving):
    """The two records are merged, with the details chosen."""

    def __init__(self, *args, **kwargs):
        """Offer a choice for each detail in which the two differ."""
        super().__init__(*args, **kwargs)
        other = Candidate.objects.filter(ocr_number=self.record.other_ocr_number).first()
        if other:
            self.offer_details(*kept_first(self.record.candidate, other))

    def to_do(self):
        """Merge them."""
        return [acts.MergeRecords(tuple(self.from_merged()))]


class Tag(Resolving):
    """A teacher assessed grade is given."""

    OF_UNITS = "any"

    number = forms.ChoiceField(label="Unit that gets a TAG", error_messages={"required": NO_UNIT})
    grade = _grade()
    planned_on = DateField(label="Day for which the assessment was planned")

    def __init__(self, *args, **kwargs):
        """Fill in the day that the centre named."""
        super().__init__(*args, **kwargs)
        self.fields["planned_on"].initial = self.record.planned_on

    def to_do(self):
        """Give it."""
        given = self.cleaned_data
        return [acts.GiveTag(given["number"], given["grade"], given["planned_on"])]


RESOLVING = {
    RequestKind.MISSED_FROM_CLAIM: Banking,
    RequestKind.INCORRECT_CLAIM: Correcting,
    RequestKind.REDUCTION: Reducing,
    RequestKind.ENTRY_CHANGE: EntryChange,
    RequestKind.MERGE: Merging,
    RequestKind.MISSING_TAG: Tag,
    RequestKind.MISSING_EXAM_RESULT: ExamResult,
}
