"""Where does what stand in a record? One table a record type: position, length, kind, source.

A field is `verified` where its place was read in a source; everything else is our own inferred
profile (docs/adr/0012). The keys of the sources:

RGT      running code of a college's system that reads basedata in these formats
AQA-UCI  AQA's page on unique candidate identifiers: the UCI stands at 60 to 72
AQA-ENT  AQA's entry procedures: names have 40 characters, surname, colon, forenames
TAURUS   running code that reads results, and cites the formats of May 2016
SIMS     a manual that shows both opening records to carry the series, such as 9N12
ours     inferred: it fits what was read, and no source was seen
"""

from dataclasses import dataclass
from itertools import pairwise

from interchange.edi import kinds

BOARD = "72"  # the board's number in files of Cambridge Technicals (its registration guide)
HEADER, INSTITUTION, DETAIL, INSTITUTION_TRAILER, TRAILER = "1", "3", "5", "7", "9"
ENTRIES, AMENDMENTS, REPLY, RESULTS = "E", "A", "X", "R"
BASEDATA = "SOLC"  # in the order in which systems load them
DATA_TYPES = {
    "A": "amendments of entries",
    "C": "components (basedata)",
    "D": "disallowed combinations (basedata)",
    "E": "entries",
    "F": "forecast grades",
    "L": "links of options and components (basedata)",
    "O": "options (basedata)",
    "R": "results",
    "S": "syllabuses (basedata)",
    "X": "a reply to entries",
}


@dataclass(frozen=True)
class Field:
    """One field of a record, from position `start` (the first is 1)."""

    name: str
    title: str
    start: int
    width: int
    kind: kinds.Kind
    source: str = "ours"
    verified: bool = False

    @property
    def end(self) -> int:
        """The position after its last, counted from 0: what a slice needs."""
        return self.start - 1 + self.width


@dataclass(frozen=True)
class Layout:
    """A record type: its fields in order; `repeated` follows them as often as `count` says."""

    record: str
    title: str
    fields: tuple[Field, ...]
    repeated: Field | None = None
    count: str = ""

    @property
    def width(self) -> int:
        """How long the record is, without what is repeated."""
        return self.fields[-1].end

    def field(self, name: str) -> Field:
        """The field of that name."""
        return next(one for one in (*self.fields, self.repeated) if one and one.name == name)


def _layout(
    record: str, title: str, *fields: Field, repeated: Field | None = None, count: str = ""
) -> Layout:
    """A layout whose fields follow one another without a gap from position 3."""
    assert fields[0].start == 3 and all(a.end + 1 == b.start for a, b in pairwise(fields)), title
    return Layout(record, title, fields, repeated, count)


def _seen(name: str, title: str, start: int, width: int, kind: kinds.Kind) -> Field:
    """A field whose place was read in the running code (RGT)."""
    return Field(name, title, start, width, kind, "RGT", True)


def _read(name: str, title: str, start: int, width: int, kind: kinds.Kind) -> Field:
    """A field of results whose place was read in the running code (TAURUS)."""
    return Field(name, title, start, width, kind, "TAURUS", True)


CENTRE = Field("centre", "Centre number", 3, 5, kinds.DIGITS)

FRAME = {
    HEADER: _layout(
        HEADER,
        "File header",
        CENTRE,
        Field("board", "Board", 8, 2, kinds.DIGITS),
        Field("series", "Series", 10, 4, kinds.SERIES, "SIMS"),
        Field("sequence", "Sequence number", 14, 3, kinds.NUMBER),
        Field("made_on", "Date of the file", 17, 6, kinds.DAY),
    ),
    INSTITUTION: _layout(
        INSTITUTION,
        "Centre header",
        CENTRE,
        Field("board", "Board", 8, 2, kinds.DIGITS),
        Field("series", "Series", 10, 4, kinds.SERIES, "SIMS"),
    ),
    INSTITUTION_TRAILER: _layout(
        INSTITUTION_TRAILER,
        "Centre trailer",
        CENTRE,
        Field("details", "Number of detail records", 8, 7, kinds.NUMBER),
    ),
    TRAILER: _layout(
        TRAILER,
        "File trailer",
        Field("records", "Number of records", 3, 7, kinds.NUMBER),
    ),
}

