"""How does staff name a centre or a person in a form? By typing what everybody calls it."""

from django import forms


class Typed(forms.ModelChoiceField):
    """A record named by typing its `to_field_name`: a centre's number, a person's address.

    Works without script and with any number of records, where a drop-down would not.
    """

    widget = forms.TextInput

    def __init__(self, queryset, *, unknown, **kwargs):
        """Take the records, and the sentence for what is none of them."""
        super().__init__(queryset, error_messages={"invalid_choice": unknown}, **kwargs)

    def prepare_value(self, value):
        """Show what it is called, not its id."""
        if isinstance(value, int):
            value = self.queryset.filter(pk=value).first()
        return super().prepare_value(value)

    def to_python(self, value):
        """Find the record, whatever the spaces around it."""
        return super().to_python(value.strip() if isinstance(value, str) else value)
