"""Which subjects may a centre offer?"""

from django.conf import settings
from django.db import models
from django.urls import reverse

from entries.approval_states import IN_FORCE, Status
from interchange.accounts.models import Centre
from interchange.catalogue.models import Subject
from interchange.clashes import Once


class Approval(models.Model):
    """The board's approval of a centre for a subject's suite of qualifications."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="approvals")
    about = models.ForeignKey(
        Subject, verbose_name="subject", on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=8, choices=Status, default=Status.ASKED)
    words = models.CharField(max_length=500, blank=True, help_text="what the board answers")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["about__title"]
        constraints = [
            Once(
                fields=["centre", "about"],
                name="one_approval_a_subject",
                says="The approval for this subject has been asked for already.",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by=None)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="an_approval_is_decided_by_somebody",
            ),
        ]

    def __str__(self):
        return f"approval of centre {self.centre.number} for {self.about}"

    def get_absolute_url(self):
        return reverse("entries:approvals", args=[self.centre.number])

    @property
    def subject(self):
        """The subject's code."""
        return self.about.code

    @property
    def is_in_force(self):
        """Whether candidates may be registered for the subject."""
        return self.status in IN_FORCE

    @property
    def is_asked(self):
        """Whether it waits for the board's decision."""
        return self.status == Status.ASKED
