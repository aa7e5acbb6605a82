"""What is typed to ask for a candidate of another centre, and to answer."""

from django import forms

from entries import identifiers
from entries.forms.papers import paper, words
from entries.rules import people
from interchange.accounts.models import Centre
from interchange.catalogue.queries import running
from interchange.look.fields import DateField


class AskForm(forms.Form):
    """Whom, from where, for which qualification, and under which number here."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    ocr_number = forms.RegexField(
        r"^\d{8}$",
        required=False,
        label="OCR candidate number",
        help_text="Eight digits; the candidate or the old centre knows it. Or give the UCI.",
        error_messages={"invalid": "An OCR candidate number has eight digits."},
    )
    uci = forms.CharField(required=False, label="UCI", help_text="13 characters")
    surname = forms.CharField(
        label="Surname", max_length=40, error_messages={"required": "Enter the surname."}
    )
    forenames = forms.CharField(label="Forenames", max_length=40, required=False)
    born_on = DateField(label="Date of birth")
    old_centre = forms.CharField(
        label="Number of the old centre",
        max_length=5,
        error_messages={"required": "Enter the five digits of the old centre's number."},
    )
    qualification = forms.ModelChoiceField(
        running(),
        to_field_name="code",
        label="Qualification",
        empty_label="Choose a qualification",
        error_messages={"required": "Choose the qualification the candidate is registered for."},
    )
    candidate_number = forms.CharField(
        label="Candidate number at your centre",
        help_text="Four digits that nobody else at your centre has",
        error_messages={"required": "Enter the candidate number."},
    )
    reason = forms.CharField(
        label="Note to the old centre", max_length=500, required=False,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    upload = paper("Written agreement of the old centre, if you have it")

    def clean_old_centre(self):
        """The centre of that number."""
        number = self.cleaned_data["old_centre"].strip()
        found = Centre.objects.filter(number=number).first()
        if found is None:
            raise forms.ValidationError(
                f"There is no centre {number}. A centre number has five digits."
            )
        return found

    def clean_surname(self):
        """Single spaces, plain apostrophes."""
        return people.tidy_name(self.cleaned_data["surname"])

    def clean_forenames(self):
        """Single spaces, plain apostrophes."""
        return people.tidy_name(self.cleaned_data["forenames"])

    def clean_uci(self):
        """Capitals, with the check letter where it was left out."""
        uci = identifiers.completed_uci(self.cleaned_data["uci"])
        if problem := identifiers.uci_problem(uci):
            raise forms.ValidationError(problem)
        return uci

    def clean_candidate_number(self):
        """Four digits, with the leading zeros that people drop."""
        number = identifiers.tidy(self.cleaned_data["candidate_number"])
        number = number.zfill(4) if number.isdecimal() else number
        if problem := people.number_problem(number):
            raise forms.ValidationError(problem)
        return number


class AgreeForm(forms.Form):
    """The old centre's yes; it names its candidate where none was found."""

    ocr_number = forms.RegexField(
        r"^\d{8}$",
        label="OCR candidate number of your candidate",
        help_text="What the new centre typed fits none of your registrations exactly.",
        error_messages={
            "required": "Enter the eight digits of your candidate's number, or decline.",
            "invalid": "An OCR candidate number has eight digits.",
        },
    )

    def __init__(self, *args, found, **kwargs):
        """Where the candidate was found there is nothing to type."""
        super().__init__(*args, **kwargs)
        if found:
            del self.fields["ocr_number"]


class DeclineForm(forms.Form):
    """Why the old centre, or the board, does not agree."""

    words = words("Reason", "The new centre gets it.", "Write why.", 500)


class AgreementForm(forms.Form):
    """The old centre's agreement on paper."""

    upload = paper("Written agreement of the old centre", required=True)
