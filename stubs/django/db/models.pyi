from enum import EnumMeta, StrEnum
from typing import Any

class _Choices(EnumMeta):
    choices: list[tuple[str, str]]
    labels: list[str]
    values: list[str]

class TextChoices(StrEnum, metaclass=_Choices):  # type: ignore[misc]  # its heirs have the members
    @property
    def label(self) -> str: ...
    @property
    def value(self) -> str: ...

def __getattr__(name: str) -> Any: ...
