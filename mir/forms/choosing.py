"""What does the centre want to see, or to ask for?"""

from django import forms

from entries.queries import qualifications_of
from interchange.look import filters
from interchange.look.widgets import Radios
from mir import queries
from mir.request_types import BY_SLUG, REQUEST_TYPES
from mir.states import Status


class Filters(filters.Filters):
    """Which requests of the list to show."""

    status = forms.ChoiceField(required=False, choices=[("", "Any status"), *Status.choices])
    kind = forms.ChoiceField(
        label="Request type",
        required=False,
        choices=[("", "Any type"), *((one.slug, one.title) for one in REQUEST_TYPES)],
    )


class Choice(forms.Form):
    """What is asked for, and for which qualification; the rest of the form follows from it."""

    kind = forms.ChoiceField(
        label="Request type",
        choices=[(one.slug, one.title) for one in REQUEST_TYPES],
        widget=Radios(hints={one.slug: one.purpose for one in REQUEST_TYPES}),
        error_messages={"required": "Choose the request type."},
    )
    qualification = forms.ModelChoiceField(
        queryset=None,
        to_field_name="code",
        empty_label="Choose a qualification",
        error_messages={
            "required": "Choose the qualification.",
            "invalid_choice": "There is no qualification with that entry code; choose one.",
        },
    )
    candidate = forms.CharField(required=False, widget=forms.HiddenInput)
    unit = forms.CharField(required=False, widget=forms.HiddenInput)
    step = forms.CharField(required=False, initial="1", widget=forms.HiddenInput)

    def __init__(self, *args, centre, **kwargs):
        """Offer the centre's qualifications first, then all others."""
        super().__init__(*args, **kwargs)
        mine = list(qualifications_of(centre))
        others = list(queries.other_qualifications(centre))
        field = self.fields["qualification"]
        field.queryset = queries.qualifications_to_name(centre)
        field.choices = [
            ("", field.empty_label),
            *_group("With entries of your centre", mine),
            *_group("All others", others),
        ]
        if len(mine) == 1:
            field.initial = mine[0].code

    @property
    def request_type(self):
        """The kind chosen."""
        return BY_SLUG[self.cleaned_data["kind"]]


def _group(title, qualifications):
    """Options of a drop-down under a title; none where there are no qualifications."""
    return [(title, [(one.code, str(one)) for one in qualifications])] if qualifications else []
