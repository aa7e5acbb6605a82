"""Writing files: what is written is read again, and written again byte for byte."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some

from interchange.edi import kinds, layouts
from interchange.edi.kinds import SeriesReference, Unwritable
from interchange.edi.names import file_name
from interchange.edi.reader import details, read
from interchange.edi.records import Frame
from interchange.edi.writer import Head, encoded, fitting, write
from tests.edi.conftest import ADA, ON, a_head

SIGNS = some.characters(codec="cp1252", exclude_categories=["C"], exclude_characters="\x7f\xad")
TEXTS = some.text(SIGNS, max_size=200).map(str.rstrip)
BY_KIND = {
    kinds.TEXT: lambda width: TEXTS.map(lambda text: text[:width].rstrip()),
    kinds.NEEDED: lambda width: TEXTS.map(lambda text: text[:width].rstrip()).filter(str.strip),
    kinds.DIGITS: lambda width: some.text("0123456789", min_size=width, max_size=width),
    kinds.NUMBER: lambda width: some.integers(0, 10**width - 1),
    kinds.NUMBER_OR_NOTHING: lambda width: some.none() | some.integers(0, 10**width - 1),
    kinds.DAY: lambda width: some.dates(date(2000, 1, 1), date(2099, 12, 31)),
    kinds.DAY_OR_NOTHING: lambda width: some.none() | some.dates(date(2000, 1, 1), ON),
    kinds.BIRTHDAY: lambda width: some.dates(date(1927, 1, 1), ON),
    kinds.UCI: lambda width: some.from_regex(r"[0-9]{5}[0A-E][0-9]{6}[A-Y]", fullmatch=True),
    kinds.ULN_OR_NOTHING: lambda width: some.from_regex(r"([1-9][0-9]{9})?", fullmatch=True),
    kinds.OPTION: lambda width: some.from_regex(r"[0-9]{5}[0-9A-Z]?", fullmatch=True),
    kinds.NOTHING: lambda width: some.none(),
}


def values_of(one):
    if one.kind.title.startswith("one of"):
        return some.sampled_from(one.kind.title.removeprefix("one of ").split("/"))
    return BY_KIND[one.kind](one.width)


def records(table):
    fields = {one.name: values_of(one) for one in table.fields if one.name != table.count}
    if table.repeated:
        fields[table.repeated.name] = some.lists(values_of(table.repeated), max_size=20)
    return some.fixed_dictionaries(fields)


def reads_as_utf8(content):
    with suppress(UnicodeDecodeError):
        content.decode()
        return not content.isascii()
    return False


@pytest.mark.slow
@pytest.mark.parametrize("data_type", sorted(layouts.DETAILS))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=some.data())
def test_what_is_written_is_read_and_written_again_byte_for_byte(data_type, data):
    table = layouts.DETAILS[data_type]
    rows = data.draw(some.lists(records(table), max_size=5))
    head = a_head(data_type=data_type)
    content = write(head, rows)
    assume(not reads_as_utf8(content))  # as of a name “Â¡”: who sends that is told, and rightly

    found = read(content, head.name, on=ON, centre="12345", data_types=data_type)

    assert found.problems == ()
    for record, row in zip(found.details, rows, strict=True):
        assert {name: record[name] or None for name in row} == {
            name: value or None for name, value in row.items()
        }
    assert write(head, [record.values for record in found.details]) == content


def test_fields_stand_where_the_sources_say():
    line = encoded(a_head(), "5", ADA).decode()

    assert line[59:72] == ADA["uci"] and line[72:82] == ADA["uln"]
    assert layouts.OPTION.width == 115 and layouts.COMPONENT.width == 75
    assert layouts.SYLLABUS.width == 44 and layouts.LINK.width == 20


def test_file_names_follow_centre_or_series():
    assert a_head().name == "E1234572.X01"
    series = Head("S", SeriesReference(2026, 9), 3, ON)
    assert series.name == "S9N26_72.X03"
    assert str(file_name(series.name)) == series.name


@pytest.mark.parametrize(
    "value", [{"name": "x" * 41}, {"name": "Łukasz"}, {"candidate_number": "12345"}]
)
def test_what_does_not_fit_is_not_written(value):
    with pytest.raises(Unwritable):
        write(a_head(), [{**ADA, **value}])


def test_titles_are_made_to_fit():
    assert fitting("Diploma in “Health” – long", 12) == "Diploma in."
    assert len(fitting("x" * 50, 36)) == 36


def test_details_of_a_frame_without_any_are_none():
    assert list(details(Frame(), on=ON)) == []
