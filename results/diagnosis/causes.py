"""The causes there are, in the order in which they are asked about; each with all that follows.

They stand in causes.toml; the sentences of each in templates.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from results.diagnosis.acting import Due, OwnDay, Owner, Page
from results.diagnosis.regulator import Code
from results.diagnosis.requests import RequestKind

TABLE = Path(__file__).with_name("causes.toml")


@dataclass(frozen=True)
class Cause:
    """A cause: its headline for a row of a table, and what follows.

    Who acts next, by which of the board's dates and whether by the day of what was seen, on which
    page, which request it would become (None where none helps), and under which code the regulator
    counts it.
    """

    headline: str
    owner: Owner
    due: Due
    own_day: OwnDay
    page: Page
    request: RequestKind | None
    counts_as: Code


def _cause(row: dict[str, Any]) -> Cause:
    return Cause(
        headline=row["headline"],
        owner=Owner[row["owner"]],
        due=Due(row["due"]),
        own_day=OwnDay(row["own_day"]),
        page=Page[row["page"]],
        request=RequestKind(row["request"]) if row["request"] else None,
        counts_as=Code(row["counts_as"]),
    )


CAUSES = {
    code: _cause(row) for code, row in tomllib.loads(TABLE.read_text(encoding="utf-8")).items()
}
