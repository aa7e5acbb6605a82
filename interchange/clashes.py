"""What does it mean for a person that the database refused? Somebody else was a moment sooner.

Rules are looked at before anything is saved, but two people may look at the same moment. Then a
constraint, or the order of locks, lets one of them through; the other reads a sentence. Whatever
else the database refuses is a bug and shows as one.
"""

from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models

TAKEN = {"23505", "23P01"}  # unique and exclusion violations
QUEUED = {"40P01", "40001", "55P03"}  # deadlock, serialisation failure, lock not given in time
MEANWHILE = (
    "Somebody else was changing the same thing at this moment, so nothing was changed here. Look at"
    " the page again, and do it again if it is still needed."
)


class Clash(Exception):
    """Somebody else was a moment sooner; the message is the sentence the person reads."""


class Once(models.UniqueConstraint):
    """A unique constraint that `says` what it means to come second, in a sentence.

    No migration keeps the sentence, so it can be reworded like any other.
    """

    def __init__(self, *expressions, says, **options):
        """Take the sentence beside what a UniqueConstraint takes."""
        super().__init__(*expressions, **options)
        self.says = says

    def deconstruct(self):
        """Give what a migration needs: a plain UniqueConstraint."""
        _, expressions, options = super().deconstruct()
        return "django.db.models.UniqueConstraint", expressions, options

    def clone(self):
        """Give another one that says the same; Django keeps clones."""
        _, expressions, options = self.deconstruct()
        return Once(*expressions, says=self.says, **options)

    def get_violation_error_message(self):
        """Give the sentence."""
        return self.says

    def validate(self, *given, **more):
        """Raise ValidationError with the sentence, where Django would name the fields only."""
        try:
            super().validate(*given, **more)
        except ValidationError as error:
            raise ValidationError(self.says, code=error.code) from error


class OneAtATime(ExclusionConstraint):
    """An exclusion constraint that `says` what it means to come second, like Once."""

    def __init__(self, *, says, **options):
        """Take the sentence beside what an ExclusionConstraint takes."""
        super().__init__(**options)
        self.says = says

    def deconstruct(self):
        """Give what a migration needs: a plain ExclusionConstraint."""
        _, expressions, options = super().deconstruct()
        return (
            "django.contrib.postgres.constraints.ExclusionConstraint",
            expressions,
            options,
        )

    def clone(self):
        """Give another one that says the same; Django keeps clones."""
        _, _, options = self.deconstruct()
        return OneAtATime(says=self.says, **options)

    def get_violation_error_message(self):
        """Give the sentence; forms ask for it too."""
        return self.says


def clash_of(error: DatabaseError) -> Clash | None:
    """The Clash behind an error of the database; None where it is a bug or a broken connection."""
    code = getattr(error.__cause__, "pgcode", None)
    if code in QUEUED:
        return Clash(MEANWHILE)
    sentence = _sentence(error.__cause__.diag) if code in TAKEN else None
    return Clash(sentence) if sentence else None


@contextmanager
def clashes_told():
    """Raise a Clash in the place of an error of the database that is one.

    Wraps a whole transaction, of which nothing is left.
    """
    try:
        yield
    except DatabaseError as error:
        clash = clash_of(error)
        if clash is None:
            raise
        raise clash from error


def _sentence(told_by):
    if found := _sentences().get(told_by.constraint_name):
        return found
    for column, sentence in _unique_fields().get(told_by.table_name, ()):
        if told_by.constraint_name.startswith(f"{told_by.table_name}_{column}_"):
            return sentence
    return None


@cache
def _sentences():
    """What each constraint says, by its name."""
    return {
        one.name: one.get_violation_error_message()
        for model in apps.get_models()
        for one in model._meta.constraints
        if isinstance(one, (models.UniqueConstraint, ExclusionConstraint))
    }


@cache
def _unique_fields():
    """What it means that a unique field's value is taken, by table and column."""
    return {
        model._meta.db_table: [(field.column, _taken(model, field)) for field in _unique(model)]
        for model in apps.get_models()
        if not model._meta.proxy  # another view of a table, which has no fields of its own
    }


def _unique(model):
    return [one for one in model._meta.local_fields if one.unique and not one.primary_key]


def _taken(model, field):
    return (
        f"There is already a {model._meta.verbose_name} with this {field.verbose_name}. Look at the"
        " page again before you go on."
    )
