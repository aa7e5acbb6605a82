"""What is to be said to whom: the outbox of letters."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Message(models.Model):
    """A letter (e-mail), written in the transaction of the change it tells of and sent after.

    A link that only its reader may use is never kept: `body` says where it belongs, `link` which
    kind it is and `reader` for whom. It is made when the letter is sent.
    """

    template = models.CharField(max_length=80)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(
        "link made when it is sent", max_length=30, blank=True, help_text="which kind; none: empty"
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="whom the link is for",
    )
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("tries", default=0)
    next_try_at = models.DateTimeField()
    problem = models.CharField(max_length=300, blank=True, help_text="why the last try failed")
    given_up_at = models.DateTimeField(
        null=True, blank=True, help_text="since then it is tried no more"
    )
    laid_aside = models.BooleanField(
        "left unsent", default=False, help_text="given up, and staff know of it"
    )

    class Meta:
        ordering = ["-queued_at", "-id"]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="letters_to_send",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(link="", reader=None) | ~Q(link="") & Q(reader__isnull=False),
                name="a_link_has_a_reader",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(given_up_at=None), name="sent_or_given_up"
            ),
        ]

    def __str__(self):
        return f"{self.subject} (to {self.to})"


class Enclosure(models.Model):
    """A file that goes with a letter: its `content`, or what it is drawn from when that leaves.

    `drawn` names a word of settings.ENCLOSURES, `key` the record, which nobody changes any more.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="enclosures")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField(default=b"")
    drawn = models.CharField(max_length=30, blank=True, default="")
    key = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(drawn="", key=None) | ~Q(drawn="") & Q(key__isnull=False, content=b""),
                name="kept_or_drawn",
            ),
        ]

    def __str__(self):
        return self.name
