"""Mutants of moves: which status leads where, and who may move it."""

from tests.mutants import Mutant

CLAIMS = "claims/states.py"
ENTRIES = "entries/states.py"
REQUESTS = "mir/states.py"

MOVES = (
    Mutant(
        "a move starts from any status",
        "interchange/workflow.py",
        "    if record.status not in move.sources:\n",
        "    if False:\n",
        ("tests/test_workflow.py",),
    ),
    Mutant(
        "a move asks for no right",
        "interchange/workflow.py",
        "    permissions.check(by, move.needs, centre=record.centre, subject=record.subject)\n",
        "",
        ("tests/test_workflow.py",),
    ),
    Mutant(
        "a sampled claim may be recalled",
        CLAIMS,
        'Move("recall", {Status.READY},',
        'Move("recall", {Status.READY, Status.SAMPLED},',
        ("tests/claims/test_states.py", "tests/claims/views/test_recalling.py"),
    ),
    Mutant(
        "an agreed claim may be withdrawn",
        CLAIMS,
        '"withdraw", {Status.READY, Status.SAMPLED},',
        '"withdraw", {Status.READY, Status.SAMPLED, Status.PENDING},',
        ("tests/claims/test_states.py", "tests/claims/views/test_reviewing.py"),
    ),
    Mutant(
        "a sampled claim may be processed",
        CLAIMS,
        'Move("process", {Status.PENDING},',
        'Move("process", {Status.SAMPLED, Status.PENDING},',
        ("tests/claims/test_states.py", "tests/results/commands/test_banking.py"),
    ),
    Mutant(
        "a centre may agree its claims",
        CLAIMS,
        "Status.PENDING, Permission.MODERATE_CLAIMS)",
        "Status.PENDING, Permission.MAKE_CLAIMS)",
        ("tests/claims/test_states.py", "tests/claims/commands/test_moderating.py"),
    ),
    Mutant(
        "a line that the moderator withdrew still stands",
        CLAIMS,
        "STANDING = {Outcome.CLAIMED, Outcome.AGREED, Outcome.CHANGED}",
        "STANDING = {*Outcome}",
        ("tests/claims/test_states.py", "tests/claims/commands/test_reclaiming.py"),
    ),
    Mutant(
        "whoever makes entries marks them Withdrawn",
        ENTRIES,
        "Status.WITHDRAWN, Permission.SET_COMPLETION)",
        "Status.WITHDRAWN, Permission.MAKE_ENTRIES)",
        ("tests/entries/test_states.py", "tests/tracker/test_commands.py"),
    ),
    Mutant(
        "a centre processes its own withdrawals",
        ENTRIES,
        '    Permission.PROCESS_ENTRIES,\n    words="process the withdrawal',
        '    Permission.SET_COMPLETION,\n    words="process the withdrawal',
        ("tests/entries/commands/test_changing.py",),
    ),
    Mutant(
        "a withdrawn registration may still be claimed for",
        ENTRIES,
        "OPEN = {Status.REGISTERED}",
        "OPEN = {Status.REGISTERED, Status.WITHDRAWN}",
        ("tests/claims/commands/test_building.py", "tests/tracker/test_commands.py"),
    ),
    Mutant(
        "an approval that was only asked for is in force",
        "entries/approval_states.py",
        "IN_FORCE = {Status.APPROVED}",
        "IN_FORCE = {Status.APPROVED, Status.ASKED}",
        ("tests/entries/test_approvals.py",),
    ),
    Mutant(
        "a centre approves itself",
        "entries/approval_states.py",
        "    Status.APPROVED,\n    Permission.MANAGE_CENTRES,",
        "    Status.APPROVED,\n    Permission.MAKE_ENTRIES,",
        ("tests/entries/test_approvals.py",),
    ),
    Mutant(
        "an exam entry is withdrawn twice",
        "entries/unit_states.py",
        'Move("withdraw", {Status.ENTERED},',
        'Move("withdraw", {Status.ENTERED, Status.WITHDRAWN},',
        ("tests/tracker/exams",),
    ),
    Mutant(
        "a request nobody has taken up may be resolved",
        REQUESTS,
        '    "resolve", {Status.IN_REVIEW,',
        '    "resolve", {Status.SUBMITTED, Status.IN_REVIEW,',
        ("tests/mir/test_states.py", "tests/mir/test_deciding.py"),
    ),
    Mutant(
        "a finished request may be taken back",
        REQUESTS,
        "    {Status.SUBMITTED, Status.IN_REVIEW, Status.MORE_NEEDED},\n    Status.WITHDRAWN,",
        "    {*Status},\n    Status.WITHDRAWN,",
        ("tests/mir/test_states.py", "tests/mir/test_deciding.py"),
    ),
)
