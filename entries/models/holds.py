"""What is being entered at this moment? Names that one transaction at a time may have."""

from django.db import models


class Hold(models.Model):
    """A name that a transaction holds, as a hash; no other sees the row, and none stays.

    Whoever inserts the same name waits for the end of that transaction: an advisory lock without
    its place in the database's table of locks, which a file's 30,000 names would not fit into
    (docs/adr/0047).
    """

    name = models.BigIntegerField(primary_key=True)

    def __str__(self):
        return f"hold of {self.name}"
