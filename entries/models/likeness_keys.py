"""The keys by which a record is found that may be the same person (rules/likeness_keys.py)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from entries.rules.likeness_keys import keys


class LikenessKeys(ArrayField):
    """The keys of a record by the name and date of birth it is saved with, and by earlier ones.

    Empty (NULL) on a record that a bare statement made, until `keep_likeness_keys` comes by, which
    knows its earlier names, too; meanwhile the record is found by its date of birth.
    """

    def __init__(self, **options):
        """Take what is said beside the kind of array, which is always the same."""
        options = {"base_field": models.IntegerField(), "null": True, "editable": False} | options
        super().__init__(**options)

    def deconstruct(self):
        """Give what a migration needs: a plain array of numbers."""
        name, _, args, options = super().deconstruct()
        return name, "django.contrib.postgres.fields.ArrayField", args, options

    def pre_save(self, record, add):
        """Add the keys of the record as it is saved to those it has."""
        before = getattr(record, self.attname)
        if before is None and not add:
            return None
        now = keys(record)
        kept = sorted({*now, *(before or ())})
        setattr(record, self.attname, kept)
        return kept
