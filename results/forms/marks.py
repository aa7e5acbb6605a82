"""What the board types or uploads about boundaries of marks, turned into values."""

from django import forms

from interchange import board
from interchange.catalogue import marks
from interchange.catalogue.models import MarkBoundaries, Qualification, Series
from interchange.catalogue.unit_numbers import as_published
from results import exam_file
from results.forms.board import text_of

SOURCE = {
    "label": "Where they are announced",
    "max_length": 200,
    "error_messages": {"required": "Say where the boundaries are announced."},
}
PROVISIONAL = {
    "label": "Provisional: nobody has verified them yet",
    "required": False,
    "initial": True,
}


class BoundariesOfAnExam(forms.Form):
    """The boundaries of one exam, typed."""

    series = forms.ModelChoiceField(
        Series.objects.order_by("-year", "-month"),
        label="Series",
        error_messages={"required": "Choose the series of the exam."},
    )
    qualification = board.Typed(
        Qualification.objects.all(),
        to_field_name="code",
        label="Entry code",
        help_text="Of any size that has the unit: the boundaries are those of the exam in all.",
        unknown="There is no qualification of that entry code. Type its five digits.",
    )
    number = forms.CharField(label="Unit number", max_length=3)
    maximum = forms.IntegerField(label="Marks of the exam", min_value=1, max_value=marks.MOST)
    source = forms.CharField(**SOURCE)
    provisional = forms.BooleanField(**PROVISIONAL)

    def __init__(self, *args, **kwargs):
        """Add a field for each grade that may have a boundary."""
        super().__init__(*args, **kwargs)
        for column in MarkBoundaries.COLUMNS.values():
            label = MarkBoundaries._meta.get_field(column).verbose_name.capitalize()
            most = {"min_value": 1, "max_value": marks.MOST}
            self.fields[column] = forms.IntegerField(label=label, required=False, **most)
        self.order_fields(
            ["series", "qualification", "number", "maximum", *MarkBoundaries.COLUMNS.values()]
        )

    def clean(self):
        """What was typed, as the row of a file that says it, with its source."""
        found = super().clean()
        if self.errors:
            return found
        columns = MarkBoundaries.COLUMNS
        least = {grade: found[column] for grade, column in columns.items()}
        series = found["series"]
        row = exam_file.BoundariesRow(
            1,
            (series.year, series.month),
            found["qualification"].code,
            as_published(found["number"]),
            marks.of(found["maximum"], least, columns),
        )
        return {"row": row, "source": found["source"], "provisional": found["provisional"]}


class BoundariesFile(forms.Form):
    """A file of boundaries that the board sends."""

    file = forms.FileField(
        label="File",
        help_text=(
            f"CSV (UTF-8) with the first line {exam_file.BOUNDARIES_LINE}: an exam a line, with its"
            " marks and the least for each grade. With one line that cannot be, nothing is entered."
        ),
        widget=forms.FileInput({"accept": ".csv"}),
        error_messages={"required": "Choose the file of boundaries."},
    )
    source = forms.CharField(**SOURCE)
    provisional = forms.BooleanField(**PROVISIONAL)

    def clean_file(self):
        """The text of the file."""
        return text_of(self.cleaned_data["file"])
