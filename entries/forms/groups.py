"""What is said of a teaching group: its name, what it is taught, and by whom."""

from django import forms

from interchange.accounts.queries import Colleague
from interchange.look.widgets import TickBoxes
from interchange.names import validate_name


class GroupForm(forms.Form):
    """A teaching group without its members."""

    name = forms.CharField(
        label="Name of the group",
        help_text="As your centre calls it, for example 12B IT",
        max_length=60,
        validators=[validate_name],
        error_messages={"required": "Enter a name for the group."},
    )
    qualification = forms.ModelChoiceField(
        None,
        to_field_name="code",
        label="Qualification",
        help_text="Choose one if only candidates for it belong to the group.",
        empty_label="Any qualification",
        required=False,
    )
    teachers = forms.TypedMultipleChoiceField(
        label="Teachers",
        help_text="Lists can be narrowed to the candidates of a teacher.",
        coerce=int,
        widget=TickBoxes(small=True),
        required=False,
    )

    def __init__(self, data=None, *, qualifications, teachers: list[Colleague], **more):
        """Offer the centre's qualifications and teachers."""
        super().__init__(data, **more)
        self.fields["qualification"].queryset = qualifications
        self.fields["teachers"].choices = [(one.pk, one.name) for one in teachers]
        if not teachers:
            del self.fields["teachers"]

    @property
    def given(self) -> dict:
        """What commands take, with the teachers' keys."""
        return {"teachers": [], **self.cleaned_data}
