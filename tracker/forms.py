"""What may be typed in the tracker: filters, and when a candidate will complete."""

from django import forms

from entries.rules.registering import summers_from
from interchange.look import filters
from results.diagnosis import CAUSES
from results.eligibility import Eligibility
from results.urgency import Urgency
from tracker.queries.emptiness import AT_RISK, GROUP, TEACHER
from tracker.queries.unit_states import CHOICES

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
    cause = forms.ChoiceField(
        label="Why",
        required=False,
        choices=[("", "All"), *((code, cause.headline) for code, cause in CAUSES.items())],
    )
    urgency = forms.ChoiceField(
        label="How urgent",
        required=False,
        choices=[("", "All"), *((one.name, one.value) for one in Urgency)],
    )
    unit = forms.ChoiceField(label="Unit", required=False)
    unit_state = forms.ChoiceField(
        label="State of the unit",
        required=False,
        choices=[("", "All"), *((code, words) for code, (words, _) in CHOICES.items())],
    )
    group = forms.ChoiceField(label=GROUP, required=False)
    teacher = forms.ChoiceField(label=TEACHER, required=False)
    at_risk = forms.BooleanField(label=AT_RISK, required=False)

    def __init__(self, *args, qualifications, units=(), groups=(), teachers=(), **kwargs):
        """Offer the qualifications the centre has entries for, units of theirs, its groups."""
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = filters.by_key(groups)
        if "teacher" in self.fields:
            found = ((str(one.pk), one.name) for one in teachers)
            self.fields["teacher"].choices = [("", "All"), *found]
        self.units = {str(one.pk): one for one in units}
        self.fields["qualification"].choices = filters.any_of(qualifications)
        if "unit" in self.fields:
            found = ((code, str(unit)) for code, unit in self.units.items())
            self.fields["unit"].choices = [("", "Any unit"), *found]


class ClassFilters(Filters):
    """Which candidates of one qualification to look at together."""

    field_order = (
        *("qualification", "text", "state", "unit", "unit_state", "urgency", "group", "teacher"),
        "at_risk",
    )

    def __init__(self, *args, qualifications, **kwargs):
        """Ask for one of the qualifications the centre has entries for; the only one is chosen."""
        super().__init__(*args, qualifications=qualifications, **kwargs)
        offered = [one for one in self.fields["qualification"].choices if one[0]]
        if len(offered) == 1:
            self.fields["qualification"].choices = offered
            self.data = {**self.data.dict(), "qualification": offered[0][0]}
        else:
            self.fields["qualification"].choices = [("", "Choose one"), *offered]


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


class ExpectingFilters(Filters):
    """Which candidates to answer for, whether a result is still expected."""

    field_order = ("text", "qualification", "urgency", "group")
    state = cause = at_risk = unit = unit_state = teacher = None


class Answer(forms.Form):
    """Whether results are still expected: the summer as `answer`, None for no more."""

    answer = forms.TypedChoiceField(
        label="Is a result still expected of those ticked?",
        widget=forms.RadioSelect,
        coerce=lambda chosen: None if chosen == WITHDRAWN else int(chosen),
        empty_value="",
    )

    def __init__(self, *args, on, **kwargs):
        """Offer the summers that can be chosen on the day `on`, and none any more."""
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [
            *((str(year), f"Yes, in summer {year}") for year in summers_from(on)),
            (WITHDRAWN, "No result is expected any more: mark as Withdrawn"),
        ]


class Tries(forms.Form):
    """The grades to try, a field a unit: as it stands, or one better than is held."""

    def __init__(self, *args, units, **kwargs):
        """Offer for each UnitToTry its grades; `rows` are the units with their fields."""
        super().__init__(*args, **kwargs)
        names = {f"unit-{one.unit.number}": one for one in units}
        for name, one in names.items():
            label = f"Unit {one.unit.number} {one.unit.title}"
            as_it_stands = f"As it stands ({one.held or 'none'})"
            self.fields[name] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[("", as_it_stands), *((grade, grade) for grade in one.better)],
                error_messages={
                    "invalid_choice": f"{label}: choose one of {', '.join(one.better)}."
                },
            )
        self.rows = [(one, self[name]) for name, one in names.items()]

    @property
    def grades(self) -> dict[str, str]:
        """The grades chosen by unit number; none of a field that is wrong."""
        self.is_valid()
        given = self.cleaned_data.items()
        return {name.removeprefix("unit-"): grade for name, grade in given if grade}
