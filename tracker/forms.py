"""What may be typed in the tracker: filters, and when a candidate will complete."""

from django import forms

from entries.rules.registering import summers_from
from interchange.look import filters
from results.eligibility import Eligibility

WITHDRAWN = "withdrawn"


class Filters(filters.Filters):
    """Which of the centre's entries to show."""

    text = forms.CharField(label="Name or number", required=False, max_length=60)
    qualification = forms.ChoiceField(label="Qualification", required=False)
    state = forms.ChoiceField(
        label="Qualification result",
        required=False,
        choices=[("", "All"), *((one.name, one.value) for one in Eligibility)],
    )
    at_risk = forms.BooleanField(label="Only candidates at risk", required=False)

    def __init__(self, *args, qualifications, **kwargs):
        """Offer the qualifications the centre has entries for."""
        super().__init__(*args, **kwargs)
        self.fields["qualification"].choices = filters.any_of(qualifications)


class DateFilters(filters.Filters):
    """The academic year whose key dates are shown."""

    year = forms.ChoiceField(label="Academic year", required=False)

    def __init__(self, *args, years, this_year, **kwargs):
        """Offer the years that dates are known of, the present one first."""
        super().__init__(*args, **kwargs)
        others = [(one, one) for one in years if one != this_year]
        self.fields["year"].choices = [("", f"{this_year} (this year)"), *others]


class Completion(forms.Form):
    """The summer a candidate is expected to complete in, or Withdrawn."""

    completes = forms.ChoiceField(
        label="Estimated completion",
        widget=forms.RadioSelect,
        help_text="Choose this summer for everybody who expects a result this summer.",
    )
    left = forms.BooleanField(
        label="The candidate has left the programme and will claim no more units",
        help_text="Tick this only together with Withdrawn.",
        required=False,
    )

    def __init__(self, *args, on, **kwargs):
        """Offer the summers that can be chosen on the day `on`, and Withdrawn."""
        super().__init__(*args, **kwargs)
        self.fields["completes"].choices = [
            *((str(year), f"Summer {year}") for year in summers_from(on)),
            (WITHDRAWN, "Withdrawn"),
        ]
