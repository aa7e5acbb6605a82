"""How are the lines of a file kept, and judged again?"""

import json
from collections.abc import Iterator

from entries import queries
from entries.file_states import Outcome
from entries.models import FileLine
from entries.rules.lines import LineAsked, about
from entries.rules.options import NOWHERE
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
    return target.qualification_id, target.unit_id, target.pathway


def _problem_records(problems):
    """Problems as they are kept: lists of column, field, value, what is wrong, remedy."""
    return [[one.column, one.field, one.value, one.wrong, one.remedy] for one in problems]


def judged_again(context, lines) -> Iterator[list[tuple[LineAsked, bool]]]:
    """Judge lines again by what is there now, piece by piece: (what is asked, does it differ)."""
    people: dict[tuple, Person] = {}
    for some in _pieces(lines):
        asked = [_asked(row, context, people) for row in some]
        queries.judge_lines(context, asked)
        yield [(one, _differs(one, row)) for one, row in zip(asked, some, strict=True)]


def keep_judged(asked) -> None:
    """Save how lines that were kept before are judged now."""
    FileLine.objects.bulk_update([_judged(one) for one in asked], JUDGED, batch_size=1000)


def _differs(one, row):
    return (one.candidate_id, one.outcome, one.note, one.resit) != row[-len(COMPARED) :]


def _judged(asked):
    return FileLine(
        pk=asked.pk,
        candidate_id=asked.candidate_id,
        outcome=asked.outcome,
        problems=_problem_records(asked.problems),
        note=asked.note,
        resit=asked.resit,
    )


def _pieces(lines, size=2000):
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
    asked = LineAsked(number, place, option, person, answer=answer, pk=pk)
    asked.target = context.targets.get(option)
    if asked.target is None:
        unknown(asked, context)
    return asked


def unknown(asked, context) -> None:
    """Refuse what is asked for by a code that the file cannot name."""
    wrong = context.elsewhere.get(asked.option, NOWHERE)
    told = wrong[0].format(asked.option), wrong[1]
    asked.problems.append(about(asked, "option", *told))
    asked.outcome = Outcome.REFUSED
