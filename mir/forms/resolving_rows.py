"""How does the board resolve what a filled template names? Row by row, those that are ticked."""

from django import forms

from mir import acts, queries
from mir.forms.resolving import RESOLVING, Resolving
from results.diagnosis import RequestKind


class Rows(Resolving):
    """The rows of the filled template: those that are ticked are done."""

    rows = forms.MultipleChoiceField(
        label="Rows of the spreadsheet",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the rows to be done."},
    )

    def __init__(self, *args, **kwargs):
        """Offer each row, all ticked."""
        super().__init__(*args, **kwargs)
        self.sent = {row["row"]: row for row in queries.rows_sent(self.record)}
        field = self.fields["rows"]
        field.choices = [(number, _in_words(row)) for number, row in self.sent.items()]
        field.initial = list(self.sent)

    def ticked(self):
        """The rows that are ticked."""
        return [self.sent[number] for number in self.cleaned_data["rows"]]


class BankingRows(Rows):
    """The units missed that the rows name are banked."""

    def clean(self):
        """Find the candidates; raises ValidationError for one who has none of that number."""
        given = super().clean()
        self.found = {}
        for row in self.ticked() if "rows" in given else ():
            found = queries.candidate_here(self.record.centre, row["ocr_number"])
            if found is None:
                self.add_error("rows", f"Row {row['row']}: no candidate {row['ocr_number']} now.")
            self.found[row["row"]] = found
        return given

    def to_do(self):
        """Bank each."""
        return [
            acts.BankUnit(self.found[row["row"]], row["unit"], row["grade"].upper())
            for row in self.ticked()
        ]


class CorrectingRows(Rows):
    """The results that the rows name are corrected, or moved to the unit that was meant."""

    def clean(self):
        """Find the results; raises ValidationError where one does not stand any more."""
        given = super().clean()
        rows = self.ticked() if "rows" in given else []
        self.found = queries.results_of_rows(self.record, rows)
        for row in rows:
            if (row["ocr_number"], row["unit"]) not in self.found:
                self.add_error("rows", f"Row {row['row']}: no result of it stands any more.")
        return given

    def to_do(self):
        """Correct each."""
        return [self._act(row) for row in self.ticked()]

    def _act(self, row):
        result, grade = self.found[row["ocr_number"], row["unit"]], row["grade"].upper()
        if row["right_unit"]:
            return acts.MoveUnit(result, row["right_unit"], grade)
        return acts.CorrectGrade(result, grade)


def _in_words(row):
    """A row of a template as a tick box shows it."""
    unit = f"unit {row['unit']}"
    if row.get("right_unit"):
        unit = f"{unit}, meant was {row['right_unit']}"
    who = f"{row['ocr_number']} {row['forenames']} {row['surname']}"
    return f"{who}, {unit}: {row['grade']} – {row['reason']}"


BY_ROWS = {
    RequestKind.MISSED_FROM_CLAIM: BankingRows,
    RequestKind.INCORRECT_CLAIM: CorrectingRows,
}


def resolving(record):
    """The form that resolves the request: by the rows of its template where those were read."""
    if record.kind in BY_ROWS and queries.rows_sent(record):
        return BY_ROWS[record.kind]
    return RESOLVING[record.kind]
