"""What is to be said to whom: the outbox of letters."""

from django.db import models


class Message(models.Model):
    """A letter (e-mail), written in the transaction of the change it tells of and sent after."""

    template = models.CharField(max_length=80)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    secret = models.BooleanField(default=False, help_text="holds a link only its reader may use")
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    problem = models.CharField(max_length=300, blank=True, help_text="why the last try failed")

    class Meta:
        ordering = ["-queued_at", "-id"]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(sent_at__isnull=True), name="to_send"
            )
        ]

    def __str__(self):
        return f"{self.subject} (to {self.to})"


class Enclosure(models.Model):
    """A file that goes with a letter."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="enclosures")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.name
