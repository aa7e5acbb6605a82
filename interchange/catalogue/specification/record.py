"""A specification as JSON and back, losing nothing."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_type_hints

from interchange.catalogue.specification.shape import EARNS, Specification


def to_dict(specification: Specification) -> dict[str, Any]:
    """Give all that the specification says, as values that JSON knows."""
    values: dict[str, Any] = json.loads(json.dumps(asdict(specification)))
    for written, unit in zip(values["units"], specification.units, strict=True):
        written["provisional"] = unit.provisional
    return {**values, "provisional": specification.provisional}


def from_dict(values: Mapping[str, Any]) -> Specification:
    """Give back the specification that `to_dict` has written down.

    What was written before rules said what surplus hours do was awarded with all they earned.
    """
    return Specification(**_values(Specification, {"surplus": EARNS, **values}))


def digest(specification: Specification) -> str:
    """A fingerprint of the content: equal content has an equal one, whatever its version."""
    values = to_dict(specification) | {"version": None}
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _values(kind: type, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _read(wanted, values[name]) for name, wanted in _hints(kind)}


@cache
def _hints(kind: type) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in fields(kind)]


def _read(wanted: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(wanted, UnionType):
        wanted = get_args(wanted)[0]
    if isinstance(value, list):
        return tuple(_read(get_args(wanted)[0], one) for one in value)
    if is_dataclass(wanted) and isinstance(wanted, type):
        return wanted(**_values(wanted, value))
    return value
