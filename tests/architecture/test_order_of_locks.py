"""Whoever holds names and persons takes the names first, so that nobody waits in a circle."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("entries", "tracker", "claims", "results", "mir")
NAMES, ROWS = {"one_at_a_time"}, {"hold_people"}
BOTH = {"hold_whoever"}  # names, then rows


def functions():
    """Each function of the commands: (where it stands, its node, the others of its module)."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "commands" in path.parts or path.name == "commands.py":
                tree = ast.parse(path.read_text())
                of_module = {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}
                for node in of_module.values():
                    yield f"{path.relative_to(ROOT)}:{node.name}", node, of_module


def locks_of(node, of_module, seen=frozenset()):
    """What a function holds, one after the other, by the functions of its module that it calls."""
    calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
    for call in sorted(calls, key=lambda one: (one.lineno, -one.col_offset)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in NAMES:
            yield "names"
        elif name in ROWS:
            yield "rows"
        elif name in BOTH:
            yield from ("names", "rows")
        elif isinstance(call.func, ast.Name) and name in of_module and name not in seen:
            yield from locks_of(of_module[name], of_module, seen | {name})


def test_names_are_held_before_persons():
    wrong = {
        where: order
        for where, node, of_module in functions()
        if "rows" in (order := list(locks_of(node, of_module)))
        and "names" in order[order.index("rows") :]
    }

    assert wrong == {}


def test_persons_are_held_in_one_order_by_one_function():
    locks = [
        f"{path.relative_to(ROOT)}:{number}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if "Candidate.objects" in line and "select_for_update" in line
    ]

    assert {one.split(":")[0] for one in locks} <= {
        "entries/commands/locking.py",
        "tracker/commands/merging.py",  # what hold_people holds already, read anew
    }
