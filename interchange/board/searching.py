"""How does a search of a list find its records? Field by field, so that each can use its index."""

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, IntegerField
from django.db.models.constants import LOOKUP_SEP

from interchange.look.groups import FEW
from interchange.look.paging import MOST, IsAnyOf
from interchange.words import phrases_typed, straight

PREFIXES = {"^": "startswith", "=": "iexact"}  # numbers and codes have no small letters


def searched(found, fields, text):
    """Those of the records found that have each word of the text in one of the fields.

    Takes the fields as an admin page's `search_fields` name them; `^` asks how the field begins, as
    it is written. One condition over fields of several tables makes the database read all of each;
    a question a field does not. What few records say, such as the centre of each, is asked of those
    few. A single word may be such a record's: of its records no more than a list has pages for are
    taken, in the order of those found.
    """
    every, asked = found.model._default_manager.order_by(), phrases_typed(text)
    for word in asked:
        spelt = dict.fromkeys([word, straight(word)])  # names are kept with the plain apostrophe
        parts = []
        for field in fields:
            conditions = [one for how in spelt if (one := _about(found.model, field, how))]
            group = _group(found.model, field)
            if group and conditions:
                ids = _ids(*group, conditions)
                own = {f"{group[0]}__in": ids}
                of_these = (
                    found.filter(**own)[: MOST + 1] if len(asked) == 1 else every.filter(**own)
                )
                parts += [of_these.values("pk")] if ids else []
            else:
                parts += [every.filter(**one).values("pk") for one in conditions]
        if not parts:
            return found.none()
        first, *others = parts
        keys = ArraySubquery(first.union(*others) if others else first)
        found = found.filter(IsAnyOf(F("pk"), keys))
    return found


def _group(model, field):
    """Where the field is one of few records that rows name: the path to these, and their model."""
    path, _, _ = field.lstrip("^=").rpartition(LOOKUP_SEP)
    named = _field(model, path) if path else None
    related = named and named.related_model
    return (path, related) if related and related._meta.label in FEW else None


def _ids(path, model, conditions):
    """The ids of those few records of which one of the conditions holds."""
    begins = f"{path}{LOOKUP_SEP}"
    own = [{name.removeprefix(begins): value for name, value in one.items()} for one in conditions]
    return [
        pk
        for one in own
        for pk in model._default_manager.filter(**one).values_list("pk", flat=True)
    ]


def _about(model, field, word):
    """The condition that the field has the word; None where it cannot."""
    how = PREFIXES.get(field[0])
    path = field[1:] if how else field
    if how == "iexact" and isinstance(_field(model, path), IntegerField):
        return {path: int(word)} if word.isascii() and word.isdecimal() else None
    return {f"{path}{LOOKUP_SEP}{how or 'icontains'}": word}


def _field(model, path):
    """The field at the end of the path, or the one of which the rest is a key."""
    kind = None
    for part in path.split(LOOKUP_SEP):
        try:
            kind = model._meta.get_field(part)
        except FieldDoesNotExist:
            break
        model = kind.related_model or model
    return kind
