"""A name says what it gives: the words that mean everything name nothing that others call."""

import ast
from collections import defaultdict

import pytest

from tests.house import PACKAGES, ROOT

MEAN_EVERYTHING = {"told", "found", "held", "one", "Row", "Facts", "Ground", "Sheet", "Known"}
MEAN_EVERYTHING |= {"Place"}


def named(tree):
    """The functions and classes of a module, and those of its classes, by name."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from named(node)


@pytest.mark.slow
def test_words_that_mean_everything_name_no_function_and_no_class():
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for package in (*PACKAGES, "benchmarks", "tests")
        for path in sorted((ROOT / package).rglob("*.py"))
        for node in named(ast.parse(path.read_text()))
        if node.name in MEAN_EVERYTHING
    ]

    assert not wrong


@pytest.mark.slow
def test_a_module_has_one_alias_wherever_it_is_imported():
    aliases = defaultdict(lambda: defaultdict(list))
    for package in (*PACKAGES, "benchmarks"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.ImportFrom):
                    for one in node.names:
                        if one.asname and one.name.islower():
                            where = f"{path.relative_to(ROOT)}:{node.lineno}"
                            aliases[f"{node.module}.{one.name}"][one.asname].append(where)
    two = {module: dict(names) for module, names in aliases.items() if len(names) > 1}

    assert not two


def test_each_decision_has_a_number_of_its_own_and_its_title_says_it():
    decisions = sorted((ROOT / "docs" / "adr").glob("0*.md"))
    said = [int(path.read_text().split(".")[0].removeprefix("# ")) for path in decisions]

    assert said == [int(path.name[:4]) for path in decisions]
    assert len(set(said)) == len(said)
