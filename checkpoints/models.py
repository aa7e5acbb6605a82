"""What is kept of the checkpoints: what was checked, declared, reminded of, and told the board."""

from django.conf import settings
from django.db import models

from checkpoints.rules.units import SECTIONS
from entries.models import QualificationEntry
from interchange.accounts.models import Centre
from interchange.catalogue.models import Subject
from interchange.clashes import Once
from interchange.database.append_only import APPEND_ONLY

BY = {"on_delete": models.PROTECT, "related_name": "+"}


class CourseCheck(models.Model):
    """Somebody at a centre looked at the completion dates of a subject and level: they are right.

    `fingerprint` says of which registrations with which dates (queries.courses).
    """

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="course_checks")
    summer = models.PositiveSmallIntegerField()
    subject = models.ForeignKey(Subject, **BY)
    level = models.PositiveSmallIntegerField()
    fingerprint = models.DecimalField(max_digits=30, decimal_places=0)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, **BY)

    class Meta:
        ordering = ["subject", "level"]
        constraints = [
            Once(
                fields=["centre", "summer", "subject", "level"],
                name="a_course_is_checked_once",
                says="Somebody marked it as checked at this moment. Look at the page again.",
            )
        ]

    def __str__(self):
        return f"{self.subject}, Level {self.level}, summer {self.summer}"


class Declaration(models.Model):
    """A centre's declaration who expects a result in a summer."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="declarations")
    summer = models.PositiveSmallIntegerField()
    registered = models.PositiveIntegerField(help_text="registrations listed then")
    expecting = models.PositiveIntegerField(help_text="of these, expecting a result by that summer")
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, **BY)

    class Meta:
        ordering = ["-declared_at"]
        triggers = [*APPEND_ONLY]
        constraints = [
            Once(
                fields=["centre", "summer"],
                name="declared_once_a_summer",
                says="The declaration of this summer was submitted at this moment.",
            )
        ]

    def __str__(self):
        return f"Declaration of summer {self.summer}, centre {self.centre.number}"

    @property
    def in_words(self):
        """What was declared."""
        return f"{self.expecting} of {self.registered} registrations expect a result"


class DeclaredResult(models.Model):
    """A registration whose candidate was declared to expect a result."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="results")
    entry = models.ForeignKey(QualificationEntry, **BY)

    class Meta:
        ordering = ["id"]
        triggers = [*APPEND_ONLY]
        constraints = [
            Once(
                fields=["declaration", "entry"],
                name="declared_to_expect_once",
                says="This candidate was declared at this moment, too.",
            )
        ]

    def __str__(self):
        return f"{self.entry_id} in {self.declaration_id}"


class Reminder(models.Model):
    """The board reminded a centre of its declaration."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="reminders")
    summer = models.PositiveSmallIntegerField()
    reminded_on = models.DateField()
    reminded_at = models.DateTimeField()
    reminded_by = models.ForeignKey(settings.AUTH_USER_MODEL, **BY)

    class Meta:
        ordering = ["-reminded_at"]
        triggers = [*APPEND_ONLY]
        constraints = [
            Once(
                fields=["centre", "summer", "reminded_on"],
                name="reminded_once_a_day",
                says="Somebody reminded the same centres at this moment. Look at the list again.",
            )
        ]

    def __str__(self):
        return f"Reminder of {self.reminded_on}, centre {self.centre.number}"


class CentreAtCheckpoint(Centre):
    """A centre, as the board looks at it at the checkpoint."""

    class Meta:
        proxy = True
        verbose_name = "centre at the checkpoint"
        verbose_name_plural = "term-time checkpoint"


class Notice(models.Model):
    """A centre told the board of a list of candidates whose units will not be achieved."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="notices")
    summer = models.PositiveSmallIntegerField()
    section = models.CharField(
        "check", max_length=12, choices=[(one.slug, one.title) for one in SECTIONS]
    )
    candidates = models.PositiveIntegerField()
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, **BY)

    class Meta:
        ordering = ["-told_at", "-id"]
        verbose_name = "list of units that will not be achieved"
        verbose_name_plural = "units that will not be achieved"
        indexes = [models.Index(fields=["centre", "summer"])]
        triggers = [*APPEND_ONLY]

    def __str__(self):
        return f"{self.get_section_display()} of summer {self.summer}, centre {self.centre.number}"


class NoticedEntry(models.Model):
    """A registration on such a list, with the numbers of the units that it lacks."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="entries")
    entry = models.ForeignKey(QualificationEntry, **BY)
    units = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = "candidate told of"
        verbose_name_plural = "candidates told of"
        triggers = [*APPEND_ONLY]
        constraints = [
            Once(
                fields=["notice", "entry"],
                name="told_of_once_a_list",
                says="The board was told of this candidate at this moment, too.",
            )
        ]

    def __str__(self):
        return f"{self.entry}: {self.units}" if self.units else str(self.entry)
