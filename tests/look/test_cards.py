"""On a narrow screen each row of a list is a card whose cells name their headings."""

import re

import pytest
from django.template import Context, Template

from interchange.look.cards import with_headings

HEAD = """<thead><tr><th scope="col"><a href="?">Candidate <svg/></a></th>
<th scope="col">How   far</th><th scope="col"><span class="x">Action</span></th></tr></thead>"""


def headings(table):
    """The heading each cell of the body names, in order; none for a cell that names none."""
    body = table.partition("</thead>")[2]
    cells = re.findall(r"<t[hd]\b([^>]*)>", body)
    return [(re.findall(r'data-heading="([^"]*)"', said) or [""])[0] for said in cells]


def test_every_cell_names_the_heading_of_its_column():
    body = "<tbody><tr><th>Ada</th><td>Half</td><td>Look</td></tr><tr><th>B</th></tr></tbody>"
    named = with_headings(HEAD + body)
    assert headings(named) == ["Candidate", "How far", "Action", "Candidate"]


def test_a_cell_over_several_columns_names_none_and_what_follows_names_its_own():
    body = '<tbody><tr><td colspan="2">Both</td><td>Look</td></tr></tbody>'
    assert headings(with_headings(HEAD + body)) == ["", "Action"]


def test_a_cell_keeps_the_heading_it_names_itself():
    body = '<tbody><tr><th>Ada</th><td data-heading="So far">1</td></tr></tbody>'
    assert headings(with_headings(HEAD + body)) == ["Candidate", "So far"]


def test_a_cell_with_nothing_in_it_is_marked():
    named = with_headings(HEAD + "<tbody><tr><th>Ada</th><td>\n </td><td>x</td></tr></tbody>")
    assert named.count("data-empty") == 1


def test_what_a_heading_says_stays_escaped():
    head = "<thead><tr><th>A &amp; B &quot;C&quot;</th></tr></thead>"
    named = with_headings(head + "<tbody><tr><td>1</td></tr></tbody>")
    assert 'data-heading="A &amp; B &quot;C&quot;"' in named


@pytest.mark.parametrize(
    "head",
    [
        "<thead><tr><th>A</th></tr><tr><th>B</th></tr></thead>",
        '<thead><tr><th colspan="2">A</th></tr></thead>',
        "",
    ],
)
def test_a_table_with_several_rows_of_headings_stays_a_table(head):
    assert with_headings(head + "<tbody><tr><td>1</td></tr></tbody>") is None


def test_a_short_table_stacks_where_its_page_says_so():
    asked = (
        '{% load look %}{% table None caption="C" stacks=True %}<thead><tr><th>A</th></tr></thead>'
        "<tbody><tr><td>1</td></tr></tbody>{% endtable %}"
    )
    html = Template(asked).render(Context())
    assert "govuk-table--stacks" in html
    assert 'data-heading="A"' in html
    assert "data-heading" not in Template(asked.replace(" stacks=True", "")).render(Context())
