"""What does a form say is wrong? A sentence that names the field, instead of Django's stock words.

Every form of the portal is given its sentences here, pages of Django's admin as well: the renderer
of all forms makes their bound fields of `SaidField`. A sentence that a form or field gives itself
is left as it is.
"""

from functools import cache
from inspect import getmembers

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import widgets

WHERE_STOCK_WORDS_STAND = (forms, models, validators)
UNCLEAR = "{label} is not written as it should be: check it."
SENTENCES = {
    "invalid_choice": "Choose {one} from the list: what was sent is not on it.",
    "invalid_pk_value": "Choose {one} from the list: what was sent is not on it.",
    "invalid_list": "Choose {one} from the list.",
    "invalid_date": "{label} needs a date, such as 27/03/2026.",
    "invalid_time": "{label} needs a time, such as 14:30.",
    "max_length": "{label} may have at most {limit_value} characters; you typed {show_value}.",
    "min_length": "{label} must have at least {limit_value} characters; you typed {show_value}.",
    "max_value": "{label} may be at most {limit_value}.",
    "min_value": "{label} must be at least {limit_value}.",
    "empty": "{label}: the file is empty. Choose another.",
    "missing": "Choose a file for {one}.",
    "unique": "{label} is taken: another {model} has it. Enter another.",
    "null_characters_not_allowed": "{label} has a sign in it that cannot be read: type it anew.",
    "password_too_short": "{label} is too short: use at least {min_length} characters.",
    "password_too_similar": "{label} is too much like your name or address: choose another.",
    "password_too_common": "{label} is one that many people use: choose another.",
}
INVALID = (  # how to write it instead, by the kind of field; the first that fits
    (forms.DateTimeField, "{label} must be a date and a time, such as 27/03/2026 14:30."),
    (forms.DateField, "{label} must be a date, such as 27/03/2026."),
    (forms.TimeField, "{label} must be a time, such as 14:30."),
    ((forms.DecimalField, forms.FloatField), "{label} must be a number, such as 12.5."),
    (forms.IntegerField, "{label} must be a whole number, such as 12."),
    (forms.EmailField, "{label} must be an e-mail address, such as sam.sample@school.example."),
    (forms.SlugField, "{label} may have only letters, figures, hyphens and underscores."),
)


class SaidField(forms.BoundField):
    """A field of a form, whose errors say which field it is and what to do.

    Browsers count a line break as one sign and send two, so that what fits in the box would not fit
    in the field: it is read as one.
    """

    @property
    def data(self):
        """Give what was sent for the field, each line break as one sign."""
        sent = super().data
        return sent.replace("\r\n", "\n") if isinstance(sent, str) else sent

    @property
    def errors(self):
        """Give what is wrong with the field, in sentences."""
        found = super().errors
        if not found:
            return found
        said = found.copy()
        said.field_id = found.field_id
        said.data = [
            ValidationError(_sentence(self, error), code=error.code) for error in found.as_data()
        ]
        return said


def first_problem(form):
    """Give the first sentence of what is wrong with a form that says it in a message."""
    return next(sentence for field in form for sentence in field.errors)


def _sentence(field, error):
    """Give one error of a bound field as a sentence."""
    if not _is_stock(error):
        return " ".join(error.messages)
    names = {"label": field.label, "one": lower_first(field.label), **(error.params or {})}
    if error.code == "required":
        return _required(field.field.widget, names)
    names.setdefault("limit_value", names.get("max"))
    names.setdefault("show_value", names.get("length"))
    names["model"] = lower_first(names.get("model_name", ""))
    return SENTENCES.get(error.code, _unclear(field.field)).format(**names)


def _unclear(form_field):
    """Give the sentence for what cannot be read, by the kind of field."""
    return next((how for kinds, how in INVALID if isinstance(form_field, kinds)), UNCLEAR)


def _is_stock(error):
    """Say whether an error's words are Django's own."""
    return str(error.code).startswith("password_") or id(error.message) in _stock()


@cache
def _stock():
    """Which texts are Django's own: each as it stands in its code, where nobody else's can be."""
    found = set()
    for module in WHERE_STOCK_WORDS_STAND:
        for _, kind in getmembers(module):
            for texts in ("default_error_messages", "messages"):
                several = getattr(kind, texts, None)
                found |= set(map(id, several.values())) if isinstance(several, dict) else set()
            found.add(id(getattr(kind, "message", found)))
    return found


def _required(widget, names):
    """Give the sentence for an answer that is missing, by the kind of control."""
    if isinstance(widget, widgets.CheckboxInput):
        return f"Tick “{names['label']}”."
    if isinstance(widget, widgets.FileInput):
        return f"Choose a file for {names['one']}."
    verb = "Choose" if isinstance(widget, widgets.ChoiceWidget) else "Enter"
    return f"{verb} {names['one']}."


def lower_first(label):
    """Give a label for the middle of a sentence; one that begins with an acronym stays."""
    label = str(label)
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"
