"""Templates can be read: no line runs off the screen, and no status is compared by its letters."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
WIDEST = 160

STATUS = r"\b(status|outcome|kind|stage|state|became|answer|direction|reason|owner(\.name)?|move)"
LITERAL = r"""("[^"]*"|'[^']*')"""
COMPARED = re.compile(
    rf"""{STATUS}\s*(==|!=|<|>|\sin\s|\snot\s+in\s)  # line.outcome == "withdrawn"
    | (==|!=)\s*[\w.]*{STATUS}(\s|$)              # "withdrawn" == line.outcome
    | \bgrade\s*(==|!=)\s*{LITERAL}              # result.grade == "absent"
    """,
    re.VERBOSE,
)
TAG = re.compile(r"{%(?!\s*for\b)(.*?)%}", re.DOTALL)


@pytest.mark.slow
def test_no_line_of_a_template_runs_off_the_screen():
    long = [
        f"{page.relative_to(TEMPLATES)}:{number}"
        for page in sorted(TEMPLATES.rglob("*.html"))
        for number, line in enumerate(page.read_text().splitlines(), 1)
        if len(line) > WIDEST
    ]

    assert not long


def compares_a_status(text):
    """Whether a tag of the template compares what says how far something is with a word."""
    return any(COMPARED.search(tag) for tag in TAG.findall(text))


def test_no_template_compares_statuses():
    comparing = [
        str(page.relative_to(TEMPLATES))
        for page in sorted(TEMPLATES.rglob("*.*"))
        if compares_a_status(page.read_text())
    ]

    assert not comparing, "give the model or the view's row a property that says it: is_open"


@pytest.mark.parametrize(
    "tag",
    [
        '{% if claim.status == "draft" %}',
        "{% elif can_edit and line.outcome != 'withdrawn' %}",
        '{% if "booked" == visit.status %}',
        "{% if entry.status in withdrawable %}",
        "{% if entry.stage not in late %}",
        '{% if result.grade == "absent" %}',
    ],
)
def test_a_comparison_of_a_status_is_found(tag):
    assert compares_a_status(tag)


@pytest.mark.parametrize(
    "tag", ["{% for kind in kinds %}", "{% if claim.is_sampled %}", "{% if row.grade == grade %}"]
)
def test_what_is_no_status_may_be_compared(tag):
    assert not compares_a_status(tag)
