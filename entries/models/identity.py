"""Which UCIs and ULNs did two records have, and about which does a centre ask?"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from entries.identity_states import OPEN, Status
from entries.models.candidates import Candidate
from entries.models.entries import QualificationEntry
from entries.models.files import EntryFile
from entries.rules.people import Person, surname_first
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification
from interchange.clashes import Once


class NumberTwice(models.Model):
    """A UCI or ULN that was taken off a record because an earlier record has it (docs/adr/0048).

    The board looks whose it is: it stays with the `holder`, or goes back to the `candidate`.
    """

    class Kind(models.TextChoices):
        UCI = "uci", "UCI"
        ULN = "uln", "ULN"

    class Answer(models.TextChoices):
        STAYS = "stays", "It stays with the earlier record"
        GOES_BACK = "back", "It goes back to this record"

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="numbers_lost")
    kind = models.CharField(max_length=3, choices=Kind)
    number = models.CharField(max_length=13)
    holder = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    answer = models.CharField(max_length=5, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["noted_at", "id"]
        verbose_name = "number held twice"
        verbose_name_plural = "numbers held twice"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="a_number_is_given_by_somebody",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number} of {self.candidate.ocr_number}"


class IdentityQuestion(models.Model):
    """A centre asks the board whose a UCI or ULN is that it typed (docs/adr/0051).

    The details are those that it typed; `distinct` keeps that it said it is none of its own
    candidates who look alike. `record` has the number, which the board alone is shown.
    `file` and `line` say where it stood, if not on a form; `entry` is what the answer led to.
    """

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="identity_questions")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    pathway = models.CharField(max_length=80, blank=True)
    surname = models.CharField(max_length=40)
    forenames = models.CharField(max_length=40, blank=True)
    born_on = models.DateField("date of birth")
    sex = models.CharField(max_length=1, choices=Candidate.Sex)
    candidate_number = models.CharField(max_length=4)
    uci = models.CharField("UCI", max_length=13, blank=True)
    uln = models.CharField("ULN", max_length=10, blank=True)
    distinct = models.BooleanField("said to be none of its candidates alike", default=False)
    kind = models.CharField("which number", max_length=3, choices=NumberTwice.Kind)
    record = models.ForeignKey(
        Candidate,
        verbose_name="record that has the number",
        on_delete=models.PROTECT,
        related_name="+",
    )
    file = models.ForeignKey(
        EntryFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    line = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=5, choices=Status, default=Status.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entry = models.OneToOneField(
        QualificationEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    because = models.CharField("why it was declined", max_length=500, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            *(
                Once(
                    fields=["centre", "qualification", kind],
                    condition=Q(status__in=sorted(OPEN), kind=kind),
                    name=f"one_question_at_a_time_whose_{kind}",
                    says="The board has been asked whose this number is. Wait for its answer.",
                )
                for kind in NumberTwice.Kind.values
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="an_identity_question_is_answered_by_somebody",
            ),
        ]

    def __str__(self):
        return f"the question whose {self.get_kind_display()} {self.number} is"

    @property
    def subject(self):
        """The subject's code."""
        return self.qualification.subject.code

    @property
    def number(self):
        """The UCI or ULN that is asked about."""
        return getattr(self, self.kind)

    @property
    def name(self):
        """The person as the centre typed it, surname first."""
        return surname_first(self.surname, self.forenames)

    @property
    def is_open(self):
        """Whether the board has still to answer."""
        return self.status in OPEN

    @property
    def person(self):
        """The Person whom the centre typed, with its answer about likely duplicates."""
        typed = {name: getattr(self, name) for name in TYPED}
        return Person(**typed, distinct=self.distinct)


TYPED = ("surname", "forenames", "born_on", "sex", "candidate_number", "uci", "uln")
