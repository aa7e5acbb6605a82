"""Which rooms has the house? They are named once, where the contracts of imports are."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
PACKAGES = tuple(_CONTRACTS["root_packages"])
APPS = tuple(one for one in PACKAGES if one != "local")  # what serves people
ROOMS = tuple(one for one in APPS if one != "interchange")  # … each with one part of the work
