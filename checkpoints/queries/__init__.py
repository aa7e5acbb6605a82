"""What is there: the checkpoint's days, how far each centre is, and who was added late."""

from checkpoints.queries.board import at_checkpoint, to_remind, undeclared_by_centre
from checkpoints.queries.centres import (
    courses,
    declaration,
    expecting,
    listed,
    shown_of,
    shown_of_all,
    summer_now,
    window,
    with_late,
)
from checkpoints.queries.delivery import (
    EXPECTED_COLUMNS,
    expected_counts,
    expected_lacking,
    expected_rows,
    undeclared,
)
from checkpoints.queries.endings import endings
from checkpoints.queries.fingerprints import counted, fingerprint
from checkpoints.queries.needs import needs
from checkpoints.queries.units import (
    NOTICE_COLUMNS,
    left_out,
    notices,
    rows_of,
    rows_of_notice,
    sections,
    shown_to_tell,
    to_tell,
    unachieved,
    unachieved_by_centre,
)

__all__ = [
    "EXPECTED_COLUMNS",
    "NOTICE_COLUMNS",
    "at_checkpoint",
    "counted",
    "courses",
    "declaration",
    "endings",
    "expected_counts",
    "expected_lacking",
    "expected_rows",
    "expecting",
    "fingerprint",
    "left_out",
    "listed",
    "needs",
    "notices",
    "rows_of",
    "rows_of_notice",
    "sections",
    "shown_of",
    "shown_of_all",
    "shown_to_tell",
    "summer_now",
    "to_remind",
    "to_tell",
    "unachieved",
    "unachieved_by_centre",
    "undeclared_by_centre",
    "undeclared",
    "window",
    "with_late",
]