OPTIONS = Field("options", "Option", 85, 6, kinds.NEEDED)
CANDIDATE = _layout(
    DETAIL,
    "Entry",
    CENTRE,
    Field("candidate_number", "Candidate number", 8, 4, kinds.DIGITS),
    Field("status", "Candidate status", 12, 1, kinds.one_of(S="school", P="private", blank="")),
    Field("name", "Name", 13, 40, kinds.NEEDED, "AQA-ENT"),
    Field("sex", "Sex", 53, 1, kinds.one_of(F="female", M="male", X="not specified")),
    Field("born_on", "Date of birth", 54, 6, kinds.BIRTHDAY),
    Field("uci", "UCI", 60, 13, kinds.NEEDED, "AQA-UCI", True),
    Field("uln", "ULN", 73, 10, kinds.TEXT),
    Field("count", "Number of options", 83, 2, kinds.NUMBER),
    repeated=OPTIONS,
    count="count",
)
SYLLABUS = _layout(
    DETAIL,
    "Syllabus",
    _seen("syllabus", "Syllabus code", 3, 6, kinds.NEEDED),
    Field("title", "Title", 9, 36, kinds.NEEDED, "RGT"),
)
OPTION = _layout(
    DETAIL,
    "Option",
    _seen("option", "Option entry code", 3, 6, kinds.NEEDED),
    _seen("syllabus", "Syllabus code", 9, 6, kinds.NEEDED),
    _seen("award_type", "Certification: qualification", 15, 4, kinds.TEXT),
    _seen("award_level", "Certification: level", 19, 3, kinds.TEXT),
    _seen("item", "Item", 22, 1, kinds.one_of(C="certification", U="unit", B="both")),
    _seen("unit_type", "Unit: qualification", 23, 4, kinds.TEXT),
    _seen("unit_level", "Unit: level", 27, 3, kinds.TEXT),
    _seen("process", "Process", 30, 1, kinds.TEXT),
    _seen("discount", "Discount code", 31, 4, kinds.TEXT),
    _seen("qan", "Accreditation number", 35, 8, kinds.TEXT),
    _seen("title", "Title", 43, 36, kinds.NEEDED),
    _seen("fee_defined", "Fee defined", 79, 1, kinds.one_of(Y="yes", N="no")),
    _seen("fee", "Fee in pence", 80, 5, kinds.NUMBER_OR_NOTHING),
    _seen("first_forecast", "Gradeset: first forecast", 85, 4, kinds.TEXT),
    _seen("second_forecast", "Gradeset: second forecast", 89, 4, kinds.TEXT),
    _seen("result_type", "Result type", 93, 1, kinds.TEXT),
    _seen("first_grades", "Gradeset: first grade", 94, 4, kinds.TEXT),
    _seen("second_grades", "Gradeset: second grade", 98, 4, kinds.TEXT),
    _seen("first_endorsed", "Gradeset: first endorsement", 102, 4, kinds.TEXT),
    _seen("second_endorsed", "Gradeset: second endorsement", 106, 4, kinds.TEXT),
    _seen("most", "Maximum mark", 110, 4, kinds.NUMBER_OR_NOTHING),
    _seen("components", "Number of components", 114, 2, kinds.NUMBER),
)
LINK = _layout(
    DETAIL,
    "Link of option and component",
    _seen("option", "Option entry code", 3, 6, kinds.NEEDED),
    _seen("component", "Component code", 9, 12, kinds.NEEDED),
)
COMPONENT = _layout(
    DETAIL,
    "Component",
    _seen("component", "Component code", 3, 12, kinds.NEEDED),
    _seen("title", "Title", 15, 36, kinds.NEEDED),
    _seen("teacher_marks", "Teacher marks", 51, 1, kinds.one_of(Y="yes", N="no")),
    _seen("most", "Maximum mark", 52, 3, kinds.NUMBER_OR_NOTHING),
    _seen("grades", "Gradeset", 55, 4, kinds.TEXT),
    _seen("due_on", "Due date", 59, 6, kinds.DAY_OR_NOTHING),
    _seen("timetabled", "Timetabled", 65, 1, kinds.one_of(T="yes", N="no")),
    _seen("sat_on", "Timetable date", 66, 6, kinds.DAY_OR_NOTHING),
    _seen("session", "Session", 72, 1, kinds.TEXT),
    _seen("minutes", "Time allowed", 73, 3, kinds.NUMBER_OR_NOTHING),
)
ANSWER = _layout(
    DETAIL,
    "Answer to a line",
    Field("line", "Line of the file", 3, 7, kinds.NUMBER),
    Field("candidate_number", "Candidate number", 10, 4, kinds.TEXT),
    Field("uci", "UCI", 14, 13, kinds.TEXT),
    Field("option", "Option", 27, 6, kinds.TEXT),
    Field(
        "outcome",
        "Outcome",
        33,
        1,
        kinds.one_of(L="loaded", A="already there", R="refused", N="not loaded"),
    ),
    Field("text", "Reason", 34, 160, kinds.TEXT),
    Field("ocr_number", "OCR candidate number", 194, 8, kinds.TEXT),
)

RESULT = _layout(
    DETAIL,
    "Result",
    _read("centre", "Centre number", 3, 5, kinds.DIGITS),
    _read("candidate_number", "Candidate number", 8, 4, kinds.DIGITS),
    _read("uci", "UCI", 12, 13, kinds.UCI),
    _read("uln", "ULN", 25, 10, kinds.ULN_OR_NOTHING),
    _read("entered", "Not used", 35, 6, kinds.NOTHING),  # in older files: the option entered
    _read("option", "Option of the result", 41, 6, kinds.OPTION),
    _read("result_type", "Result type", 47, 1, kinds.one_of(**{"1": "a grade"})),
    _read("grade", "Grade", 48, 2, kinds.NEEDED),
    Field("partial", "Partial absence", 50, 1, kinds.one_of(**{"#": "in part", "blank": ""})),
    _read("rest", "Rest of the result", 51, 12, kinds.NOTHING),
)

DETAILS = {
    ENTRIES: CANDIDATE,
    AMENDMENTS: CANDIDATE,
    REPLY: ANSWER,
    RESULTS: RESULT,
    "S": SYLLABUS,
    "O": OPTION,
    "L": LINK,
    "C": COMPONENT,
}


def layout(data_type: str, record: str) -> Layout:
    """The layout of a record of that data type; raises KeyError where there is none."""
    return DETAILS[data_type] if record == DETAIL else FRAME[record]
