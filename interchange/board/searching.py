"""How does a search of a list find its records? Field by field, so that each can use its index."""

from django.core.exceptions import FieldDoesNotExist
from django.db.models import IntegerField
from django.db.models.constants import LOOKUP_SEP
from django.utils.text import smart_split, unescape_string_literal

PREFIXES = {"^": "startswith", "=": "iexact"}  # numbers and codes have no small letters


def searched(found, fields, text):
    """Those of the records found that have each word of the text in one of the fields.

    Takes the fields as an admin page's `search_fields` name them; `^` asks how the field begins, as
    it is written. One condition over fields of several tables makes the database read all of each;
    a question a field does not.
    """
    every = found.model._default_manager.order_by()
    for word in _words(text):
        asked = [condition for field in fields if (condition := _about(every, field, word))]
        if not asked:
            return found.none()
        first, *others = (every.filter(**condition).values("pk") for condition in asked)
        found = found.filter(pk__in=first.union(*others))
    return found


def _words(text):
    for word in smart_split(text):
        is_quoted = word[0] in "\"'" and word[0] == word[-1] and len(word) > 1
        yield unescape_string_literal(word) if is_quoted else word


def _about(every, field, word):
    """The condition that the field has the word; None where it cannot."""
    how = PREFIXES.get(field[0])
    path = field[1:] if how else field
    if how == "iexact" and isinstance(_field(every.model, path), IntegerField):
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
