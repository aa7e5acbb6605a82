"""Text that passed is not examined again; text drawn in any other way is."""

import pytest

pytestmark = pytest.mark.slow

PAGE = """
<!doctype html><html lang="en"><title>Colours</title>
<style>main {{ background: #fff; color: #000 }} {style}</style>
<main><h1>Colours</h1><p>Some text</p><div><p>Some more</p></div></main>
"""
CONTRAST = "Elements must meet minimum color contrast ratio thresholds"


@pytest.fixture
def examined(page, violations):
    """A function that gives what is wrong with the page in a style."""

    def examine(style):
        page.set_content(PAGE.format(style=style))
        return violations(page)

    return examine


@pytest.mark.parametrize(
    "style",
    [
        "p { color: #ddd }",
        "div p { color: #ddd }",
        "main { background: #222 }",
        "div { background: #222 }",
        "div { opacity: 0.2 }",
        "p { -webkit-text-fill-color: #ddd }",
        "p { position: absolute; color: #ccc }",
    ],
)
def test_a_page_that_passed_is_looked_at_again_in_other_colours(style, examined):
    assert examined("") == []
    assert examined("") == []

    [wrong] = examined(style)

    assert wrong.startswith(CONTRAST)


def test_large_text_that_passed_says_nothing_of_small_text(examined):
    grey = "p {{ color: #8a8a8a; font-size: {} }}"
    assert examined(grey.format("24px")) == []

    [wrong] = examined(grey.format("16px"))

    assert wrong.startswith(CONTRAST)


def test_text_that_nobody_could_see_is_not_taken_for_text_that_passed(examined):
    assert examined("p { color: #ddd } div p { color: #000 } main > p { display: none }") == []
    assert examined("p { color: #ddd } p { display: none }") == []

    [wrong] = examined("p { color: #ddd }")

    assert "p" in wrong and wrong.startswith(CONTRAST)
