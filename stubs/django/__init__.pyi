# What the checked modules use of Django, which brings no types of its own; all else is Any.
from typing import Any

def __getattr__(name: str) -> Any: ...
