"""Which qualifications of the booklet does the person want to see?"""

from django import forms

from interchange.look.filters import Filters


class BookletFilters(Filters):
    """Filters of the entry codes booklet."""

    q = forms.CharField(required=False, label="Entry code, QAN or title")
    suite = forms.ChoiceField(
        required=False, choices=[("", "Both"), ("2016", "2016"), ("2012", "2012")]
    )
    level = forms.ChoiceField(
        required=False, choices=[("", "All"), *((str(one), f"Level {one}") for one in (2, 3, 4))]
    )
    subject = forms.ChoiceField(required=False)

    def __init__(self, data, subjects):
        """Take what was asked and the subjects there are."""
        super().__init__(data)
        self.fields["subject"].choices = [
            ("", "All"),
            *((one.code, one.title) for one in subjects),
        ]
