"""Which certificates were printed, in which run, and which originals came back? Never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from certificates.rules import Reason
from entries.models import Charge
from interchange.accounts.models import Centre
from interchange.clashes import Once
from interchange.database.append_only import APPEND_ONLY
from results.models import QualificationResult


class PrintRun(models.Model):
    """The certificates that were printed together; its list stays as it was made."""

    number = models.PositiveIntegerField("run number", unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField("sent to centres", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None)
                | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="a_run_is_sent_by_somebody",
            )
        ]

    def __str__(self):
        return f"print run {self.number}"

    @property
    def is_sent(self):
        """Whether its certificates are on their way."""
        return self.sent_at is not None


class Reissue(models.Model):
    """That a certificate is to be issued again, and why; the next run does it."""

    certificate = models.OneToOneField(
        "Certificate", on_delete=models.PROTECT, related_name="reissue"
    )
    reason = models.CharField(max_length=8, choices=[(one.value, one.label) for one in Reason])
    words = models.CharField("what the centre is told", max_length=300)
    charge = models.OneToOneField(
        Charge, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        triggers = [*APPEND_ONLY]

    def __str__(self):
        return f"reissue of {self.certificate}"

    @property
    def centre(self):
        """The centre that is told."""
        return self.certificate.centre


class Certificate(models.Model):
    """One certificate: of an award, with the name and details of the day on which it was made.

    One that takes the place of another names the reissue that says why.
    """

    number = models.PositiveIntegerField("certificate number", unique=True)
    run = models.ForeignKey(PrintRun, on_delete=models.PROTECT, related_name="certificates")
    result = models.ForeignKey(
        QualificationResult, on_delete=models.PROTECT, related_name="certificates"
    )
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="certificates")
    again = models.OneToOneField(
        Reissue, null=True, blank=True, on_delete=models.PROTECT, related_name="made"
    )
    ocr_number = models.CharField("OCR candidate number", max_length=8)
    surname = models.CharField(max_length=80)
    forenames = models.CharField(max_length=80, blank=True)
    born_on = models.DateField("date of birth")
    qualification = models.CharField(max_length=200)
    grade = models.CharField(max_length=8)
    awarded_on = models.DateField("awarded")

    class Meta:
        ordering = ["-number"]
        triggers = [*APPEND_ONLY]
        indexes = [models.Index(fields=["centre", "number"])]
        constraints = [
            Once(
                fields=["result"],
                condition=Q(again=None),
                name="one_certificate_an_award",
                says="This award has its certificate already.",
            )
        ]

    def __str__(self):
        return f"certificate {self.number}"

    @property
    def candidate(self):
        """The record under which its centre had entered whose it is."""
        return self.result.entry.candidate

    @property
    def name(self):
        """The name printed on it."""
        return ", ".join(filter(None, [self.surname, self.forenames]))


class TakenOut(models.Model):
    """That a certificate was taken out of its run after the list was made, and never sent."""

    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, related_name="taken_out"
    )
    words = models.CharField("why", max_length=300)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-taken_at", "-id"]
        triggers = [*APPEND_ONLY]
        verbose_name = "certificate taken out"
        verbose_name_plural = "certificates taken out"

    def __str__(self):
        return f"{self.certificate}, taken out"

    @property
    def centre(self):
        """The centre of the certificate."""
        return self.certificate.centre


class Returned(models.Model):
    """That an original came back to the board, and on which day."""

    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, related_name="returned"
    )
    on = models.DateField("came back on")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-on", "-id"]
        triggers = [*APPEND_ONLY]

    def __str__(self):
        return f"{self.certificate}, come back"

    @property
    def centre(self):
        """The centre of the certificate."""
        return self.certificate.centre
