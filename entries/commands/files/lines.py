"""How are the lines of a file kept, and judged again?"""

from entries import queries
from entries.models import FileLine
from entries.rules.lines import Asked
from entries.rules.people import Person
from interchange.bulk import copy_in
from interchange.edi.problems import Problem

COLUMNS = (
    "file_id",
    "number",
    "place",
    "option",
    "candidate_number",
    "surname",
    "forenames",
    "born_on",
    "sex",
    "uci",
    "uln",
    "qualification_id",
    "unit_id",
    "pathway",
    "candidate_id",
    "outcome",
    "problems",
    "note",
    "resit",
    "answer",
)
JUDGED = ("candidate_id", "outcome", "problems", "note", "resit")


def keep(file, asked):
    """Save what is asked for, judged, as the lines of the file."""
    copy_in(FileLine._meta.db_table, COLUMNS, (_row(file, one) for one in asked))


def _row(file, asked):
    person, target = asked.person, asked.target
    return (
        file.pk,
        asked.number,
        asked.place,
        asked.option,
        person.candidate_number,
        person.surname,
        person.forenames,
        person.born_on,
        person.sex,
        person.uci,
        person.uln,
        target and target.qualification_id,
        target and target.unit_id,
        target.option.pathway if target else "",
        asked.candidate_id,
        asked.outcome,
        told(asked.problems),
        asked.note,
        asked.resit,
        asked.answer,
    )


def told(problems):
    """Problems as they are kept: lists of column, field, value, what is wrong, remedy."""
    return [[one.column, one.field, one.value, one.wrong, one.remedy] for one in problems]


def untold(line):
    """The Problems of a line that was kept."""
    return [Problem(line.number, *one) for one in line.problems]


def replan(file, lines, *, on, sat):
    """Judge the lines again, against what is there now; give those with another outcome."""
    ground = queries.file_ground(file.centre, file.series, on=on, amends=file.amends, sat=sat)
    changed = []
    for some in pieces(lines):
        pairs = [(line, _asked(line, ground)) for line in some]
        queries.plan_lines(ground, [asked for _, asked in pairs])
        changed += [line for line, asked in pairs if _differs(line, asked)]
    FileLine.objects.bulk_update(changed, JUDGED, batch_size=1000)
    return changed


def pieces(lines, size=2000):
    """The lines in pieces, so that memory does not grow with the file."""
    after = 0
    while some := list(lines.filter(pk__gt=after).order_by("pk")[:size]):
        after = some[-1].pk
        yield some


def _asked(line, ground):
    person = Person(
        surname=line.surname,
        forenames=line.forenames,
        born_on=line.born_on,
        sex=line.sex,
        candidate_number=line.candidate_number,
        uci=line.uci,
        uln=line.uln,
    )
    target = ground.targets[line.option]
    return Asked(line.number, line.place, line.option, person, target, answer=line.answer)


def _differs(line, asked):
    """Put the new judgement onto the line; give whether it is another."""
    before = tuple(getattr(line, name) for name in JUDGED)
    line.candidate_id, line.outcome = asked.candidate_id, asked.outcome
    line.problems, line.note, line.resit = told(asked.problems), asked.note, asked.resit
    return before != tuple(getattr(line, name) for name in JUDGED)
