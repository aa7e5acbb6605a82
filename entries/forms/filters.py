"""Which entries does the person want to see?"""

from django import forms

from entries.states import LISTED, ONCE_WITHDRAWN, Status
from entries.unit_states import Status as UnitStatus
from interchange.look.filters import Filters, any_of


class EntryFilters(Filters):
    """Filters of the list of registrations."""

    q = forms.CharField(required=False, label="Name or number")
    qualification = forms.ChoiceField(required=False)
    status = forms.ChoiceField(
        required=False,
        choices=[
            ("", "Any that is not closed"),
            *((one.value, one.label) for one in Status if one in LISTED | ONCE_WITHDRAWN),
        ],
    )

    def __init__(self, data, qualifications):
        """Take what was asked and the qualifications there are."""
        super().__init__(data)
        self.fields["qualification"].choices = any_of(qualifications)


class UnitEntryFilters(EntryFilters):
    """Filters of the list of exam and unit entries."""

    series = forms.ChoiceField(required=False)
    status = forms.ChoiceField(required=False, choices=[("", "Any"), *UnitStatus.choices])

    def __init__(self, data, qualifications, series):
        """Take what was asked, and the qualifications and series there are."""
        super().__init__(data, qualifications)
        self.fields["series"].choices = [
            ("", "All"),
            *((one.code, str(one)) for one in series),
            ("none", "Units only (no series)"),
        ]
