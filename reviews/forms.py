"""What do centres and the board fill in? Text becomes values here; the rules judge them."""

from django import forms

from entries.written_dates import written_date
from interchange.look import filters
from interchange.look.fields import DateField
from interchange.look.widgets import Radios
from results.models import GRADES
from results.rules import UNGRADED
from reviews import rules
from reviews.states import Service, Status

LONGEST = 4000  # signs of an outcome or a reason
NO_ADDRESS = "Enter an e-mail address for letters, such as office@school.example."
HINTS = {
    Service.CLERICAL: "Were all parts marked, and the marks added up and entered rightly?",
    Service.MARKING: "Was the script marked as the mark scheme says?",
    Service.PRIORITY: "The same, sooner: for exams of Level 3 in the June series.",
    Service.SCRIPT: "The marked script, to look at.",
}


class Filters(filters.Filters):
    """Which reviews of the list to show."""

    q = forms.CharField(label="Name or number", required=False)
    service = forms.ChoiceField(required=False, choices=[("", "Any service"), *Service.choices])
    status = forms.ChoiceField(required=False, choices=[("", "Any status"), *Status.choices])


class Choice(forms.Form):
    """Which service is asked for, and of which exam."""

    exam = forms.ChoiceField(
        label="Exam",
        error_messages={
            "required": "Choose the exam.",
            "invalid_choice": "Your centre has no results of that exam. Choose one of the list.",
        },
    )
    service = forms.ChoiceField(
        label="Service",
        choices=Service.choices,
        widget=Radios(hints=HINTS),
        error_messages={
            "required": "Choose the service.",
            "invalid_choice": "There is no such service. Choose one of the list.",
        },
    )
    result = forms.CharField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, exams, **kwargs):
        """Offer the exams, the latest first."""
        super().__init__(*args, **kwargs)
        self.fields["exam"].choices = [
            ("", "Choose an exam"),
            *((one.key, str(one)) for one in exams),
        ]


class Asking(forms.Form):
    """For whom a service is asked, and with which consents; a row for each result."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    kept = forms.CharField(
        label="Which form did the candidates sign, and where do you keep it?",
        help_text="For example: Consent form 3 of June 2026, exams office, blue folder.",
        max_length=200,
        required=False,
    )
    paper = forms.FileField(
        label="The signed consents as one file",
        help_text="PDF, PNG or JPEG. Instead of naming the form above, or beside it.",
        required=False,
    )
    knows = forms.BooleanField(
        label="Each candidate knows that the grade can go down as well as up, and has consented in"
        " writing",
        required=False,
    )
    email = forms.EmailField(
        label="Send letters about this to",
        error_messages=dict.fromkeys(("required", "invalid"), NO_ADDRESS),
    )

    def __init__(self, *args, results, service, **kwargs):
        """Take the results that can be ticked."""
        super().__init__(*args, **kwargs)
        self.results, self.consents = results, rules.needs_consent(service)
        if not self.consents:
            for name in ("kept", "paper", "knows"):
                del self.fields[name]

    def rows(self):
        """Each result with whether it is ticked, what was typed as its day, and what is wrong."""
        ticked = self.ticked
        return [
            (one, str(one.pk) in ticked, self.typed(one.pk), self.errors_of(f"sign-{one.pk}"))
            for one in self.results
        ]

    @property
    def ticked(self):
        """The ids of the results ticked, as texts."""
        return set(self.data.getlist("who")) if self.is_bound else self.initial.get("who", set())

    def typed(self, pk):
        """What was typed as the day of the consent to the result."""
        return self.data.get(f"sign-{pk}", "") if self.is_bound else ""

    def errors_of(self, name):
        """The sentences about a box of a row."""
        return self.errors.get(name, [])

    def clean(self):
        """Read the day of each candidate ticked; what is no date is told with the rest."""
        self.signed = {
            one.pk: self._day(one) if self.consents else None
            for one in self.results
            if str(one.pk) in self.ticked
        }
        return super().clean()

    def _day(self, result):
        said = written_date(self.typed(result.pk))
        box = DateField(label=f"{result.candidate.name}: the day of the consent", required=False)
        try:
            return box.clean([said.day, said.month, said.year])
        except forms.ValidationError as wrong:
            self.wrong(f"sign-{result.pk}", wrong)
            return None

    def wrong(self, name, sentence):
        """Note what is wrong with a field, a box of a row, or the form as a whole."""
        if not name or name in self.fields:
            self.add_error(name or None, sentence)
            return
        if name in self.errors:
            return  # the day that could not be read is told already
        self._errors[name] = self.error_class([*getattr(sentence, "messages", [sentence])])

    def links(self):
        """(href, sentence) of each mistake in the rows, for the summary on top of the page."""
        return [
            (f"#{name}", sentence)
            for name, sentences in self.errors.items()
            if name == "who" or name.startswith("sign-")
            for sentence in sentences
        ]


def _words(label, missing):
    """A box for what the centre reads."""
    return forms.CharField(
        label=label,
        help_text="The centre reads this.",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": missing},
    )


class Outcome(forms.Form):
    """What was found, and which grade the exam has from now on."""

    grade = forms.ChoiceField(
        label="Outcome",
        required=False,
        choices=[
            ("", "The grade stays"),
            *((one, f"The grade is {one}") for one in GRADES if one not in UNGRADED),
        ],
        help_text="A grade may be lower than before. Awards follow by themselves.",
    )
    words = _words("What was found?", "Write what was found: the centre reads it.")


class ScriptSent(forms.Form):
    """How the script was sent."""

    words = _words("How was the script sent?", "Write how the script was sent.")


class Refusal(forms.Form):
    """Why a review is not done."""

    reason = _words("Why is it refused?", "Write why it is refused: the centre reads it.")


class Appeal(forms.Form):
    """When an appeal came."""

    received_on = forms.DateField(
        label="Received on",
        widget=forms.DateInput({"type": "date"}),
        help_text="The day on which the centre's appeal came.",
        error_messages={"required": "Type the day on which the appeal came."},
    )
