"""Which defaults were written here: each is written once, whatever staff do with its row."""

from django.db import models


class WrittenDefault(models.Model):
    """A row of defaults.toml that this installation has been given, by its table and key."""

    key = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["key"]

    def __str__(self):
        return self.key
