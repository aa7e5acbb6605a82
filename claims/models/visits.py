"""When a moderator comes to a centre, in person or by video."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from claims.visit_states import BOOK, HOLD, Status
from interchange.accounts.models import Centre
from interchange.catalogue.models import Subject


class Visit(models.Model):
    """A moderation visit for a subject: asked for by the centre, booked by the moderator."""

    class Kind(models.TextChoices):
        VIRTUAL = "virtual", "Virtual"
        FACE_TO_FACE = "face_to_face", "Face to face"

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="visits")
    about = models.ForeignKey(
        Subject, verbose_name="subject", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField("type of visit", max_length=12, choices=Kind)
    status = models.CharField(max_length=10, choices=Status, default=Status.REQUESTED)
    on = models.DateField("date of the visit")
    teacher = models.CharField("teacher to contact", max_length=120)
    note = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    booked_at = models.DateTimeField(null=True, blank=True)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["centre", "on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(booked_at=None, booked_by=None)
                | Q(booked_at__isnull=False, booked_by__isnull=False),
                name="booked_by_and_at",
            )
        ]

    def __str__(self):
        return (
            f"the {self.get_kind_display().lower()} visit for {self.about} on {self.on:%-d %B %Y}"
        )

    def get_absolute_url(self):
        return reverse("claims:visit", args=[self.centre.number, self.pk])

    @property
    def subject(self):
        """The subject's code, by which moderators are allocated."""
        return self.about.code

    @property
    def is_to_book(self):
        """Whether it waits for the moderator to book it."""
        return self.status in BOOK.sources

    def may_have_been(self, today):
        """Whether it may be said to have taken place: its day has come."""
        return self.status in HOLD.sources and self.on <= today
