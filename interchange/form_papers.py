"""What is a paper that was chosen in a form which is not sent yet, and when is it forgotten?"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models

from interchange import keeping

FORGOTTEN = timedelta(days=1)  # after which papers of a form never sent are thrown away


class FormPaper(models.Model):
    """A file sent with something that is asked for; until then it is of the form it was chosen in.

    So long it belongs to the form's `token` and the person who chose it, and to nothing else. The
    model of an app says what it is sent with, and where its `file` is kept.
    """

    token = models.UUIDField(default=uuid.uuid4, help_text="of the form it was chosen in")
    name = models.CharField("name it had at the centre", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="bytes")
    digest = models.CharField("SHA-256", max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self):
        return self.name


def forget(left, *, at) -> int:
    """Throw away those of the papers `left` whose form nobody has touched for a day; how many.

    A form with a paper of today is under way, with all its papers; and one that is sent meanwhile
    keeps them, since its papers are then of what was asked for.
    """
    under_way = left.filter(added_at__gte=at - FORGOTTEN).values("token")
    return keeping.delete(left.filter(added_at__lt=at - FORGOTTEN).exclude(token__in=under_way))
