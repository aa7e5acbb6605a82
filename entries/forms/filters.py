"""Which entries does the person want to see?"""

from django import forms

from entries.states import LISTED, ONCE_WITHDRAWN, Status
from entries.unit_states import Status as UnitStatus
from interchange.look.filters import Filters, any_of, by_key


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

    group = forms.ChoiceField(required=False, label="Teaching group")

    def __init__(self, data, qualifications, groups=()):
        """Take what was asked, and the qualifications and teaching groups there are."""
        super().__init__(data)
        self.fields["qualification"].choices = any_of(qualifications)
        if "group" in self.fields:
            self.fields["group"].choices = by_key(groups)


class FillFilters(EntryFilters):
    """Filters of those who could be put into a teaching group."""

    status = group = None


class UnitEntryFilters(EntryFilters):
    """Filters of the list of exam and unit entries."""

    group = None
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
