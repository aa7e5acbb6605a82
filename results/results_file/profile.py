"""The profile as its file has it."""

import tomllib
from pathlib import Path
from typing import Any

PROFILE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "profile.toml").read_text(encoding="utf-8")
)
