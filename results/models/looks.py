"""When did somebody last look at the results of a centre? So that what is new since is known."""

from django.conf import settings
from django.db import models

from interchange.accounts.models import Centre
from interchange.clashes import Once


class Look(models.Model):
    """The last look of a person at the Test Results of a centre, which may go on for a while.

    `looked_at` is the last moment of it, `before_at` that of the look before, since which results
    are new to this one.
    """

    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+", db_index=False)
    looked_at = models.DateTimeField()
    before_at = models.DateTimeField()

    class Meta:
        constraints = [
            Once(
                fields=["looked_by", "centre"],
                name="one_last_look_a_person",
                says="It is noted already when you last looked. Open Test Results again.",
            )
        ]

    def __str__(self):
        return f"{self.looked_by}, centre {self.centre.number}: {self.looked_at}"
