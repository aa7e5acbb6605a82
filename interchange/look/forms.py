"""How is a form drawn? In our own markup for pages; Django's admin keeps the markup of its own."""

from django.forms import CheckboxSelectMultiple, RadioSelect
from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template

from interchange.look.sentences import SaidField
from interchange.look.widgets import DayMonthYear

OURS = "_components/"


class PortalRenderer(DjangoTemplates):
    """Draws `{{ form }}`, `{{ formset }}` and `{{ field.as_field_group }}` with our components."""

    form_template_name = f"{OURS}fields.html"
    formset_template_name = f"{OURS}formset.html"
    field_template_name = f"{OURS}field.html"
    bound_field_class = SaidField

    def get_template(self, template_name):
        """Give our own template, from the project's folder, or else one of Django's."""
        if template_name.startswith(OURS):
            return get_template(template_name)
        return super().get_template(template_name)


GROUPS = {  # the first that fits: Django's tick boxes are a kind of radios
    "checkboxes": CheckboxSelectMultiple,
    "radios": RadioSelect,
    "date": DayMonthYear,
}
BASE = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
}
WIDTHS = (2, 3, 4, 5, 10, 20)


def kind(field):
    """Give the kind of control a bound field is: radios, checkboxes, date, select, text …"""
    widget = field.field.widget
    found = (name for name, types in GROUPS.items() if isinstance(widget, types))
    return next(found, None) or getattr(widget, "input_type", None) or "textarea"


def control(field, **attrs):
    """Draw only the control of a bound field, with the classes of its kind.

    `attrs` are added to it, underscores standing for hyphens: `aria_label="Grade of …"`. No browser
    cuts what is too long without a word: the form says how long it may be.
    """
    named = {name.replace("_", "-"): value for name, value in attrs.items()}
    named["class"] = " ".join(filter(None, [*_classes(field), named.get("class")]))
    return field.as_widget(attrs={"maxlength": False, **named})


def _classes(field):
    """Give the classes of a bound field's control."""
    base = BASE.get(kind(field), "govuk-input")
    found = [base, field.field.widget.attrs.get("class", "")]
    if kind(field) == "password":
        found.append("govuk-password-input__input govuk-js-password-input-input")
    if base == "govuk-input":
        found.append(_width(getattr(field.field, "max_length", None)))
    if field.errors and kind(field) != "checkbox":
        found.append(f"{base}--error")
    return found


def _width(longest):
    """Give the class that makes a short box for an answer of at most `longest` characters."""
    if not longest:
        return ""
    return next((f"govuk-input--width-{wide}" for wide in WIDTHS if longest <= wide), "")


def is_optional(field):
    """Say whether to mark a bound field as optional: only where the form also requires some."""
    others = field.form.fields.values()
    return not field.field.required and any(other.required for other in others)


def error_links(form):
    """Give (href, sentence) for each error of `form`, in the order of its fields, for a summary.

    An error of the form as a whole has no field to go to and comes first, with an empty href.
    """
    links = [("", error) for error in form.non_field_errors()]
    for field in form:
        links += [(f"#{first_id(field)}", error) for error in field.errors]
    return links


def first_id(field):
    """Give the id of the first box, radio or tick box of a bound field."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
