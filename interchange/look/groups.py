"""How is a list of millions sorted by what few records say, such as the centre of each row?

Those few are put in their order, and the rows of one after the other are looked at until a page is
full. To sort them all takes the longer, the more there are.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BigIntegerField, F
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import OrderBy, RawSQL

FEW = {"accounts.Centre", "catalogue.Unit", "catalogue.Qualification"}
# Registrations are few enough to be sorted by their qualification, and found by name more quickly.
SORTED_ALL = {("entries.QualificationEntry", "qualification")}
OF_A_GROUP = """ARRAY(SELECT inside.pk FROM ({groups}) AS its (pk)
    CROSS JOIN LATERAL ({rows}) AS inside (pk) LIMIT {number} OFFSET {first})"""


@dataclass(frozen=True)
class Groups:
    """The records by which rows are sorted first: the `field` that names them, and their order.

    `inside` is the order of the rows of one, `order` that of all; rows of records that sort alike
    stay apart.
    """

    field: Any
    of_groups: list[OrderBy]
    inside: list[OrderBy]

    @property
    def order(self) -> list[OrderBy]:
        """What all rows are sorted by."""
        here = [
            OrderBy(F(f"{self.field.name}__{_path(one)}"), one.descending) for one in self.of_groups
        ]
        return [*here, *self.inside]

    def keys(self, found, first, last) -> RawSQL:
        """The keys of the rows found, from the place `first` to before `last`, as an array."""
        groups = self.field.related_model._default_manager.order_by(*self.of_groups).values("pk")
        own = RawSQL("its.pk", (), BigIntegerField())
        rows = found.filter(**{self.field.name: own}).order_by(*self.inside).values("pk")[:last]
        (groups, of_groups), (rows, of_rows) = (
            one.query.get_compiler(using=found.db).as_sql() for one in (groups, rows)
        )
        sql = OF_A_GROUP.format(groups=groups, rows=rows, number=last - first, first=first)
        return RawSQL(sql, (*of_groups, *of_rows))


def in_groups(found) -> Groups | None:
    """The groups by which the rows found are sorted first; None where they are not."""
    order = [_as_order(one) for one in found.query.order_by]
    field = _field(found.model, _path(order[0]).partition(LOOKUP_SEP)[0]) if order else None
    if field is None:
        return None
    of_groups = []
    while order and _path(order[0]).partition(LOOKUP_SEP)[0] == field.name:
        of_groups += _of_group(field, order.pop(0))
    backwards = of_groups[-1].descending
    return Groups(field, [*of_groups, OrderBy(F("pk"), backwards)], order)


def _of_group(field, one):
    """What a sort by a related record says of that record; the record itself is sorted as ever."""
    _, _, rest = _path(one).partition(LOOKUP_SEP)
    if rest:
        return [OrderBy(F(rest), one.descending)]
    usual = map(_as_order, field.related_model._meta.ordering or ["pk"])
    return [OrderBy(each.expression, each.descending != one.descending) for each in usual]


def _field(model, name):
    """The field that names one of FEW records in every row; None where it names no such."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if (model._meta.label, name) in SORTED_ALL:
        return None
    is_one = field.many_to_one and field.concrete and not field.null
    return field if is_one and field.related_model._meta.label in FEW else None


def _path(one):
    return one.expression.name if isinstance(one.expression, F) else ""


def _as_order(one):
    if isinstance(one, str):
        return OrderBy(F(one.lstrip("-")), one.startswith("-"))
    return one if isinstance(one, OrderBy) else OrderBy(one)
