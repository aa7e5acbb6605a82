"""A file of grades as it is sent: read, but not saved."""

from django import forms

from claims import gradebook
from interchange import uploads
from interchange.refusals import RuleBroken


class UploadForm(forms.Form):
    """A filled template, and who marked the grades that name nobody.

    Once valid, `filled` says what the file asks of the claim, and `file_name` how it is called.
    """

    file = forms.FileField(
        label="File with grades",
        help_text=uploads.hint(uploads.TABLES),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": uploads.endings(uploads.TABLES)}),
        error_messages={"required": "Choose the file with the grades."},
    )
    assessor = forms.ChoiceField(
        label="Centre assessor for grades without initials",
        help_text="Grades that are on the claim already keep their assessor.",
        required=False,
    )

    def __init__(self, *args, book, **kwargs):
        """Take the claim's Gradebook; with one assessor there is nothing to choose."""
        super().__init__(*args, **kwargs)
        self.book, self.filled, self.only, self.file_name = book, None, None, ""
        if len(book.assessors) > 1:
            everybody = [(str(one.pk), str(one)) for one in book.assessors]
            none = [("", "Nobody: every grade has initials")]
            self.fields["assessor"].choices = none + everybody
        else:
            del self.fields["assessor"]
            self.only = book.assessors[0].pk if book.assessors else None

    def clean(self):
        """Read the file."""
        upload = self.cleaned_data.get("file")
        if upload is None or self.errors:
            return self.cleaned_data
        chosen = self.cleaned_data.get("assessor")
        try:
            tables = uploads.read_tables(upload)
            self.file_name = tables.name
            self.filled = gradebook.read(tables, self.book, int(chosen) if chosen else self.only)
        except RuleBroken as refusal:
            self.add_error("file", str(refusal))
        return self.cleaned_data
