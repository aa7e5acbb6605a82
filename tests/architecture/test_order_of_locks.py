"""Whoever holds several rows takes them in one order, so that nobody waits in a circle.

Names come before persons, and a claim's own row before the persons on it (docs/adr/0047). What a
command holds is read from its source, with all that it calls in commands of whatever app.
"""

import ast
from functools import cache

import pytest

from tests.house import ROOMS, ROOT

LOCKING = "entries.commands.locking"
HOLDS = {  # what each of these holds, whatever it calls
    (LOCKING, "one_at_a_time"): "names",
    (LOCKING, "hold_people"): "rows",
    ("claims.commands.locking", "lock"): "claims",
    ("claims.commands.leaving", "hold_drafts"): "claims",
}
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for room in ROOMS
    for path in sorted((ROOT / room).rglob("*.py"))
    if "commands" in path.relative_to(ROOT).with_suffix("").parts and "management" not in path.parts
}


@cache
def functions_of(module):
    """The functions of a module, by name."""
    tree = ast.parse(MODULES[module].read_text())
    return {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}


@cache
def imports_of(module):
    """What the names stand for that a module imports: {name: (module, what of it)}."""
    imports = [
        one
        for one in ast.walk(ast.parse(MODULES[module].read_text()))
        if isinstance(one, ast.ImportFrom)
    ]
    return {
        name.asname or name.name: (each.module, name.name)
        for each in imports
        for name in each.names
    }


def called(module, call):
    """The (module, function) of ours that a call in the module calls; None where none."""
    if isinstance(call.func, ast.Name):
        return found_in(module, call.func.id)
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        package, name = imports_of(module).get(call.func.value.id, ("", ""))
        return found_in(f"{package}.{name}", call.func.attr)
    return None


def found_in(module, name):
    """Where the function stands that a module calls so: there, or where it imports it from."""
    if module not in MODULES:
        return None
    if name in functions_of(module):
        return module, name
    source, original = imports_of(module).get(name, ("", ""))
    return found_in(source, original)


def locks_of(module, name, seen=frozenset()):
    """What a function holds, one after the other, with what it calls."""
    if kind := HOLDS.get((module, name)):
        return [kind]
    held = []
    calls = [one for one in ast.walk(functions_of(module)[name]) if isinstance(one, ast.Call)]
    for call in sorted(calls, key=lambda one: (one.end_lineno, one.end_col_offset)):
        place = called(module, call)
        if place and place not in seen:
            held += locks_of(*place, seen | {place})
        elif not place and holds_a_claim(call):
            held.append("claims")
    return held


def holds_a_claim(call):
    """Whether a call holds a claim's row itself: by a move of it, or by a lock of the table."""
    words = ast.unparse(call)
    moves = words.startswith("workflow.perform(") and ast.unparse(call.args[1]) == "claim"
    return moves or words.startswith("Claim.objects.select_for_update(")


@cache
def orders():
    """What each command holds, one after the other: {where it stands: kinds}."""
    return {
        f"{module}:{name}": locks_of(module, name)
        for module in MODULES
        for name in functions_of(module)
    }


def with_persons():
    """What each command that holds persons holds before and after them."""
    for where, order in orders().items():
        if "rows" in order:
            yield where, order[: order.index("rows")], order[order.index("rows") :]


@pytest.mark.slow
def test_names_are_held_before_persons():
    assert {where: after for where, _, after in with_persons() if "names" in after} == {}


@pytest.mark.slow
def test_a_claim_is_held_before_the_persons_on_it():
    late = {
        where: after
        for where, before, after in with_persons()
        if "claims" in after and "claims" not in before  # the same claim's move holds it again
    }

    assert late == {}


@pytest.mark.slow
def test_what_a_command_of_another_app_holds_is_read():
    kinds = {kind for order in orders().values() for kind in order}

    assert kinds == {"names", "rows", "claims"}
    assert {*HOLDS} == {place for place in HOLDS if place[1] in functions_of(place[0])}
    for app in ("entries", "claims", "results", "tracker"):
        assert any(one.startswith(app) and "rows" in order for one, order in orders().items()), app


@pytest.mark.slow
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
