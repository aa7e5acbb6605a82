"""How does a list of millions find one page of it? By the keys of its rows, from the nearer end."""

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import BooleanField, F, Func


class ByKeys(Paginator):
    """Sorts and counts off keys alone, and reads what the rows of one page name.

    Sorting whole rows with the records that each names takes many times as long, and the last
    page is the first one from behind. One statement a page, and one that counts.
    """

    def __init__(self, found, per_page, *args, rows, **options):
        """Take the records found in their order, and the QuerySet that reads those of a page."""
        super().__init__(found, per_page, *args, **options)
        self.rows = rows

    def page(self, number):
        """Give the page of that number, its records read."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        return self._get_page(self._read(first, last) if first < last else [], number, self)

    def _read(self, first, last):
        keys = self.object_list.values("pk")
        if first <= self.count / 2:
            keys = keys[first:last]
        else:
            keys = keys.reverse()[self.count - last : self.count - first]
        order = self.object_list.query.order_by
        return list(self.rows.filter(_IsAnyOf(F("pk"), ArraySubquery(keys))).order_by(*order))


class _IsAnyOf(Func):
    """Whether a key is any of an array, which is made first: `in` may go through all rows."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()
