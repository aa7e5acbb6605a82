"""How people narrow the lists of results; nothing here saves."""

from django import forms

from interchange.catalogue.models import Series
from interchange.look.filters import Filters, any_of
from results.models import GRADES, ResultsFileLine
from results.rules import PART


class UnitFilters(Filters):
    """Which unit results to list."""

    qualification = forms.ChoiceField(label="Qualification", required=False)
    series = forms.ChoiceField(label="Where from", required=False)
    unit = forms.ChoiceField(label="Unit", required=False)
    grade = forms.ChoiceField(
        label="Result",
        required=False,
        choices=[("", "All results"), *GRADES.items(), (PART, "Absent from part (#)")],
    )
    new = forms.BooleanField(label="Only new results", required=False)
    q = forms.CharField(label="Candidate name or number", required=False, max_length=80)

    def __init__(self, *args, qualifications, units, series, **kwargs):
        """Offer the centre's qualifications, units and the series of its results (year, month)."""
        super().__init__(*args, **kwargs)
        self.fields["qualification"].choices = any_of(qualifications)
        self.fields["unit"].choices = [("", "All units"), *((one.pk, str(one)) for one in units)]
        exams = [
            (f"{year}-{month:02}", f"{Series.Month(month).label} {year}") for year, month in series
        ]
        self.fields["series"].choices = [
            ("", "All results"),
            ("claims", "Moderated units, from claims"),
            ("decided", "Decided by the board"),
            *exams,
        ]


class EmbargoFilters(Filters):
    """Which results under an embargo to list."""

    qualification = forms.ChoiceField(label="Qualification", required=False)
    series = forms.ChoiceField(label="Series", required=False)
    grade = forms.ChoiceField(
        label="Result",
        required=False,
        choices=[("", "All results"), *GRADES.items(), (PART, "Absent from part (#)")],
    )
    q = forms.CharField(label="Candidate name or number", required=False, max_length=80)

    def __init__(self, *args, qualifications, series, **kwargs):
        """Offer the centre's qualifications and the series that are under an embargo."""
        super().__init__(*args, **kwargs)
        self.fields["qualification"].choices = any_of(qualifications)
        exams = [(one.code, str(one)) for one in series]
        self.fields["series"].choices = [("", "All series"), *exams]


class ExpectedFilters(Filters):
    """Which of the results to list that are expected."""

    kind = forms.ChoiceField(
        label="Result",
        required=False,
        choices=[
            ("", "Everything expected"),
            ("exam", "Exams"),
            ("claim", "Units on claims"),
            ("assessed", "Assessed grades"),
            ("qualification", "Qualification results"),
        ],
    )
    qualification = forms.ChoiceField(label="Qualification", required=False)
    series = forms.ChoiceField(label="Series", required=False)
    q = forms.CharField(label="Candidate name or number", required=False, max_length=80)

    def __init__(self, *args, qualifications, series, **kwargs):
        """Offer the centre's qualifications and the series of which it expects results."""
        super().__init__(*args, **kwargs)
        self.fields["qualification"].choices = any_of(qualifications)
        exams = [(one.code, str(one)) for one in series]
        self.fields["series"].choices = [("", "All"), *exams]


class QualificationFilters(Filters):
    """Which qualification results to list, and whether those that are missing."""

    show = forms.CharField(widget=forms.HiddenInput, initial="qualifications", required=False)
    qualification = forms.ChoiceField(label="Qualification", required=False)
    only = forms.ChoiceField(
        label="Result",
        required=False,
        choices=[
            ("", "All candidates"),
            ("issued", "Result issued"),
            ("none", "No result yet"),
            ("new", "New since you last looked"),
        ],
    )
    q = forms.CharField(label="Candidate name or number", required=False, max_length=80)

    def __init__(self, *args, qualifications, **kwargs):
        """Offer the centre's qualifications."""
        super().__init__(*args, **kwargs)
        self.fields["qualification"].choices = any_of(qualifications)


class CandidateFilters(Filters):
    """Which candidates of one qualification to list, its units in columns."""

    qualification = forms.ChoiceField(label="Qualification", required=False)
    only = forms.ChoiceField(
        label="Result",
        required=False,
        choices=[
            ("", "All candidates"),
            ("issued", "Qualification result issued"),
            ("none", "No qualification result yet"),
            ("awaited", "A unit result awaited"),
            ("absent", "Absent from an exam"),
        ],
    )
    q = forms.CharField(label="Candidate name or number", required=False, max_length=80)

    def __init__(self, *args, qualifications, **kwargs):
        """Offer the centre's qualifications; the first of them where none is chosen."""
        super().__init__(*args, **kwargs)
        self.first = next((one.code for one in qualifications), "")
        choices = [(one.code, str(one)) for one in qualifications]
        self.fields["qualification"].choices = choices

    def chosen(self):
        """The filters as queries take them; a qualification is always chosen where there is one."""
        given = super().chosen()
        return given | {"qualification": given["qualification"] or self.first}


class LineFilters(Filters):
    """Which lines of a file of results to list."""

    change = forms.ChoiceField(
        label="What it is",
        required=False,
        choices=[("", "All"), *ResultsFileLine.Change.choices],
    )
