"""Modules are named by what they answer, and do no more than their kind may."""

import ast
import re
import tomllib

import pytest

from tests.house import APPS, ROOT

SOURCES = sorted(
    path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
)
HIDING = {"utils", "helpers", "common", "services", "managers", "signals", "constants", "misc"}
WRITING = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete",
    "select_for_update", "transaction",
}  # fmt: skip


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


def test_a_room_of_views_holds_views_alone():
    """What several pages share of their forms stands among the forms."""
    rooms = [path for path in SOURCES if path.parent.name == "views" and path.stem != "__init__"]
    viewless = [path for path in rooms if "(request" not in path.read_text()]

    assert rooms
    assert viewless == []


def writing(source):
    """The lines of the source that write rows, hold them, or begin a transaction.

    Of `update` only a call with keywords writes: those of dicts and sets are given things.
    """
    lines = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(attr="update"), keywords=[_, *_]):
                lines.add(node.lineno)
            case ast.Attribute(attr=name) | ast.Name(id=name) | ast.alias(name=name):
                if name in WRITING:
                    lines.add(node.lineno)
    return sorted(lines)


@pytest.mark.parametrize(
    "source",
    [
        "Claim.objects.filter(pk=1).update(status='x')",
        "Claim.objects.filter(pk=1).update(**fields)",
        "Claim.objects.update(\n    status='x'\n)",
        "make = Claim.objects.create",
        "claim.save()",
        "Claim.objects.select_for_update()",
        "from django.db import models, transaction",
    ],
)
def test_what_writes_is_seen(source):
    assert writing(source) == [1]


def test_what_only_gathers_does_not_write():
    assert writing("known.update(rows)\nfound.setdefault(1, Counter()).update(units)") == []


@pytest.mark.slow
def test_no_query_writes():
    queries = [path for path in SOURCES if {path.stem, *path.parts} & {"queries"}]

    found = {path: writing(path.read_text()) for path in queries}

    assert queries and {path: lines for path, lines in found.items() if lines} == {}


def test_only_the_queue_sends_tasks():
    sending = re.compile(r"\.delay\(|apply_async|send_task|delay_on_commit")
    allowed = {ROOT / "interchange" / "queue.py"}

    found = [path for path in SOURCES if path not in allowed and sending.search(path.read_text())]

    assert found == []


def test_whatever_is_pure_is_typed_strictly():
    pure = re.compile(r"(rules|states|\w+_states|edi|awarding|diagnosis|specification)(\.py)?")
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]["files"]
    typed = {ROOT / one for one in listed}

    loose = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if any(pure.fullmatch(part) for part in path.relative_to(ROOT).parts)
        and not {"commands", "management"} & {*path.parts}
        and not typed & {path, *path.parents}
    ]

    assert loose == [], "put it on the list of [tool.mypy] in pyproject.toml"
