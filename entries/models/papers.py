"""Which papers have centres sent with something they ask for?"""

from django.conf import settings
from django.db import models


class Paper(models.Model):
    """A file that proves or explains something: of whom or what, the record that names it says."""

    file = models.FileField(upload_to="entries/", help_text="under a random name")
    name = models.CharField("name it had at the centre", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="bytes")
    digest = models.CharField("SHA-256", max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.name
