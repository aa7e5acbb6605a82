"""Which day a cell means, however it is written."""

import pytest

from entries.written_dates import written_date
from interchange.look.widgets import month_number


@pytest.mark.parametrize(
    "text",
    [
        "27/03/2009",
        "27/3/2009",
        "27.3.2009",
        "27-03-2009",
        "27 3 2009",
        "2009-03-27",
        "2009-03-27T00:00:00",
        "2009-03-27 00:00:00",
        "27/03/2009 00:00",
        "27 March 2009",
        "27 march 2009",
        "27-Mar-2009",
        "27th March 2009",
        "27th of March, 2009",
        "Friday 27 March 2009",
        "Fri, 27 Mar 2009",
        "March 27, 2009",
        "  27  March  2009 ",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    read = written_date(text)

    assert (int(read.day), month_number(read.month), int(read.year)) == (27, 3, 2009)
    assert not read.remark


@pytest.mark.parametrize(
    "text", ["", "soon", "27 March", "2009", "1234", "99999", "27/03/2009 13:45", "27/03/2009x"]
)
def test_what_is_no_day_stays_whole_where_it_can_be_seen_and_put_right(text):
    read = written_date(text)

    assert (read.day, read.month, read.year, read.remark) == (text, "", "", "")


@pytest.mark.parametrize(("text", "day"), [("39899", "27 March 2009"), ("40179", "1 January 2010")])
def test_a_number_of_excel_is_a_day_and_is_said_to_be(text, day):
    read = written_date(text)

    assert f"{text} is read as {day}" in read.remark


def test_a_year_of_two_figures_is_left_for_the_person_to_complete():
    assert written_date("27/03/09").year == "09"
