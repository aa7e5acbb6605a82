"""How are the lines of a file kept, and judged again?"""

import json

from entries import queries
from entries.models import FileLine
from entries.rules.lines import LineAsked
from entries.rules.people import Person
from interchange.bulk import NOTHING, copy_in, copy_row

COLUMNS = (
    "file_id",
    "number",
    "place",
    "outcome",
    "resit",
    "candidate_id",
    "problems",
    "option",
    "note",
    "answer",
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
)
JUDGED = ("candidate_id", "outcome", "problems", "note", "resit")
COMPARED = ("candidate_id", "outcome", "note", "resit")  # with other problems, another outcome
ASKED = ("pk", "number", "place", "option", "answer")
PERSON = ("candidate_number", "surname", "forenames", "born_on", "sex", "uci", "uln")


def keep(file, asked) -> None:
    """Save what is asked for, judged, as the lines of the file."""
    written = {}, {}, {}  # what many lines say alike is written once
    copy_in(FileLine._meta.db_table, COLUMNS, (_row(file, one, *written) for one in asked))


def _row(file, asked, people, targets, sayings):
    said = asked.option, asked.note, asked.answer
    who, what = people.get(id(asked.person)), targets.get(id(asked.target))
    words = sayings.get(said)
    if who is None:
        who = people[id(asked.person)] = copy_row(*(getattr(asked.person, one) for one in PERSON))
    if what is None:
        what = targets[id(asked.target)] = copy_row(*_target(asked.target))
    if words is None:
        words = sayings[said] = copy_row(*said)
    known = NOTHING if asked.candidate_id is None else asked.candidate_id
    problems = copy_row(json.dumps(_problem_records(asked.problems))) if asked.problems else "[]"
    return (
        f"{file.pk}\t{asked.number}\t{asked.place}\t{asked.outcome}\t{asked.resit}\t{known}"
        f"\t{problems}\t{words}\t{who}\t{what}"
    )


def _target(target):
    if target is None:
        return None, None, ""
    return target.qualification_id, target.unit_id, target.option.pathway


def _problem_records(problems):
    """Problems as they are kept: lists of column, field, value, what is wrong, remedy."""
    return [[one.column, one.field, one.value, one.wrong, one.remedy] for one in problems]


def replan(file, lines, *, on, sat) -> list[FileLine]:
    """Judge the lines again, against what is there now; give how each that differs turns out."""
    context = queries.file_context(file.centre, file.series, on=on, amends=file.amends, sat=sat)
    changed, people = [], {}
    for some in _pieces(lines):
        asked = [_asked(row, context, people) for row in some]
        queries.plan_lines(context, asked)
        for row, one in zip(some, asked, strict=True):
            if (one.candidate_id, one.outcome, one.note, one.resit) != row[-len(COMPARED) :]:
                changed.append(_judged(row[0], one))
    FileLine.objects.bulk_update(changed, JUDGED, batch_size=1000)
    return changed


def _judged(pk, asked):
    return FileLine(
        pk=pk,
        candidate_id=asked.candidate_id,
        outcome=asked.outcome,
        problems=_problem_records(asked.problems),
        note=asked.note,
        resit=asked.resit,
    )


def _pieces(lines, size=5000):
    """The lines in pieces, as tuples, so that memory does not grow with the file."""
    after = 0
    while some := list(
        lines.filter(pk__gt=after).order_by("pk").values_list(*ASKED, *PERSON, *COMPARED)[:size]
    ):
        after = some[-1][0]
        yield some


def _asked(row, context, people):
    pk, number, place, option, answer, *rest = row
    details = tuple(rest[: len(PERSON)])
    person = people.get(details)
    if person is None:
        person = people[details] = Person(**dict(zip(PERSON, details, strict=True)))
    return LineAsked(number, place, option, person, context.targets[option], answer=answer)
