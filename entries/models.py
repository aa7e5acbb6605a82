"""Who is on what: candidates, registrations, unit entries, and which awards are due."""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from entries.states import LISTED, Status, UnitStatus
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification, Series, Unit

FOUR_DIGITS = RegexValidator(r"^\d{4}$", "A candidate number is four digits, such as 0042.")


class Candidate(models.Model):
    """A person who takes qualifications; belongs to no centre, is seen through entries."""

    class Sex(models.TextChoices):
        FEMALE = "F", "Female"
        MALE = "M", "Male"
        NOT_SPECIFIED = "X", "Not specified"

    ocr_number = models.CharField("OCR candidate number", max_length=8, unique=True)
    surname = models.CharField(max_length=40)
    forenames = models.CharField(max_length=40, blank=True)
    born_on = models.DateField("date of birth")
    sex = models.CharField(max_length=1, choices=Sex)
    uci = models.CharField("UCI", max_length=13, blank=True, db_index=True)
    uln = models.CharField("ULN", max_length=10, blank=True, db_index=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["surname", "forenames", "ocr_number"]
        indexes = [
            models.Index(fields=["born_on"]),
            GinIndex(fields=["surname"], opclasses=["gin_trgm_ops"], name="surname_like"),
        ]

    def __str__(self):
        return f"{self.name} ({self.ocr_number})"

    @property
    def name(self):
        """Surname first, as results list it."""
        return f"{self.surname}, {self.forenames}" if self.forenames else self.surname


class Submission(models.Model):
    """A form of entries that a centre has sent in; what it made names it, so it is the receipt.

    The form carries the token from before it is sent, so sending it twice makes one submission.
    """

    class Kind(models.TextChoices):
        REGISTRATIONS = "registrations", "Registrations"
        EXAMS = "exams", "Exam entries"
        UNITS = "units", "Unit entries"

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=14, choices=Kind)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="submissions")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["centre", "made_at"])]

    def __str__(self):
        return f"{self.get_kind_display()} for {self.qualification.code}"

    def get_absolute_url(self):
        return reverse("entries:receipt", args=[self.centre.number, self.pk])


class QualificationEntry(models.Model):
    """A candidate's registration at a centre for a qualification of one size."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="entries")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="entries")
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

    class Meta:
        ordering = ["candidate__surname", "candidate__forenames", "id"]
        verbose_name_plural = "qualification entries"
        indexes = [models.Index(fields=["centre", "qualification", "status"])]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "centre", "qualification"],
                condition=models.Q(status__in=sorted(LISTED)),
                name="registered_once",
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


class UnitEntry(models.Model):
    """A candidate entered for a unit: an exam in a series, or a 2012 unit taken by itself."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="unit_entries")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="unit_entries")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="entries")
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="unit_entries"
    )
    candidate_number = models.CharField(max_length=4, validators=[FOUR_DIGITS])
    status = models.CharField(max_length=10, choices=UnitStatus, default=UnitStatus.ENTERED)
    late = models.BooleanField(default=False, help_text="made after the series' deadline")
    resit = models.BooleanField(default=False, help_text="not the first entry for the unit")
    submission = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="unit_entries"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["series", "unit", "candidate"]
        verbose_name_plural = "unit entries"
        indexes = [models.Index(fields=["centre", "series"])]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "unit", "series"],
                condition=models.Q(status=UnitStatus.ENTERED),
                nulls_distinct=False,
                name="entered_once_a_series",
            )
        ]

    def __str__(self):
        when = f" in {self.series}" if self.series_id else ""
        return f"{self.candidate.name} for unit {self.unit.number}{when}"


class AwardDue(models.Model):
    """Whether an entry's award is to be worked out: as long as `done` is behind `due`."""

    entry = models.OneToOneField(
        QualificationEntry, on_delete=models.CASCADE, related_name="award_due"
    )
    due = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    raised_at = models.DateTimeField(help_text="when it last became due")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="tries since it became due")
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "award due"
        verbose_name_plural = "awards due"
        indexes = [
            models.Index(
                fields=["raised_at"], condition=models.Q(done__lt=models.F("due")), name="still_due"
            )
        ]

    def __str__(self):
        return f"{self.entry}: {self.done} of {self.due} done"
