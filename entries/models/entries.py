"""Who is registered for which qualification, and entered for which unit?"""

from django.conf import settings
from django.db import models
from django.urls import reverse

from entries.models.candidates import Candidate
from entries.models.numbers import FOUR_DIGITS, NUMBERS_ARE_HELD, WHOSE_IT_IS
from entries.models.submissions import Submission
from entries.rules.exams import Stage
from entries.rules.withdrawing import Grounds
from entries.states import LISTED, OPEN, Status
from entries.unit_states import EXCUSE, STANDING
from entries.unit_states import Status as UnitStatus
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification, Series, Unit
from interchange.clashes import Once


class QualificationEntry(models.Model):
    """A candidate's registration at a centre for a qualification of one size.

    `candidate_number` is what it was made under, or was given since; whose a number is, its
    NumberHolding says. `person` is whose the record `candidate` is, kept by the database for the
    constraint alone: ask `candidate__person`. `twice` marks what stood beside another one of the
    person before that was refused.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="entries")
    person = models.ForeignKey(
        Candidate,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
        editable=False,
    )
    twice = models.BooleanField(
        "stands beside another", default=False, db_default=False, editable=False
    )
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="entries", db_index=False
    )
    qualification = models.ForeignKey(
        Qualification, on_delete=models.PROTECT, related_name="entries"
    )
    candidate_number = models.CharField(max_length=4, validators=[FOUR_DIGITS])
    pathway = models.CharField(max_length=80, blank=True)
    completes_in = models.PositiveSmallIntegerField("estimated completion, summer of")
    status = models.CharField(max_length=10, choices=Status, default=Status.REGISTERED)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submission = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations"
    )
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    attempts_after_on = models.DateField(
        "attempts count after",
        null=True,
        blank=True,
        help_text="the month of the last exam series that counts for the registration before",
    )

    class Meta:
        ordering = ["candidate__sorts_as", "id"]
        verbose_name_plural = "qualification entries"
        triggers = [WHOSE_IT_IS, *NUMBERS_ARE_HELD]
        indexes = [
            models.Index(fields=["centre", "qualification", "status"]),
            models.Index(
                fields=["centre", "status", "completes_in"],
                include=["id"],
                name="counted_at_a_centre",
            ),
        ]
        constraints = [
            Once(
                fields=["person", "centre", "qualification"],
                condition=models.Q(status__in=sorted(LISTED), twice=False),
                name="registered_once",
                says="The candidate is registered for this qualification already.",
            )
        ]

    def __str__(self):
        return f"{self.candidate.name} for {self.qualification.code}"

    def get_absolute_url(self):
        return reverse("tracker:candidate", args=[self.centre.number, self.candidate.ocr_number])

    @property
    def subject(self):
        """The subject's code, by which moderators are allocated."""
        return self.qualification.subject.code

    @property
    def is_open(self):
        """Whether it may be claimed for, entered for exams, and awarded."""
        return self.status in OPEN

    @property
    def is_replaced(self):
        """Whether another registration took its place."""
        return self.status == Status.REPLACED

    @property
    def is_merged(self):
        """Whether it was closed when two records were merged that both had one."""
        return self.status == Status.MERGED

    @property
    def is_asked_back(self):
        """Whether the board was asked to reinstate it."""
        return self.status == Status.ASKED_BACK


class UnitEntry(models.Model):
    """A candidate entered for a unit: an exam in a series, or a 2012 unit taken by itself."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="unit_entries")
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="unit_entries", db_index=False
    )
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="entries")
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="unit_entries"
    )
    candidate_number = models.CharField(max_length=4, validators=[FOUR_DIGITS])
    status = models.CharField(max_length=10, choices=UnitStatus, default=UnitStatus.ENTERED)
    stage = models.CharField(
        max_length=9,
        choices=Stage,
        default=Stage.IN_TIME,
        help_text="when it was made, seen from the series' closing date",
    )
    resit = models.BooleanField(default=False, help_text="not the first entry for the unit")
    submission = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="unit_entries"
    )
    grounds = models.CharField(max_length=12, choices=Grounds, blank=True, default=Grounds.NONE)
    statement = models.CharField(max_length=500, blank=True, help_text="what the centre says of it")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    charged_with = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the absence it was entered again for, whose charges stand for it too",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["series", "unit", "candidate"]
        verbose_name_plural = "unit entries"
        triggers = [*NUMBERS_ARE_HELD]
        indexes = [
            models.Index(fields=["centre", "series"]),
            models.Index(fields=["centre", "qualification"]),
            models.Index(fields=["centre", "made_at"]),
            models.Index(
                fields=["centre"],
                condition=models.Q(status=UnitStatus.ABSENT),
                name="withdrawn_as_absent",
            ),
        ]
        constraints = [
            Once(
                fields=["candidate", "unit", "series"],
                condition=models.Q(status=UnitStatus.ENTERED),
                nulls_distinct=False,
                name="entered_once_a_series",
                says="The candidate is entered for this unit already.",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="withdrawn_by_somebody",
            ),
        ]

    def __str__(self):
        when = f" in {self.series}" if self.series_id else ""
        return f"{self.candidate.name} for unit {self.unit.number}{when}"

    @property
    def has_moved(self):
        """Whether it went along, by a transfer, from the centre that made it to another one."""
        return self.submission is not None and self.submission.centre_id != self.centre_id

    @property
    def stands(self):
        """Whether the candidate is entered, not withdrawn or absent."""
        return self.status in STANDING

    @property
    def is_withdrawable(self):
        """Whether it may be withdrawn, if only on special grounds."""
        return self.status in EXCUSE.sources

    @property
    def is_late(self):
        """Whether it was made after the closing date, late or very late."""
        return Stage(self.stage).is_charged

    @property
    def subject(self):
        """The subject's code."""
        return self.qualification.subject.code
