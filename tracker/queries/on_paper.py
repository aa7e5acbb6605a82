"""What does a list of the tracker say on paper? A table a qualification, and a key of its signs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from interchange.paper import Block, Column, PaperSheet
from results.signs import SIGNS
from tracker.queries.progress import ListedEntry
from tracker.queries.unit_states import UnitShown

MOST = 1000  # registrations on paper; who wants more narrows the list, or takes a spreadsheet
TITLE = "Progress of candidates"
COLUMNS = (
    Column("Candidate", 3),
    Column("No.", 0.8),
    Column("So far", 1.1, centred=True),
    Column("Completes", 1.4),
    Column("How urgent", 1.2),
    Column("Result", 1.4),
    Column("Why, and who acts next", 3.6),
    Column("Units", 4.4),
)


def sheet_of(
    centre,
    told: Iterable[tuple[ListedEntry, Mapping[str, UnitShown]]],
    chosen: Iterable[tuple[str, str]],
    on: date,
) -> PaperSheet:
    """The list for paper, of `files.rows_with_units`; `chosen` are the filters in words."""
    blocks = defaultdict(list)
    for row, units in told:
        blocks[row.entry.qualification].append(_row(row, units))
    day = f"{on.day} {on:%B %Y}"
    return PaperSheet(
        title=TITLE,
        running=f"{TITLE} · Centre {centre.number} · {day}",
        facts=[("Centre", str(centre)), ("As of", day), *chosen],
        blocks=[Block(str(of), COLUMNS, rows) for of, rows in blocks.items()],
        notes=[f"{one.short} {one.words}: {one.means}" for one in SIGNS.values()],
    )


def _row(row: ListedEntry, units: Mapping[str, UnitShown]) -> tuple[str, ...]:
    entry, kept, step = row.entry, row.kept, row.step
    acts = f". {step.who}" if step.who else ""
    by = f", by {step.by:%d/%m/%Y}" if acts and step.by else ""
    return (
        entry.candidate.name,
        entry.candidate_number,
        f"{kept.hours} of {entry.qualification.total or '?'}",
        "Withdrawn" if kept.is_withdrawn else f"Summer {entry.completes_in}",
        row.urgent.label,
        f"{kept.label}: {kept.issued}" if kept.issued else kept.label,
        f"{row.reason.headline}{acts}{by}",
        " · ".join(f"{one.number} {one.in_a_cell}" for one in units.values()) or "Not worked out",
    )
