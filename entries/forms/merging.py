"""Which details of two records does a merge keep? A choice for each in which they differ."""

from django import forms

from entries.rules import merging as rules


class MergeChoices(forms.Form):
    """Choices between the details of two records that are to be merged."""

    def offer_details(self, kept, merged):
        """Offer a choice for each detail that differs."""
        for name in rules.CHOSEN:
            ours, theirs = getattr(kept, name), getattr(merged, name)
            if ours != theirs and ours and theirs:
                self.fields[name] = forms.ChoiceField(
                    label=rules.TITLES[name],
                    choices=[("kept", ours), ("merged", theirs)],
                    initial="kept",
                    widget=forms.RadioSelect,
                )

    def from_merged(self):
        """The names of the details to take from the other record."""
        return [name for name in rules.CHOSEN if self.cleaned_data.get(name) == "merged"]
