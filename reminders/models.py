"""Which letters does a person want, and of what were they told already?"""

from django.conf import settings
from django.db import models

from interchange.accounts.models import Centre
from interchange.clashes import Once


class LettersWanted(models.Model):
    """Which letters that the clock writes a person wants; whoever has no row wants all."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters_wanted"
    )
    reminders = models.BooleanField("reminders before key dates", default=True)
    digest = models.BooleanField("weekly digest", default=True)
    news = models.BooleanField("news in the weekly digest", default=True)

    class Meta:
        verbose_name_plural = "letters wanted"

    def __str__(self):
        return f"letters of {self.person}"


class Reminded(models.Model):
    """A person was reminded of a day at a centre, so many days before it or fewer.

    Where nobody there could act, its exams office was (no person). A day that is moved is another.
    """

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    day = models.CharField(max_length=80, help_text="its key among the key dates")
    on = models.DateField("day reminded of")
    before = models.PositiveIntegerField("days before")
    told_on = models.DateField()

    class Meta:
        ordering = ["-told_on", "-id"]
        verbose_name_plural = "reminded of"
        constraints = [
            Once(
                fields=["centre", "person", "day", "on", "before"],
                name="reminded_of_a_day_once",
                nulls_distinct=False,
                says="They were reminded of this at this moment.",
            )
        ]

    def __str__(self):
        return f"{self.day}, {self.before} days before"


class Digest(models.Model):
    """A person was sent the digest of a week."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests"
    )
    begins_on = models.DateField(help_text="the Monday of its week")

    class Meta:
        ordering = ["-begins_on", "-id"]
        constraints = [
            Once(
                fields=["person", "begins_on"],
                name="one_digest_a_week",
                says="The digest of this week was written at this moment.",
            )
        ]

    def __str__(self):
        return f"digest of the week from {self.begins_on:%-d %B %Y}"


class CalendarAddress(models.Model):
    """The address at which a person's calendar reads the key dates; its secret is not kept.

    `digest` is what is made of the secret. It was read `reads` times in the hour from `hour_at` on.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_address"
    )
    digest = models.CharField(max_length=64, unique=True)
    with_visits = models.BooleanField(
        default=False, help_text="whether it tells the booked visits that the person may see"
    )
    made_at = models.DateTimeField()
    hour_at = models.DateTimeField(null=True, blank=True)
    reads = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "calendar addresses"

    def __str__(self):
        return f"calendar address of {self.person}"


class WrongCalendar(models.Model):
    """Somebody asked by an address that is none; kept for a day, with a word for the network."""

    network = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["network", "at"], name="wrong_calendars_of_network")]

    def __str__(self):
        return "a wrong calendar address"
