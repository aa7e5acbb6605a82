"""How does a list of millions find one page of it? By the keys of its rows, from the nearer end."""

from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import BooleanField, F, Func
from django.db.models.expressions import OrderBy

from interchange.look.groups import in_groups

MOST = 10_000  # rows that are counted and paged: nobody turns two hundred pages
ALL = 10**12  # … but a program does


class ByKeys(Paginator):
    """Sorts and counts off keys alone, and reads what the rows of one page name.

    Sorting whole rows with the records that each names takes many times as long, and the last
    page is the first one from behind. One statement a page, and one that counts, no further than
    to MOST (docs/adr/0056).
    """

    def __init__(self, found, per_page, *args, rows, most=MOST, counts=None, **options):
        """Take the records found in their order, and the QuerySet that reads those of a page.

        `counts` is a function that counts them where that is quicker than to find them.
        """
        super().__init__(found, per_page, *args, **options)
        self.rows = rows
        self.most = most
        self.counts = counts or self._found_up_to_most

    @cached_property
    def count(self):
        """How many rows have a page."""
        return min(self._counted, self.most)

    @property
    def is_more(self):
        """Whether more rows were found than have a page."""
        return self._counted > self.most

    @cached_property
    def _counted(self):
        return self.counts()

    def _found_up_to_most(self):
        return self.object_list.order_by().values("pk")[: self.most + 1].count()

    def page(self, number):
        """Give the page of that number, its records read."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        return self._get_page(self._read(first, last) if first < last else [], number, self)

    def _read(self, first, last):
        found = self.object_list
        order, forwards = found.query.order_by, self.is_more or first <= self.count / 2
        if not forwards:
            first, last = self.count - last, self.count - first
        if self.is_more and (groups := in_groups(found)):
            rows = self.rows.filter(IsAnyOf(F("pk"), groups.keys(found, first, last)))
            return list(rows.order_by(*groups.order))
        if getattr(found.query, "apart", None):
            rows = self.rows.filter(pk__in=_keys_apart(found, first, last, forwards))
        else:
            keys = (found if forwards else found.reverse()).values("pk")[first:last]
            rows = self.rows.filter(IsAnyOf(F("pk"), ArraySubquery(keys)))
        return list(rows.order_by(*order))


def sorted_apart(found, whose, **columns):
    """The rows found, of which only those of the condition are sorted by what is worked out.

    All others are sorted by `columns` in the place of annotations so called, which an index has in
    their order.
    """
    found = found.all()
    found.query.apart = whose, columns
    return found


def _keys_apart(found, first, last, forwards):
    """The keys of some rows in their order, where a few of them are sorted otherwise."""
    whose, columns = found.query.apart
    order = [_as_order(one, forwards) for one in found.query.order_by]
    sorts = {f"sort_{place}": one.expression for place, one in enumerate(order)}
    by = [OrderBy(F(name), one.descending) for name, one in zip(sorts, order, strict=True)]
    first_of = (
        some.annotate(**sorts).order_by(*by).values_list("pk", *sorts)[:last]
        for some in (found.exclude(whose).annotate(**columns), found.filter(whose))
    )
    either, others = first_of
    return [pk for pk, *_ in either.union(others, all=True).order_by(*by)[first:last]]


def _as_order(one, forwards):
    """An ordering of a query, turned round unless it goes forwards."""
    if isinstance(one, str):
        one = OrderBy(F(one.lstrip("-")), one.startswith("-"))
    return OrderBy(one.expression, one.descending == forwards)


class IsAnyOf(Func):
    """Whether a key is any of an array, which is made first: `in` may go through all rows."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()
