"""What a query or a command gives is written in its head, for every one of them."""

import ast

import pytest

from tests.house import APPS, ROOT

KINDS = {"commands", "queries"}


def modules():
    """The modules and packages of the name, without what manage.py runs."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if KINDS & {*parts} and "management" not in parts:
                yield path


def functions(body):
    """The public functions of a module, and the public methods of its classes."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from functions(node.body)
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


@pytest.mark.slow
def test_every_command_and_query_says_what_it_gives():
    silent = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in modules()
        for function in functions(ast.parse(path.read_text()).body)
        if function.returns is None
    ]

    assert not silent
