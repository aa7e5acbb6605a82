"""What may be asked about an invoice, and what staff do with it."""

from django import forms

from entries.forms.papers import paper, words


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


def crediting(records):
    """The form that pays back a fee of the chosen invoices: of one at a time."""
    lines = [line for one in records[:1] for line in one.lines.all() if line.pence]

    class Credit(forms.Form):
        fee = forms.TypedChoiceField(
            label="Fee", coerce=int, choices=[(line.pk, str(line)) for line in lines]
        )
        count = forms.IntegerField(label="How often it is paid back", min_value=1)
        because = forms.CharField(
            label="Reason", max_length=300, help_text="Stands on the credit note."
        )

    return Credit
