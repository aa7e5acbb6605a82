"""How are records of several kinds shown as one list? By the keys of all, sorted together.

Whoever shows a page of it reads the records that its keys name, of each kind at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.expressions import OrderBy

from interchange.look.paging import MOST

LAST = ("of_kind", "pk")  # what else rows are told apart by


@dataclass(frozen=True)
class Mixed:
    """Records of several kinds by the name of each, with the `columns` that every kind can sort by.

    A key is (kind, id), and the columns after it. One statement gives the keys of all kinds, of
    which there is one at least.
    """

    kinds: Mapping[str, QuerySet[Any]]
    columns: Sequence[str]

    def ordered(self, order: Sequence[OrderBy], first: int = 0, last: int | None = None):
        """The keys in that order, from the place `first` to before `last`.

        Of each kind no more are sorted than the list could need.
        """
        order = [*order, *(OrderBy(F(name), order[-1].descending) for name in LAST)]
        found = [keys.order_by(*order) for keys in self._keys()]
        if len(found) == 1:
            return found[0][first:last]
        one, *others = (keys[:last] for keys in found)
        return one.union(*others, all=True).order_by(*order)[first:last]

    def counted(self, most: int) -> int:
        """How many there are, of each kind no further counted than one beyond `most`."""
        one, *others = (keys.order_by()[: most + 1] for keys in self._keys())
        return one.union(*others, all=True).count() if others else one.count()

    def _keys(self):
        for name, found in self.kinds.items():
            found = found.prefetch_related(None)
            found = found.annotate(of_kind=Value(name, output_field=CharField()))
            yield found.values_list("of_kind", "pk", *self.columns)


class ByKinds(Paginator):
    """Pages of the keys of what is Mixed, in an order; a page is sought from the nearer end.

    One statement a page, and one that counts, no further than to MOST (docs/adr/0056).
    """

    def __init__(self, mixed: Mixed, per_page: int, *, order: Sequence[OrderBy]):
        super().__init__([], per_page)
        self.mixed, self.order = mixed, order

    @cached_property
    def count(self):
        """How many rows have a page."""
        return min(self._counted, MOST)

    @property
    def is_more(self):
        """Whether more rows were found than have a page."""
        return self._counted > MOST

    @cached_property
    def _counted(self):
        return self.mixed.counted(MOST)

    def page(self, number):
        """Give the page of that number: (kind, id) of each of its rows."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        keys = self._read(first, last) if first < last else ()
        return self._get_page([(kind, pk) for kind, pk, *_ in keys], number, self)

    def _read(self, first, last):
        if self.is_more or first <= self.count / 2:
            return self.mixed.ordered(self.order, first, last)
        turned = [OrderBy(one.expression, not one.descending) for one in self.order]
        return reversed(self.mixed.ordered(turned, self.count - last, self.count - first))
