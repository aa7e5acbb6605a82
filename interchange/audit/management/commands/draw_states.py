"""`manage.py draw_states`: the lives of claims, entries and requests, drawn from the code."""

from importlib import import_module

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from interchange import workflow

DRAWINGS = {  # module of the states: title, page in docs
    "entries.states": ("The life of an entry", "entry-states.md"),
    "entries.unit_states": ("The life of an exam entry", "unit-states.md"),
    "entries.file_states": ("The life of a file of entries", "file-states.md"),
    "entries.transfer_states": ("The life of a transfer", "transfer-states.md"),
    "entries.size_states": ("The life of a change of size", "size-states.md"),
    "entries.query_states": ("The life of a query about an invoice", "query-states.md"),
    "entries.approval_states": ("The life of an approval", "approval-states.md"),
    "entries.details_states": ("The life of a change of details", "details-states.md"),
    "entries.identity_states": ("The life of an identity question", "identity-states.md"),
    "assessed.consideration_states": (
        "The life of an application for special consideration",
        "consideration-states.md",
    ),
    "claims.states": ("The life of a claim", "claim-states.md"),
    "claims.visit_states": ("The life of a moderation visit", "visit-states.md"),
    "results.exam_file_states": ("The life of a file of exam results", "exam-file-states.md"),
    "results.order_states": ("The life of an order of results files", "order-states.md"),
    "results.run_states": ("The life of an award run", "run-states.md"),
    "mir.states": ("The life of a missing-results request", "request-states.md"),
    "reviews.states": ("The life of a post-results service", "review-states.md"),
}


class Command(BaseCommand):
    """Write the pages, or say whether they are up to date."""

    help = "Draw docs/*-states.md from the statuses and moves in the code."
    requires_system_checks = ()

    def add_arguments(self, parser):
        """Take --check."""
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")

    def handle(self, *, check, **options):
        """Write or compare every page."""
        stale = [path for path, text in _drawings().items() if _differs(path, text)]
        if check and stale:
            names = ", ".join(str(path.relative_to(settings.BASE_DIR)) for path in stale)
            raise CommandError(f"Not up to date: {names}. Run: make docs")
        for path in stale:
            path.parent.mkdir(exist_ok=True)
            path.write_text(_drawings()[path])
            self.stdout.write(f"drawn: {path.name}")


def _drawings():
    """Each page's path with its text."""
    return {
        settings.BASE_DIR / "docs" / page: _drawn(name, title)
        for name, (title, page) in DRAWINGS.items()
    }


def _drawn(name, title):
    """The page of one module of states."""
    states = import_module(name)
    return workflow.diagram(title, states.Status, states.MOVES)


def _differs(path, text):
    """Whether the page says something else or is not there."""
    return not path.exists() or path.read_text() != text
