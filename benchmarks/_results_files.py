"""A file of a centre's unit results for its system: ours beside rows of the ORM, written plainly.

The plain way keeps the best result of each unit in memory, and knows no last file to compare with,
no details of other centres and nothing that a file cannot carry.
"""

from datetime import date

from results.awarding.outcome import BEST_FIRST

CENTRE = "10000"
MADE_ON = date(2026, 11, 22)
AT_ONCE = 2000
WORST_FIRST = {grade: rank for rank, grade in enumerate(reversed(BEST_FIRST))}
HEADERS, TRAILERS = 2, 2  # lines
IN_A_FILE = (  # whoever has a UCI and a candidate number; there are four figures for 23,000
    """UPDATE entries_candidate SET uci = '100000' || lpad((id %% 1000000)::text, 6, '0') || 'A'""",
    """INSERT INTO entries_numberholding (centre_id, number, candidate_id, person_id, from_on,
                                          disputed)
       SELECT centre_id, candidate_number, candidate_id, person_id, %(on)s, true
       FROM entries_qualificationentry""",
)


def give_numbers():
    """Give every candidate what a file names them by."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in IN_A_FILE:
            cursor.execute(statement, {"on": MADE_ON})
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE entries_candidate, entries_numberholding")


def by_us():
    """Our file, a line at a time; its lines wait on the disk to be kept."""
    from interchange.edi.layouts import RESULTS
    from interchange.edi.writer import Head, pieces
    from results import queries
    from results.commands.results_lines import Lines
    from results.results_file import UNITS, heading

    centre, year = _asked()
    head = Head(RESULTS, heading("september").reference(year.year), 1, MADE_ON, centre=CENTRE)
    with Lines() as lines:
        yield from pieces(head, lines.read(queries.compared_lines(centre, UNITS, year, None), head))


def plainly():
    """The records of the same results, without headers and trailers."""
    from entries.models import NumberHolding
    from results import queries
    from results.queries.results_files import units_of_year

    centre, year = _asked()
    numbers = dict(NumberHolding.objects.filter(centre=centre).values_list("person", "number"))
    found = units_of_year(queries.unit_results(centre, sorts=False), year).order_by()
    rows = found.values_list(
        *("candidate__person", "candidate__uci", "candidate__uln", "qualification__code"),
        *("unit__number", "grade", "partly_absent"),
    )
    best = {}
    for person, uci, uln, code, unit, grade, part in rows.iterator(AT_ONCE):
        key = numbers[person], person, uci, uln, f"{code[1:]}{int(unit):02}"
        one = WORST_FIRST[grade], not part, grade
        best[key] = max(best.get(key, one), one)
    for (number, _, uci, uln, option), (_, whole, grade) in sorted(best.items()):
        part = " " if whole else "#"
        line = f"R5{CENTRE}{number}{uci}{uln:10}{'':6}{option:6}1{grade:2}{part}{'':12}\r\n"
        yield line.encode("latin-1")


def agree():
    """Whether the records of both are the same, byte for byte, and there are any."""
    ours = b"".join(by_us()).splitlines(keepends=True)[HEADERS:-TRAILERS]
    return len(ours) > 0 and ours == list(plainly())


def _asked():
    from interchange.accounts.models import Centre
    from results.results_file import year_of_exam

    return Centre.objects.get(number=CENTRE), year_of_exam(2026, 6)
