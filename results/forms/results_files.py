"""Which files of results an office asks for, turned into values; nothing here saves."""

from django import forms

from results import results_file


class WhichResultsFiles(forms.Form):
    """Of which year, and under which series, files of results are to be made."""

    year = forms.IntegerField(widget=forms.HiddenInput)
    heading = forms.ChoiceField(choices=[(one.name, one.title) for one in results_file.HEADINGS])

    def __init__(self, *args, years, **kwargs):
        """Offer the years of which the centre has results, the latest first."""
        super().__init__(*args, **kwargs)
        self.years = {one.year: one for one in years}

    def clean_year(self):
        """Raise ValidationError for a year that is not offered."""
        year = self.cleaned_data["year"]
        if year not in self.years:
            raise forms.ValidationError("There are no results of that year. Choose one above.")
        return year

    def year_or_first(self):
        """The ResultsYear that the address asks for, or the latest."""
        self.is_valid()
        first = next(iter(self.years))
        return self.years[self.cleaned_data.get("year", first)]

    def chosen(self):
        """The ResultsYear and the Heading that were chosen."""
        year, named = self.cleaned_data["year"], self.cleaned_data["heading"]
        return self.years[year], results_file.heading(named)
