"""Which day does a cell of a spreadsheet mean, however it is written?"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

SERIALS = range(20_000, 60_000)  # days that Excel counts from 1900 on: 1954 to 2064
EPOCH = date(1899, 12, 30)
TIME = r"(?:[t ]00:00(?::00(?:\.0+)?)?)?"  # a program adds it to a day
DAY, ORDINAL = r"(?P<day>\d{1,2})", r"(?:st|nd|rd|th)?"
NUMBER, NAME = r"(?P<month>\d{1,2})", r"(?P<month>[a-z]{3,9})"
YEAR, GAP, GAPS = r"(?P<year>\d{4})", r"[-/. ]", r"[-/., ]+"
SHORT_YEAR = r"(?P<year>\d{2}(?:\d{2})?)"
WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? ")
SHAPES = (
    re.compile(YEAR + GAP + NUMBER + GAP + DAY + TIME),
    re.compile(DAY + GAP + NUMBER + GAP + SHORT_YEAR + TIME),
    re.compile(DAY + ORDINAL + "(?: of)?" + GAPS + NAME + GAPS + SHORT_YEAR),
    re.compile(NAME + GAPS + DAY + ORDINAL + GAPS + YEAR),
)


@dataclass(frozen=True)
class WrittenDate:
    """A day's three boxes as texts, and what to say of how they were read, if anything."""

    day: str
    month: str = ""
    year: str = ""
    remark: str = ""


def written_date(text: str) -> WrittenDate:
    """Give the WrittenDate of a cell; what is no date stands whole in the box of the day.

    The day stands first, as in Britain: 27/03/2009, 27.3.2009, 27 March 2009, 27-Mar-2009; also
    March 27, 2009 and 2009-03-27. A number such as 39899 is a date whose cell lost its format, and
    is said to be one.
    """
    plain = " ".join(text.split())
    if plain.isascii() and plain.isdecimal() and len(plain) == 5 and int(plain) in SERIALS:
        day = EPOCH + timedelta(days=int(plain))
        remark = f"{plain} is read as {day:%-d %B %Y}, since it is how Excel counts days"
        return WrittenDate(str(day.day), str(day.month), str(day.year), remark)
    written = WEEKDAY.sub("", plain.lower())
    for shape in SHAPES:
        if found := shape.fullmatch(written):
            return WrittenDate(found["day"], found["month"], found["year"])
    return WrittenDate(plain)
