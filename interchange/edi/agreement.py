"""Do the parts of a file agree: its name, headers and trailers, and what stands between them?"""

from collections.abc import Iterator

from interchange.edi import layouts
from interchange.edi.names import file_name, number_of
from interchange.edi.problems import EXPORT, Problem, shown, whole_file
from interchange.edi.records import Frame, Record


def disagreements(framed: Frame, name: str, centre: str | None) -> list[Problem]:
    """Everything in which a frame, its name and the centre it should be of do not agree."""
    return [
        *_of_the_name(framed, name),
        *_of_the_place(framed, centre),
        *_of_the_counts(framed),
    ]


def _of_the_name(framed: Frame, name: str) -> Iterator[Problem]:
    called, header = file_name(name), framed.header
    if called is None:
        shape = f"{framed.data_type}{header['centre'] if header else 'ccccc'}{layouts.BOARD}.X01"
        wrong = f"“{shown(str(name))}” is not how such a file is named."
        yield whole_file(wrong, f"Give it back the name your system gave it, such as {shape}.")
        return
    if called.data_type != framed.data_type:
        yield whole_file(
            f"The file is named {called}, but its lines begin with {framed.data_type}.",
            f"Name it {framed.data_type}{str(called)[1:]}, or choose the file you meant.",
        )
    if header is None:
        return
    for title, told, said in (
        ("centre", called.place, header["centre"]),
        ("board", called.board, header["board"]),
        ("number", f"{called.number:02}", f"{number_of(header['sequence']):02}"),
    ):
        if told != said and framed.data_type not in layouts.BASEDATA:
            yield whole_file(
                f"The {title} is {told} in the file's name {called}, and {said} in its header.",
                "Send the file under the name your system gave it.",
            )


def _of_the_place(framed: Frame, centre: str | None) -> Iterator[Problem]:
    header = framed.header
    for record, found in framed.head.items():
        table = layouts.FRAME[record]
        if centre and found["centre"] not in (None, centre):
            wrong = f"The file is of centre {found['centre']}; this is centre {centre}."
            yield _at(found, table, "centre", wrong, "Send it at that centre, or choose another.")
        if found["board"] not in (None, layouts.BOARD):
            wrong = f"The file is for board {found['board']}."
            remedy = f"Files for these qualifications go to board {layouts.BOARD}."
            yield _at(found, table, "board", wrong, remedy)
        if header and record != layouts.HEADER:
            yield from _differing(header, found, table)


def _differing(header: Record, found: Record, table: layouts.Layout) -> Iterator[Problem]:
    for name in ("centre", "board", "series"):
        if found[name] not in (None, header[name]):
            wrong = f"{found[name]} here, {header[name]} in the file header."
            yield _at(found, table, name, wrong, EXPORT)


def _of_the_counts(framed: Frame) -> Iterator[Problem]:
    for record, name, count in (
        (layouts.INSTITUTION_TRAILER, "details", framed.count),
        (layouts.TRAILER, "records", len(framed.lines)),
    ):
        found = framed.head.get(record)
        if found and found[name] != count:
            wrong = f"The trailer counts {found[name]} records, but there are {count}."
            remedy = "Lines were lost or added on the way: export the file again."
            yield _at(found, layouts.FRAME[record], name, wrong, remedy)


def _at(found: Record, table: layouts.Layout, name: str, wrong: str, remedy: str) -> Problem:
    one = table.field(name)
    return Problem(found.line, one.start, one.title, str(found[name]), wrong, remedy)
