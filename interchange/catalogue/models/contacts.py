"""Whom to ask about what, and where letters to the board go."""

from django.conf import settings
from django.db import models

INBOXES = {  # teams whose inbox the installation names: shown to centres, and written to
    "support": "SUPPORT_INBOX",
    "processing": "PROCESSING_INBOX",
    "visits": "MODERATION_INBOX",
}


class Contact(models.Model):
    """Whom to ask about what. A team whose inbox the installation names has no other address."""

    slug = models.SlugField(
        unique=True, help_text="support, processing, requirements, visits or credit"
    )
    title = models.CharField(max_length=80)
    about = models.CharField(max_length=200)
    email = models.EmailField(
        "e-mail",
        blank=True,
        help_text=(
            "Until it is set, the support team's stands in its place. The addresses of support,"
            " processing and visits are set by whoever installs the portal."
        ),
    )
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.title

    @property
    def inbox_setting(self):
        """The setting that names the address, where it is one of the installation's."""
        return INBOXES.get(self.slug, "")

    @property
    def own_address(self):
        """The team's own address, empty where nobody has set it."""
        return getattr(settings, self.inbox_setting) if self.inbox_setting else self.email

    @property
    def address(self):
        """Where the team is written to: its own address, or the support team's until it is set."""
        return self.own_address or settings.SUPPORT_INBOX
