"""What does a form say is wrong? A sentence that names the field, instead of Django's stock words.

A sentence that a form or field gives itself is left as it is.
"""

from django.core import validators
from django.forms import widgets

STOCK = {
    "max_length": validators.MaxLengthValidator.message,
    "min_length": validators.MinLengthValidator.message,
    "max_value": validators.MaxValueValidator.message,
    "min_value": validators.MinValueValidator.message,
}
SENTENCES = {
    "invalid": "{label} is not written as it should be: check it.",
    "invalid_choice": "Choose {one} from the list: what was sent is not on it.",
    "invalid_list": "Choose {one} from the list.",
    "max_length": "{label} may have at most {limit_value} characters; you typed {show_value}.",
    "min_length": "{label} must have at least {limit_value} characters; you typed {show_value}.",
    "max_value": "{label} may be at most {limit_value}.",
    "min_value": "{label} must be at least {limit_value}.",
    "empty": "{label}: the file is empty. Choose another.",
    "missing": "Choose a file for {one}.",
}


def sentences(field):
    """Give a sentence for each error of a bound field."""
    return [_sentence(field, error) for error in field.errors.as_data()]


def _sentence(field, error):
    """Give one error of a bound field as a sentence."""
    if not _is_stock(field.field, error):
        return " ".join(error.messages)
    names = {"label": field.label, "one": lower_first(field.label), **(error.params or {})}
    if error.code == "required":
        return _required(field.field.widget, names)
    return SENTENCES[error.code].format(**names)


def _is_stock(form_field, error):
    """Say whether an error's words are Django's own and we have better ones."""
    if error.code != "required" and error.code not in SENTENCES:
        return False
    stock = [STOCK.get(error.code)]
    stock += [
        kind.__dict__.get("default_error_messages", {}).get(error.code)
        for kind in type(form_field).__mro__
    ]
    return any(error.message is one for one in stock if one)


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
