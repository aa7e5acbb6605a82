"""Which file of entries is sent, and who are the likely duplicates in it?"""

import uuid

from django import forms

from entries.rules.lines import BACK, NEW
from interchange import uploads

ANSWER = "line-"  # what a box with an answer is called, before the line's number
NO_FILE = "Choose the file that your system has made."


class SendFile(forms.Form):
    """The file, and the token that makes sending it twice one sending."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    file = forms.FileField(
        label="File of entries or amendments",
        help_text="Named like E1234572.X01 or A1234572.X02, as your system writes it.",
        error_messages={"required": NO_FILE, "missing": NO_FILE, "invalid": NO_FILE},
        allow_empty_file=True,
    )

    def clean_file(self):
        """The file, if its name can be shown."""
        upload = self.cleaned_data["file"]
        try:
            upload.tidy_name = uploads.tidy_name(upload.name)
        except uploads.UploadRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return upload


def answers(data):
    """The answers about likely duplicates, by line number: an OCR number, `new` or `back`."""
    found = {}
    for name, value in data.items():
        line = name.removeprefix(ANSWER)
        sound = value in (NEW, BACK) or (value.isdecimal() and value.isascii())
        if name.startswith(ANSWER) and line.isdecimal() and len(line) < 8 and sound:
            found[int(line)] = value[:8]
    return found
