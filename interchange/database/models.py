"""Which migrations made this database, as the files stood when they were applied."""

from django.db import models

from interchange.clashes import Once


class AppliedMigration(models.Model):
    """A migration that was applied, with the digest of its file at that time."""

    app = models.CharField(max_length=60)
    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file, in hexadecimal")

    class Meta:
        ordering = ["app", "name"]
        constraints = [
            Once(fields=["app", "name"], name="applied_once", says="It is applied already.")
        ]

    def __str__(self):
        return f"{self.app}.{self.name}"
