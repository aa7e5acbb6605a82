"""What staff keep of the work that waits: who has an item, what was noted of it, their views."""

from django.conf import settings
from django.db import models

from interchange.clashes import Once
from interchange.database.append_only import APPEND_ONLY

KIND = {"max_length": 60, "help_text": "app and model of the record that waits"}


class InHand(models.Model):
    """An item that one member of staff has in hand; without a row nobody has it."""

    kind = models.CharField(**KIND)
    record = models.BigIntegerField()
    name = models.CharField(max_length=200, help_text="of the record, as staff read it")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "item in hand"
        verbose_name_plural = "items in hand"
        constraints = [
            Once(
                fields=["kind", "record"],
                name="an_item_is_in_one_pair_of_hands",
                says="A colleague took this item a moment ago. Look who has it before you go on.",
            )
        ]
        indexes = [models.Index(fields=["by", "kind"], name="items_of_a_person")]

    def __str__(self):
        return f"{self.name} in hand"


class Note(models.Model):
    """What a member of staff wrote of an item for colleagues; no centre reads it."""

    kind = models.CharField(**KIND)
    record = models.BigIntegerField()
    words = models.TextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["kind", "record"], name="notes_of_an_item")]
        triggers = [*APPEND_ONLY]

    def __str__(self):
        return f"note of {self.at:%-d %B %Y}"


class SavedView(models.Model):
    """A way of looking at the desk that a member of staff keeps under a name."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=300, help_text="the filters, as the address has them")

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            Once(
                fields=["person", "name"],
                name="a_saved_view_has_a_name_of_its_own",
                says="You have a view of that name. Choose another name, or delete the old view.",
            )
        ]

    def __str__(self):
        return self.name
