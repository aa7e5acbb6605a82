"""A form on a page is filled in again, and nothing else of the page is touched."""

import pytest

from interchange.interrupted.filling import filled

PAGE = """<html>\r\n<form action="/search/"><input name="name"></form>
<form method="post" novalidate>
<input type="hidden" name="csrfmiddlewaretoken" value="new">
%s
<button name="save" value="1">Save</button></form><p>é &amp; "so"</p></html>"""


def shown(controls, *fields, sent_to="/people/", address="/people/"):
    left = []

    def introduce(rest, carried):
        left.extend(rest)
        return "".join(f"!{name}" for name, _ in carried) or "!"

    return filled(PAGE % controls, address, sent_to, fields, introduce), left


@pytest.mark.parametrize(
    ("control", "fields", "after"),
    [
        ('<input name="name">', [("name", 'A"b')], '<input name="name" value="A&quot;b">'),
        (
            '<input name="n" value="x" disabled>',
            [("save", "1")],
            '<input name="n" value="x" disabled>',
        ),
        ('<input type=hidden name=was value="">', [("was", "P:1")], 'value="P:1"'),
        ("<textarea name=t>old</textarea>", [("t", "<b>\nnew")], "\n&lt;b&gt;\nnew</textarea>"),
        (
            "<input type=checkbox name=c checked>",
            [("save", "1")],
            '<input type="checkbox" name="c">',
        ),
        ("<input type=checkbox name=c>", [("c", "on")], '<input type="checkbox" name="c" checked>'),
        (
            "<input type=radio name=r value=''><input type=radio name=r value=M checked>",
            [("r", "")],
            '<input type="radio" name="r" value="" checked><input type="radio" name="r" value="M">',
        ),
        (
            "<input type=radio name=r value='' checked><input type=radio name=r value=M>",
            [("r", "M")],
            '<input type="radio" name="r" value=""><input type="radio" name="r" value="M" checked>',
        ),
        (
            "<select name=s><option value='' selected>-<option value=a>A</select>",
            [("s", "a")],
            '<option value="">-<option value="a" selected>A',
        ),
        (
            "<select name=s multiple><option value=a>A</option><option value=b>B</option></select>",
            [("s", "a"), ("s", "b")],
            '<option value="a" selected>A</option><option value="b" selected>B</option>',
        ),
        (
            "<input name=row><input name=row>",
            [("row", "one"), ("row", "two")],
            '<input name="row" value="one"><input name="row" value="two">',
        ),
        ("<input type=password name=p>", [("save", "1")], "<input type=password name=p>"),
    ],
)
def test_each_kind_of_control_holds_again_what_was_typed(control, fields, after):
    page, left = shown(control, *fields)

    assert after in page
    assert left == []
    assert page.startswith('<html>\r\n<form action="/search/"><input name="name"></form>\n')
    assert page.endswith('<p>é &amp; "so"</p></html>')
    assert '<form method="post" novalidate>!' in page


def test_what_is_folded_away_is_open_where_something_typed_stands_in_it():
    page = """<details><summary>Other</summary></details>
<details class="note"><form method="post"><input name="name"></form></details>
<form method="post" action="/other/"><details><input name="name"></details></form>"""

    after = filled(page, "/people/", "/people/", [("name", "Sam")], lambda rest, carried: "")

    assert after.count("<details open") == 1
    assert '<details open class="note">' in after


def test_a_part_of_a_form_is_open_where_something_typed_stands_in_it():
    parts = "<details><input name=a></details><details><input name=b></details>"
    page, _ = shown(parts, ("b", "typed"))

    assert '<details><input name=a></details><details open><input name="b"' in page


def test_what_has_no_place_any_more_is_told():
    controls = "<input name=name><select name=s><option value=a>A</option></select>"

    page, left = shown(controls, ("name", "Ann"), ("s", "gone"), ("row-7", "Bo"), ("row-8", ""))

    assert 'value="Ann"' in page
    assert left == [("s", "gone"), ("row-7", "Bo")]


def test_a_row_that_the_page_lacks_is_sent_along_and_a_button_never():
    controls = "<input name=row-0-name><button name=act-0 value=1>x</button>"
    fields = [("row-0-name", "Ann"), ("row-7-name", "Bo"), ("act-3", "go"), ("confirm", "1")]

    page, left = shown(controls, *fields)

    assert "novalidate>!row-7-name\n" in page
    assert left == [("row-7-name", "Bo"), ("act-3", "go"), ("confirm", "1")]


def test_a_page_without_the_form_is_not_touched():
    fields = [("name", "Ann")]

    assert shown("<input name=name>", *fields, sent_to="/elsewhere/")[0] is None
    assert shown("<input name=other>", *fields)[0] is None


def test_of_two_forms_sent_to_one_address_the_one_that_fits_is_filled():
    controls = '</form><form method="post" action="?x=1"><input name=a><input name=b>'

    page, _ = shown(controls, ("a", "1"), ("b", "2"))

    assert '<form method="post" action="?x=1">!<input name="a" value="1">' in page
