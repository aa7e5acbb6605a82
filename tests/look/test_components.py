"""Components say what they take, obey the content security policy, and statuses have one colour."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string

from interchange.look.meanings import MEANINGS, meaning

TEMPLATES = Path(settings.BASE_DIR) / "templates"
COMPONENTS = sorted((TEMPLATES / "_components").glob("*.html"))
PAGES = sorted(TEMPLATES.glob("**/*.html"))


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


def test_a_status_has_the_colour_of_its_meaning():
    html = Template("{% load look %}{% status 'Sampled' %}").render(Context())

    assert html == '<strong class="status status--action">Sampled</strong>'
    assert meaning("a word nobody knows") == "neutral"
