"""What a centre sends with what it asks for, a file or words, and why it does not get it."""

from django import forms

from interchange import uploads


def paper(label, *, required=False, missing="Choose a file."):
    """A control for one file of the kinds we take; what is in it is checked when it is kept."""
    return forms.FileField(
        label=label,
        help_text=uploads.hint(),
        required=required,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": uploads.endings()}),
        error_messages={"required": missing},
    )


def words(label, help_text="", missing="", longest=2000, **kwargs):
    """A box for sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": missing},
        **kwargs,
    )


class Reason(forms.Form):
    """Why a centre does not get, or no longer has, what it asked for."""

    words = words("Reason", "The centre gets it by e-mail.", "Write why.", 500)
