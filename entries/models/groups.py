"""Which candidates does a centre teach together?"""

from django.conf import settings
from django.db import models
from django.urls import reverse

from entries.models.entries import QualificationEntry
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification
from interchange.clashes import Once
from interchange.names import validate_name


class TeachingGroup(models.Model):
    """A class as the centre names it: registrations, and who teaches them, as far as it says.

    With a `qualification` it holds registrations of that one alone. It decides nothing: lists are
    narrowed by it, and it may be deleted at any time (docs/adr/0085).
    """

    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="teaching_groups", db_index=False
    )
    name = models.CharField(max_length=60, validators=[validate_name])
    qualification = models.ForeignKey(
        Qualification, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    teachers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="teaching_groups"
    )
    members = models.ManyToManyField(QualificationEntry, blank=True, related_name="groups")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            Once(
                fields=["centre", "name"],
                name="one_group_of_a_name",
                says="Your centre has a teaching group of this name. Choose another name.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("entries:group", args=[self.centre.number, self.pk])
