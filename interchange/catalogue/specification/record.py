"""A specification as JSON and back, losing nothing."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from interchange.catalogue.specification.shape import EARNS, Specification

_Reader = Callable[[Any], Any]


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
    return {
        name: values[name] if read is None or values[name] is None else read(values[name])
        for name, read in _readers(kind)
    }


@cache
def _readers(kind: type) -> list[tuple[str, _Reader | None]]:
    hints = get_type_hints(kind)
    return [(field.name, _reader(hints[field.name])) for field in fields(kind)]


@cache
def _reader(wanted: Any) -> _Reader | None:
    """What makes a value of that type of what was written; None where it is that already."""
    if isinstance(wanted, UnionType):
        wanted = get_args(wanted)[0]
    if get_origin(wanted) is tuple:
        read = _reader(get_args(wanted)[0])
        return tuple if read is None else lambda values: tuple(map(read, values))
    if is_dataclass(wanted) and isinstance(wanted, type):
        return lambda values: wanted(**_values(wanted, values))
    return None
