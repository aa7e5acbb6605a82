"""Is a list still what a page showed? A sum of hashes says so, whatever its order and length."""

from collections.abc import Iterable
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    DecimalField,
    Func,
    QuerySet,
    Sum,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Concat


def with_hash(records: QuerySet, *columns: str) -> QuerySet:
    """The records, each with a hash of its key and of what stands in the columns, as `hashed`."""
    parts = [Cast(name, TextField()) for name in ("pk", *columns)]
    parted = [part for one in parts for part in (one, Value("|"))]
    said = Concat(*parted, output_field=TextField())
    hashed = Func(said, 0, function="hashtextextended", output_field=BigIntegerField())
    return records.annotate(hashed=hashed)


def counted(records: QuerySet) -> tuple[int, str]:
    """How many the records read by `with_hash` are, and the fingerprint of them; one query."""
    total = Sum("hashed", output_field=DecimalField(max_digits=40, decimal_places=0))
    found = records.order_by().aggregate(number=Count("pk"), total=total)
    return found["number"], str(int(found["total"] or 0))


def fingerprint(records: Iterable[Any]) -> str:
    """The fingerprint of records read by `with_hash` that are at hand."""
    return str(sum(one.hashed for one in records))
