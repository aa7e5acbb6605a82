"""What depends on what: the contracts hold, and modules are named by what they answer."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("interchange", "entries", "claims", "results", "mir", "tracker")
SOURCES = sorted(
    path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
)
HIDING = {"utils", "helpers", "common", "services", "managers", "signals", "constants", "misc"}


@pytest.mark.slow
def test_the_import_contracts_hold(monkeypatch):
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    monkeypatch.chdir(ROOT)
    silencing = "importlinter.cli._configure_logging"  # switches every other logger off for good
    monkeypatch.setattr(silencing, lambda verbose: None)

    assert lint_imports(cache_dir=None) == EXIT_STATUS_SUCCESS


def test_no_module_hides_what_it_answers():
    hiding = [path for path in SOURCES if path.stem in HIDING or path.parent.name in HIDING]

    assert hiding == []


def test_every_module_says_what_question_it_answers():
    silent = [
        path
        for path in SOURCES
        if path.read_text().strip() and not path.read_text().lstrip().startswith('"""')
    ]

    assert silent == []


def test_nothing_sets_a_status_but_a_move():
    setting = re.compile(r"^\s*\w+\.status = |\.update\([^)]*\bstatus=", re.MULTILINE)
    allowed = {ROOT / "interchange" / "workflow.py"}

    found = [path for path in SOURCES if path not in allowed and setting.search(path.read_text())]

    assert found == []


def test_no_query_writes():
    writing = re.compile(
        r"\.(save|create|bulk_create|bulk_update|get_or_create|update_or_create|delete)\("
        r"|\.update\(\w+=|select_for_update|import transaction|transaction\."
    )
    queries = [path for path in SOURCES if {path.stem, *path.parts} & {"queries"}]

    found = [path for path in queries if writing.search(path.read_text())]

    assert queries and found == []


def test_only_the_queue_sends_tasks():
    sending = re.compile(r"\.delay\(|apply_async|send_task|delay_on_commit")
    allowed = {ROOT / "interchange" / "queue.py"}

    found = [path for path in SOURCES if path not in allowed and sending.search(path.read_text())]

    assert found == []
