"""What does a form ask for beside what Django knows? A date, with a sentence for each slip."""

from datetime import date

from django import forms

from interchange.look.sentences import lower_first
from interchange.look.widgets import DayMonthYear, month_number


class DateField(forms.Field):
    """A date typed as day, month and year; the sentences name the field and the part that is wrong.

    `earliest` and `latest` are dates or functions without arguments that give one.
    """

    widget = DayMonthYear

    def __init__(self, *, earliest=None, latest=None, **kwargs):
        """Take the bounds, and what every field takes."""
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value):
        """Give the date of [day, month, year], None where all are empty; raises ValidationError."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        parts = [str(part or "").strip() for part in value]
        if not any(parts):
            return None
        missing = [
            name for name, part in zip(("day", "month", "year"), parts, strict=True) if not part
        ]
        if missing:
            raise forms.ValidationError(f"{self.label} must include a {' and a '.join(missing)}.")
        return self._real(*parts)

    def _real(self, day, month, year):
        if len(year) != 4:
            raise forms.ValidationError(f"{self.label} needs a year of four figures, such as 2008.")
        try:
            return date(int(year), month_number(month), int(day))
        except ValueError:
            raise forms.ValidationError(
                f"{self.label} must be a real date: day, month and year, such as 27 3 2008."
            ) from None

    def validate(self, value):
        """Refuse no date where one is required, and one outside the bounds."""
        if self.required and value is None:
            raise forms.ValidationError(f"Enter {lower_first(self.label)}.")
        earliest, latest = _bound(self.earliest), _bound(self.latest)
        if value and earliest and value < earliest:
            raise forms.ValidationError(f"{self.label} must be {earliest:%-d %B %Y} or later.")
        if value and latest and value > latest:
            raise forms.ValidationError(f"{self.label} must be {latest:%-d %B %Y} or earlier.")

    def has_changed(self, initial, data):
        """Say whether what was typed is another date than the one shown before."""
        try:
            return self.to_python(data) != initial
        except forms.ValidationError:
            return True


def _bound(given):
    """Give the date of a bound that may be a function."""
    return given() if callable(given) else given
