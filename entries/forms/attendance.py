"""How did a candidate attend an exam?"""

from django import forms

MARKS = (("present", "Present"), ("absent", "Absent"), ("partial", "Absent from part"))


class AttendanceForm(forms.Form):
    """The mark of an exam that was sat, or was not."""

    mark = forms.ChoiceField(
        label="Attendance",
        choices=[("", "Choose"), *MARKS],
        error_messages={"required": "Choose how the exam was attended."},
    )
