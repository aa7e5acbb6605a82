"""Where do numbers come from? From sequences of the database, so that none is given twice."""

from django.db import connection


def following(sequence):
    """The next number of the database sequence of that name."""
    return following_many(sequence, 1)[0]


def following_many(sequence, count):
    """The next `count` numbers of the sequence, in rising order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count]
        )
        return sorted(number for (number,) in cursor.fetchall())
