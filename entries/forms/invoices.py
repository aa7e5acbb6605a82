"""What may be asked about an invoice, and what staff do with it."""

from django import forms

from entries.forms.papers import paper, words
from entries.models import Charge
from entries.queries import open_charges


class QueryForm(forms.Form):
    """What is wrong with an invoice, with a paper that shows it."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    words = words(
        "What is your question?",
        "Say which line it is about. Your centre number, the invoice number and a copy of the"
        " invoice go with it.",
        "Write what you want to know about the invoice.",
    )
    upload = paper("Supporting document, if you have one")


class Answer(forms.Form):
    """What the board answers."""

    answer = words("Answer", "The centre gets it by e-mail.", "Write what the centre should know.")


class Because(forms.Form):
    """Why a charge is paid back."""

    because = forms.CharField(
        label="Reason", max_length=300, help_text="Stands on the credit note."
    )


LISTED = 300  # charges offered on one page; the list of charges finds any


def crediting(records):
    """The form that pays back charges of the chosen invoices: of one at a time."""
    charges = open_charges().filter(line__invoice__in=records[:1], line__pence__gt=0)

    chosen = _choice(charges, required=True)

    class Credit(Because):
        charges = chosen
        field_order = ("charges", "because")

    return Credit


def settling(records):
    """The form that settles what waits to be paid back by hand: of one at a time."""
    charges = Charge.objects.none()
    for one in records[:1]:
        invoice = one.charge.line.invoice_id if one.charge else _invoice_of(one.unit_entry)
        charges = open_charges().filter(line__invoice=invoice, line__pence__gt=0)

    chosen = _choice(charges, required=False)

    class Settle(forms.Form):
        charges = chosen
        words = forms.CharField(label="What was done, or why nothing is paid back", max_length=300)

    return Settle


def _invoice_of(unit_entry):
    return unit_entry.submission and unit_entry.submission.invoice_id


def _choice(charges, *, required):
    ids = list(charges.order_by("who", "pk").values_list("pk", flat=True)[:LISTED])
    offered = charges.filter(pk__in=ids).order_by("who", "pk")
    return forms.TypedMultipleChoiceField(
        label="What is paid back",
        coerce=int,
        choices=[(one.pk, str(one)) for one in offered],
        required=required,
        widget=forms.CheckboxSelectMultiple,
        help_text=f"The first {LISTED} that are not paid back yet; others stand under “Charges”."
        if len(ids) == LISTED
        else "",
    )
