"""What somebody sent when their session was over: theirs alone, for some days."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.http import urlencode

from interchange.interrupted.addresses import is_ours
from interchange.interrupted.rules import KEPT


class InterruptedForm(models.Model):
    """A form that was sent and not taken; nothing of it has been done.

    `page` is where it was typed, `sent_to` where it was sent, both addresses of ours; `fields` are
    [name, value] in their order, `files` the names of files, which are not kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    typist = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interrupted_forms"
    )
    page = models.TextField()
    sent_to = models.TextField()
    fields = models.JSONField()
    files = models.JSONField(default=list)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self):
        return f"sent to {self.sent_to}"

    @property
    def address(self):
        """The page on which it was typed, with what was typed in it again.

        Where that is no page of ours any more, the list of what was typed.
        """
        if not is_ours(self.page):
            return self.get_absolute_url()
        joined = "&" if "?" in self.page else "?"
        return f"{self.page}{joined}{urlencode({KEPT: self.pk})}"

    def get_absolute_url(self):
        """Where everything that was typed is listed."""
        return reverse("interrupted:form", args=[self.pk])
