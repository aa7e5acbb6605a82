"""Components say what they take, obey the content security policy, and statuses have one colour."""

import re
from collections import Counter
from enum import EnumType
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string

from interchange.look.meanings import MEANING_OF, MEANINGS, meaning
from tests.house import APPS

TEMPLATES = Path(settings.BASE_DIR) / "templates"
COMPONENTS = sorted((TEMPLATES / "_components").glob("*.html"))
PAGES = sorted(TEMPLATES.glob("**/*.html"))
BASE = Path(settings.BASE_DIR)
SOURCES = sorted(
    path for app in APPS for path in (BASE / app).rglob("*.py") if "migrations" not in path.parts
)


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_names_its_parameters_first(component):
    first = component.read_text().splitlines()[0]

    assert first.startswith(f"{{# {component.stem} – ")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_page_needs_what_the_content_security_policy_forbids(page):
    assert not re.findall(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", page.read_text())


@pytest.mark.parametrize("name", ["400", "404", "409", "500", "403_csrf", "errors/403"])
def test_a_page_for_an_error_needs_nothing_of_the_request(name):
    html = render_to_string(f"{name}.html")

    assert html.count("<h1") == 1
    assert "– Interchange</title>" in html


def test_the_last_question_is_posted_with_its_token():
    asked = '{% load look %}{% confirm "Submit?" "Yes" back="/" %}For good.{% endconfirm %}'

    html = Template(asked).render(Context({"csrf_token": "abc"}))

    assert 'name="csrfmiddlewaretoken" value="abc"' in html
    assert "For good." in html


def test_a_word_has_one_meaning():
    words = Counter(word.lower() for words in MEANINGS.values() for word in words)

    assert words.most_common(1)[0][1] == 1


def labels():
    """Every label of what models and rules call Status or Outcome, and of the tracker's states."""
    named = {"Status", "Outcome", "UnitState", "Eligibility"}
    found = set()
    for path in SOURCES:
        if re.search(rf"^ *class ({'|'.join(named)})\(", path.read_text(), re.MULTILINE):
            module = import_module(".".join(path.relative_to(BASE).with_suffix("").parts))
            inside = [module, *(one for one in vars(module).values() if isinstance(one, type))]
            for name, where in product(named, inside):
                choices = getattr(where, name, ())
                if isinstance(choices, EnumType):
                    found |= {getattr(one, "label", one.value) for one in choices}
    return found


@pytest.mark.slow
def test_every_status_has_a_meaning():
    shown = labels() | {
        word for page in PAGES for word in re.findall(r'{% status "([^"]+)" %}', page.read_text())
    }

    assert len(shown) > 40
    assert sorted(word for word in shown if word.lower() not in MEANING_OF) == []


def test_no_meaning_is_kept_for_a_word_that_nothing_shows():
    elsewhere = {"interchange/look", "interchange/audit/titles.py"}
    telling = [
        path
        for path in [*SOURCES, *PAGES]
        if not str(path.relative_to(BASE)).startswith(tuple(elsewhere))
    ]
    said = "\n".join(path.read_text() for path in telling).lower()

    assert [word for word in MEANING_OF if f'"{word}"' not in said] == []


def test_a_status_has_the_colour_of_its_meaning():
    html = Template("{% load look %}{% status 'Sampled' %}").render(Context())

    assert html == '<strong class="status status--action">Sampled</strong>'
    assert meaning("a word nobody knows") == "neutral"
