"""Which controls does a form have beside Django's? Dates in three boxes, radios with hints."""

from django import forms

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class WithHints:
    """Radios or tick boxes whose options may carry a hint each, and may stand side by side."""

    def __init__(self, attrs=None, choices=(), *, hints=None, inline=False, small=False):
        """Take `hints`, a sentence for an option's value, and how the options are laid out."""
        super().__init__(attrs, choices)
        self.hints, self.inline, self.small = hints or {}, inline, small

    def create_option(self, name, value, *args, **kwargs):
        """Give one option with its hint, tied to it for screen readers."""
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        if option["hint"] and "id" in option["attrs"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return option


class Radios(WithHints, forms.RadioSelect):
    """One of a few."""


class TickBoxes(WithHints, forms.CheckboxSelectMultiple):
    """Any of a few."""


class DayMonthYear(forms.MultiWidget):
    """A date in three boxes: nobody has to guess an order or fight a calendar.

    `autofill` is "bday" where people give their own date of birth, else nothing is offered.
    """

    template_name = "_components/date_boxes.html"

    def __init__(self, attrs=None, *, autofill=""):
        """Make the boxes; `autofill` is the prefix of their autocomplete values."""
        boxes = {}
        for part in ("day", "month", "year"):
            boxes[part] = forms.TextInput({"inputmode": "numeric", "label": part.capitalize()})
            boxes[part].attrs["autocomplete"] = f"{autofill}-{part}" if autofill else "off"
        super().__init__(boxes, attrs)

    def decompress(self, value):
        """Give day, month and year of a date, each None where there is no date."""
        return [value.day, value.month, value.year] if value else [None, None, None]


def month_number(text: str) -> int:
    """Give the number of a month written as a number or a name; raises ValueError."""
    text = text.strip().lower()
    return MONTHS.index(text[:3]) + 1 if text[:3].isalpha() else int(text)
