"""Files of entries, as a centre's system writes them."""

from datetime import date

from entries import commands
from entries.identifiers import uci_letter
from interchange.edi.kinds import SeriesReference
from interchange.edi.writer import Head, write
from results.queries import sittings
from tests.factories.entries import NOW

MADE_ON = date(2026, 11, 19)


def a_uci(number, centre="12345"):
    """A sound UCI of the centre."""
    twelve = f"{centre}026{number:04}"
    return twelve + uci_letter(twelve)


def a_line(number=42, name="OKAFOR: ADA", options=("05839",), **other):
    """What a line says, by field name; the candidate's UCI follows from the number."""
    return {
        "centre": "12345",
        "candidate_number": f"{number:04}",
        "status": "S",
        "name": name,
        "sex": "F",
        "born_on": date(2009, 3, 14),
        "uci": a_uci(number),
        "uln": "",
        "options": list(options),
        **other,
    }


def bad_lines():
    """Ten kinds of bad line, beside a sound line of candidate 42."""
    return [
        a_line(name="OKAFOR: BEA"),
        a_line(42, "PARR: DEE", uci=a_uci(60)),
        a_line(45, "NO COLON HERE"),
        a_line(46, "SMITH: AL", uci="123450260046A"),
        a_line(47, "SMITH: JO", uln="9999999999"),
        a_line(48, "SMITH: X4VIER"),
        a_line(49, "SMITH: BABY", born_on=date(2024, 1, 1)),
        a_line(50, "SMITH: LEE", ["99999"]),
        a_line(51, "SMITH: UNA", ["583901"]),
        a_line(52, "SMITH: ZOE", []),
    ]


def a_file(*lines, data_type="E", series=(2026, 9), sequence=1, centre="12345"):
    """A file: its name and its bytes."""
    head = Head(data_type, SeriesReference(*series), sequence, MADE_ON, centre=centre)
    return head.name, write(head, lines)


def a_checked_file(centre, by, candidates=2):
    """A file of the centre's that is checked, of so many candidates and as many that look alike."""
    lines = [a_line(9000 + at, f"QUILL: {at:04}", centre=centre.number) for at in range(candidates)]
    for at, line in enumerate(lines):
        line["name"] = f"QUILL{chr(97 + at % 26) * 3}{chr(97 + at // 26) * 3}: ZED"
        line["uci"] = a_uci(9000 + at, centre.number)
    name, content = a_file(*lines, centre=centre.number)
    sent = commands.send_file(centre=centre, name=name, content=content, by=by, at=NOW)
    commands.work_file(sent, at=NOW, sat=sittings)
    sent.refresh_from_db()
    return sent
