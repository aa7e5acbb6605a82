"""What no other file names begins with an underscore; what another file names does not."""

import ast
import re
from collections import defaultdict
from functools import cache

import pytest

from tests.house import PACKAGES, ROOT

pytestmark = pytest.mark.slow

NAMING = (*PACKAGES, "benchmarks", "tests")
DOTTED = re.compile(r"\w+(\.\w+)+")

# Django and Celery find these by how they are decorated, and their names are what addresses,
# templates and messages call them by.
CALLED_BY_A_FRAMEWORK = {"action", "board.action", "board.page", "shared_task"}
CALLED_BY_A_FRAMEWORK |= {f"register.{kind}" for kind in ("filter", "simple_tag", "tag")}
CALLED_BY_A_FRAMEWORK |= {"register.simple_block_tag"}
# What `python -m` runs is called so everywhere.
PROGRAMS = {("interchange.reader.__main__", "main"), ("local.__main__", "main")}


@cache
def modules():
    """Every file of ours and what is written there: {dotted name of the module: its tree}."""
    paths = [path for package in NAMING for path in (ROOT / package).rglob("*.py")]
    paths += [ROOT / "manage.py", ROOT / "gunicorn.conf.py"]
    return {dotted(path): ast.parse(path.read_text()) for path in sorted(paths)}


def dotted(path):
    """What a file is imported as."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def functions():
    """(module, function) for each function that stands in a module of an app by itself."""
    for module, tree in modules().items():
        if module.split(".")[0] in PACKAGES and ".migrations." not in module:
            for node in tree.body:
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    yield module, node


@cache
def named():
    """Which modules name what of another: {dotted name: modules}."""
    found = defaultdict(set)
    for module, tree in modules().items():
        for name in names_in(tree):
            if name.rpartition(".")[0] != module:
                found[name].add(module)
    return found


def names_in(tree):
    """The dotted names that a module imports, reaches through what it imports, or writes out."""
    imported = dict(imports(tree))
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom():
                yield from (f"{node.module}.{one.name}" for one in node.names)
            case ast.Constant(value=str(text)) if DOTTED.fullmatch(text):
                yield text
            case ast.Constant(value=str(text)) if "import " in text:
                yield from names_in(program(text))
            case ast.Attribute():
                yield reached(node.value, node.attr, imported)
            case ast.Call(func=ast.Attribute(attr="setattr"), args=[on, ast.Constant(name), *_]):
                yield reached(on, name, imported)


def program(text):
    """The tree of a program that stands in a string; of any other text, an empty one."""
    try:
        return ast.parse(text)
    except SyntaxError:
        return ast.Module([], [])


def imports(tree):
    """(what a module calls it, its dotted name) for each thing that the module imports."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                for one in node.names:
                    first = one.name.split(".")[0]
                    yield (one.asname, one.name) if one.asname else (first, first)
            case ast.ImportFrom():
                for one in node.names:
                    yield one.asname or one.name, f"{node.module}.{one.name}"


def reached(node, attribute, imported):
    """The dotted name of an attribute, where it is one of something imported, else as written."""
    first, dot, rest = ast.unparse(node).partition(".")
    return f"{imported.get(first, first)}{dot}{rest}.{attribute}"


def is_called_by_a_framework(function):
    """Whether a decorator gives the function to Django or Celery by its name."""
    return any(
        ast.unparse(one.func if isinstance(one, ast.Call) else one) in CALLED_BY_A_FRAMEWORK
        for one in function.decorator_list
    )


def test_a_function_that_no_other_file_names_begins_with_an_underscore():
    wrong = [
        f"{module}:{function.lineno} {function.name}"
        for module, function in functions()
        if not function.name.startswith("_")
        and f"{module}.{function.name}" not in named()
        and (module, function.name) not in PROGRAMS
        and not is_called_by_a_framework(function)
    ]

    assert not wrong


def test_no_file_names_what_is_another_ones_own():
    wrong = [
        f"{name}, by {', '.join(sorted(by))}"
        for name, by in sorted(named().items())
        if re.search(r"\._[^_]\w*$", name)
        and name.rpartition(".")[0] in modules()
        and name not in modules()
    ]

    assert not wrong


def test_every_exception_is_still_one():
    there = {(module, function.name) for module, function in functions()}

    assert there >= PROGRAMS
