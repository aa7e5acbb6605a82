"""Which candidates take another size or pathway than they were registered for?"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from entries.models.entries import QualificationEntry
from entries.rules.resizing import Direction
from entries.size_states import OPEN, Status
from interchange.catalogue.models import Qualification
from interchange.clashes import Once


class SizeChange(models.Model):
    """A top-up, move-down or change of pathway of an entry; `made` is the entry it led to."""

    entry = models.ForeignKey(
        QualificationEntry, on_delete=models.PROTECT, related_name="size_changes"
    )
    to = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    pathway = models.CharField(max_length=80, blank=True)
    direction = models.CharField(max_length=10, choices=Direction)
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED)
    made = models.OneToOneField(
        QualificationEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    waits_because = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=500, blank=True, help_text="what the board says of it")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            Once(
                fields=["entry"],
                condition=Q(status__in=sorted(OPEN)),
                name="one_change_of_size",
                says="A change of size or pathway is open for this registration already.",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="a_change_of_size_is_decided_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.entry.candidate.name} {self.what}"

    @property
    def is_aside(self):
        """Whether it is a change of pathway."""
        return self.direction == Direction.ASIDE

    @property
    def what(self):
        """What is changed into what, by entry codes; of one size by its pathways."""
        now = self.entry.qualification
        if now != self.to:
            return f"from {now.code} to {self.to.code}"
        before = self.entry.pathway or "no pathway"
        return f"from {before} to {self.pathway} ({self.to.code})"

    @property
    def centre(self):
        """The centre of the entry."""
        return self.entry.centre

    @property
    def subject(self):
        """The subject's code."""
        return self.entry.subject
