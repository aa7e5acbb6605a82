"""Templates can be read: no line runs off the screen."""

from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "templates"
WIDEST = 160


def test_no_line_of_a_template_runs_off_the_screen():
    long = [
        f"{page.relative_to(TEMPLATES)}:{number}"
        for page in sorted(TEMPLATES.rglob("*.html"))
        for number, line in enumerate(page.read_text().splitlines(), 1)
        if len(line) > WIDEST
    ]

    assert not long
