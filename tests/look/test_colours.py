"""Text stands out in light and dark; every colour stands in one place."""

import re

import pytest

from tests.house import ROOT

SCSS = ROOT / "static" / "scss"
COLOURS = (SCSS / "_colours.scss").read_text()
ENOUGH = 7  # WCAG 2.2, 1.4.6: text of any size
LINES = 3  # WCAG 2.2, 1.4.11: the edge of a box to type in
GROUNDS = ("paper", "surface", "hover", "shade")
TEXTS = {  # on which grounds each colour is the text
    "ink": (*GROUNDS, "shade-strong", "teal-light", "honey-light", "red-light", "green-light"),
    "ink-soft": GROUNDS,
    "teal": (*GROUNDS, "teal-light"),
    "teal-dark": (*GROUNDS, "teal-light"),
    "red": ("paper", "surface", "red-light"),
    "red-dark": ("paper", "surface", "red-light"),
    "green": ("paper", "surface", "green-light"),
    "blue": ("paper", "surface", "blue-light"),
    "amber": ("paper", "surface", "honey-light"),
    "on-teal": ("teal", "teal-dark", "red", "red-dark"),
    "on-pine": ("pine", "pine-deep"),
    "on-pine-soft": ("pine", "pine-deep"),
    "on-focus": ("focus",),
}
PAIRS = [(text, ground) for text, grounds in TEXTS.items() for ground in grounds]


def theme(name):
    """The colours of a theme, by name."""
    block = COLOURS.partition(f"@mixin {name} {{")[2].partition("\n}\n")[0]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block))


def luminance(colour):
    """The relative luminance of a colour, as WCAG works it out."""
    digits = colour.removeprefix("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """How much two colours stand out from each other: 1 to 21."""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(name, text, ground):
    colours = theme(name)
    assert contrast(colours[text], colours[ground]) >= ENOUGH


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_edge_of_a_box_to_type_in_is_seen(name):
    colours = theme(name)
    for ground in ("paper", "surface"):
        assert contrast(colours["line-strong"], colours[ground]) >= LINES


def test_light_and_dark_have_the_same_colours():
    assert theme("light").keys() == theme("dark").keys()


def test_no_other_file_of_the_style_has_a_colour_of_its_own():
    """But paper, which is white, and what GOV.UK Frontend works shades out of."""
    allowed = {"_colours.scss": None, "_print.scss": {"#000", "#fff"}, "_govuk.scss": {"#135551"}}
    found = {
        path.name: set(re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(", path.read_text()))
        for path in SCSS.glob("*.scss")
    }
    others = {
        name: colours - (allowed.get(name) or set())
        for name, colours in found.items()
        if allowed.get(name, set()) is not None
    }
    assert {name: colours for name, colours in others.items() if colours} == {}
