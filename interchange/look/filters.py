"""What is a list narrowed by? Boxes above it, filled in from its address."""

from django import forms


class Filters(forms.Form):
    """A form of optional boxes that narrow a list; by the address alone, so that it can be kept."""

    def __init__(self, data, **more):
        """Take what the address asks for."""
        super().__init__(data, auto_id="filter_%s", **more)

    def chosen(self):
        """The filters as queries take them (`q` as `text`); what nobody offered does not filter."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name, "") for name in self.fields}
        if "q" in given:
            given["text"] = given.pop("q")
        return given

    def in_words(self) -> list[tuple[str, str]]:
        """The filters that are set, as (label, what is chosen) pairs; none that filters nothing."""
        self.is_valid()
        found = []
        for name, field in self.fields.items():
            if value := self.cleaned_data.get(name):
                choices = dict(getattr(field, "choices", ()))
                is_ticked = isinstance(field, forms.BooleanField)
                told = "yes" if is_ticked else str(choices.get(value, value))
                found.append((str(field.label), told))
        return found


def any_of(qualifications):
    """The choices among qualifications, or all of them."""
    return [("", "All qualifications"), *((one.code, str(one)) for one in qualifications)]


def by_key(records):
    """The choices among records by their keys, or all of them."""
    return [("", "All"), *((str(one.pk), str(one)) for one in records)]
