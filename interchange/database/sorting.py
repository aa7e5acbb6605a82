"""The key of interchange/sorting.py as the database works it out: kept, indexed or asked for."""

from django.db.models import CharField, Func

from interchange import sorting


def _quoted(text):
    return "'" + text.replace("'", "''") + "'"


def _template():
    letters = "normalize(%(expressions)s, NFKD)"
    for one, two in sorting.TWO_LETTERS.items():
        letters = f"replace({letters}, {_quoted(one)}, {_quoted(two)})"
    those = "".join((*sorting.ONE_LETTER, *sorting.LEFT_OUT))
    by = "".join(sorting.ONE_LETTER.values())
    return f'translate({letters}, {_quoted(those)}, {_quoted(by)}) COLLATE "C"'


class SortsAs(Func):
    """What a name is sorted by, of the columns of its parts (interchange.sorting.sorts_as).

    A column keeps what it came to: whoever changes the tables adds a migration that makes the
    column anew.
    """

    template = _template()
    arg_joiner = f" || {_quoted(sorting.BETWEEN)} || "
    output_field = CharField(db_collation="C")
