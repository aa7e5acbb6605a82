"""Which details are to stand on a candidate's record, what was seen there, and what proves it?"""

import uuid
from dataclasses import asdict

from django import forms
from django.core import signing
from django.utils.timezone import localdate

from entries.forms.sheet import PersonRow, sound_token
from entries.models import Candidate
from entries.rules import details as rules
from interchange import uploads
from interchange.look.fields import DateField

SALT = "entries.details"
CARRIED = (
    "surname",
    "forenames",
    "born_on_day",
    "born_on_month",
    "born_on_year",
    "sex",
    "uci",
    "uln",
    "reason",
    "token",
    "seen",
)


class DetailsForm(PersonRow):
    """The details as they are to stand; each says what is on record.

    It carries a token, and what the page showed, so that nobody's change is overwritten unseen.
    """

    candidate_number = None
    surname = forms.CharField(label="Surname", error_messages={"required": "Enter a surname."})
    born_on = DateField(label="Date of birth")
    sex = forms.ChoiceField(label="Sex", choices=Candidate.Sex.choices)
    uci = forms.CharField(required=False, label="UCI")
    uln = forms.CharField(required=False, label="ULN")
    reason = forms.CharField(
        label="Note",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Stays with the change. The board reads it where it decides.",
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, record, **kwargs):
        """Take the candidate's record; without data, begin with what is on it."""
        self.record, self.now = record, rules.of(record)
        super().__init__(*args, **kwargs)
        self.initial = {**asdict(self.now), **_begun(record)}
        for name, title in rules.TITLES.items():
            told = rules.detail_text(name, getattr(self.now, name))
            self.fields[name].help_text = f"On record: {told}"
            self.fields[name].label = title

    def clean(self):
        """Judge the details as registering does."""
        super().clean()
        for name, sentence in rules.problems(self.now, self.details, localdate()):
            if name not in self.errors:
                self.add_error(name, sentence)
        return self.cleaned_data

    @property
    def details(self):
        """The Details typed."""
        given = {name: self.cleaned_data.get(name) or "" for name in rules.TITLES}
        return rules.Details(**{**given, "born_on": given["born_on"] or None})

    @property
    def saw(self):
        """The Details that the page showed; none of them where that was spoilt."""
        try:
            kept = signing.loads(
                self.data.get(self.add_prefix("seen"), ""), salt=f"{SALT}.{self.record.pk}"
            )
        except signing.BadSignature:
            return rules.Details()
        return rules.from_json(kept)

    @property
    def sound_token(self):
        """The token, or a new one where it was spoilt."""
        return sound_token(self.data.get(self.add_prefix("token"), ""))

    def carried(self):
        """What was typed as (name, value) pairs, for hidden boxes."""
        return [(name, self.data[name]) for name in CARRIED if self.data.get(name)]

    def seen_anew(self):
        """What was typed beside what is on record now; what was left alone follows the record."""
        typed = rules.following(self.saw, self.details, self.now)
        data = {name: getattr(typed, name) for name in rules.TITLES if name != "born_on"}
        for part in ("day", "month", "year"):
            data[f"born_on_{part}"] = str(getattr(typed.born_on, part))
        data |= {"reason": self.data.get("reason", ""), **_begun(self.record)}
        fresh = DetailsForm(data, record=self.record)
        fresh.full_clean()
        return fresh


def _begun(record):
    """The hidden boxes of a page that shows the record."""
    seen = signing.dumps(rules.as_json(rules.of(record)), salt=f"{SALT}.{record.pk}")
    return {"token": str(uuid.uuid4()), "seen": seen}


class SeveralFiles(forms.FileInput):
    """A control for several files at once."""

    allow_multiple_selected = True


class ProofForm(forms.Form):
    """The papers that prove a change; what is in them is checked when they are kept."""

    proofs = forms.Field(
        label="Proof",
        required=False,
        widget=SeveralFiles(attrs={"accept": uploads.endings(rules.PROOFS)}),
        help_text=(
            "Deed poll, marriage certificate, passport or birth certificate: PDF, PNG or JPEG, up"
            f" to {uploads.LARGEST // 1024 // 1024} MB each. Only the board's staff who decide on"
            " it can open it."
        ),
    )


class CorrectionForm(DetailsForm):
    """The board's own correction, which says why."""

    reason = forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": rules.NO_REASON},
    )

    def __init__(self, *args, alone, **kwargs):
        """Take whether the record was chosen alone."""
        self.alone = alone
        super().__init__(*args, **kwargs)

    def clean(self):
        """Give what the command takes; refuse several records at once."""
        super().clean()
        if not self.alone:
            raise forms.ValidationError("Correct one candidate at a time.")
        given = {"seen": self.saw, "new": self.details, "token": self.sound_token}
        return {**given, "reason": self.cleaned_data.get("reason", "")}


class ApproveForm(forms.Form):
    """What the board says about a change that it approves."""

    words = forms.CharField(
        label="To the centre",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RefuseForm(forms.Form):
    """Why the board refuses a change."""

    words = forms.CharField(
        label="Why you refuse",
        help_text="The centre reads this.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": rules.NO_WORDS},
    )
