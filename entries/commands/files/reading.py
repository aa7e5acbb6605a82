"""How is a file read and checked? In pieces that are kept as they are done, so it can be watched.

A file that is wrong as a whole has its lines checked all the same, each by itself, so that
everything that is wrong is told at once.
"""

from django.db import transaction
from django.utils.timezone import localdate

from entries import queries
from entries.commands.files.lines import keep, unknown
from entries.file_states import READ, REFUSE, Outcome, Status
from entries.models import EntryFile, FileLine
from entries.rules import files, lines
from entries.rules.people import Person
from entries.rules.within_file import Seen
from interchange import workflow
from interchange.catalogue.models import Series
from interchange.edi import reader
from interchange.edi.problems import Problem, whole_file

PIECE = 2000
SHOWN = 200  # problems of a whole file that are kept


def read_file(file, *, at, sat) -> None:
    """Read the file and judge each line; then it waits for the centre, or is refused."""
    on = localdate(at)
    FileLine.objects.filter(file=file).delete()
    framed = _framed(file, on)
    series, problems = _judged(framed, on)
    header = framed.header
    known = {
        "data_type": framed.data_type,
        "series": series,
        "sequence": header["sequence"] if header else None,
        "lines": framed.count,
        "done": 0,
        "problems": [_kept(one) for one in problems[:SHOWN]],
    }
    EntryFile.objects.filter(pk=file.pk).update(**known)
    context = None
    if not problems:
        context = queries.file_context(
            file.centre, series, on=on, amends=framed.data_type == "A", sat=sat
        )
    if not _all_lines(file, framed, context, on):
        return
    notes = _notes(file, framed, series) if context else []
    move = READ if context else REFUSE
    workflow.perform(move, file, by=file.sent_by, at=at, notes=notes)


def _framed(file, on):
    """The lines of the file, whose bytes are let go."""
    content = b"".join(queries.content_of(file))
    return reader.frame(content, file.name, on=on, centre=file.centre.number)


def _judged(framed, on):
    """The series the file is for, and everything wrong with the file as a whole."""
    problems, series = list(framed.problems), None
    if framed.header:
        named = framed.header["series"]
        series = Series.objects.filter(year=named.year, month=named.month).first()
        wrong = files.series_problem(framed.header, series, queries.annual_series(on), on)
        problems += [wrong] if wrong else []
    count = files.count_problem(framed.count)
    if count and not problems:
        problems.append(whole_file(*count))
    return series, problems


def _kept(problem):
    return [getattr(problem, name) for name in Problem.__dataclass_fields__]


def _notes(file, framed, series):
    before = queries.files_loaded(file.centre, series)
    return files.notes((framed.data_type, framed.header["sequence"]), list(before), file.digest)


def _all_lines(file, framed, context, on):
    """Check and keep all lines, piece by piece; give whether nobody cancelled meanwhile."""
    seen, piece, done = Seen(), [], 0
    if framed.count > files.MOST_LINES:
        return True
    for done, (record, problems) in enumerate(reader.details(framed, on=on), 1):
        piece += _asked(record, problems, framed, context, seen, on)
        if done % PIECE == 0:
            if not _keep(file, piece, context, done):
                return False
            piece = []
    return _keep(file, piece, context, done)


@transaction.atomic
def _keep(file, piece, context, done):
    if context:
        queries.judge_lines(context, piece)
    for one in piece:
        one.outcome = one.outcome or (Outcome.REFUSED if one.problems else Outcome.LEFT_OUT)
    keep(file, piece)
    waiting = EntryFile.objects.filter(pk=file.pk, status=Status.WAITING)
    return bool(waiting.update(done=done))


def _asked(record, problems, framed, context, seen, on):
    """What a line asks for, with what is wrong with it by itself or against earlier lines."""
    if record is None or not record.values:
        return [_refused(problems, record)]
    if problems:
        person, wrong = _person(record, framed, seen, on)
        wrong += _of_options(record, person, context)
        return [_refused([*problems, *wrong], record, person)]
    if record.head not in seen.sound or not record["options"]:
        person, wrong = _person(record, framed, seen, on)
        if wrong:
            return [_refused(wrong, record, person)]
        seen.sound[record.head] = person, seen.twin(record.line, person)
    person, twin = seen.sound[record.head]
    options = enumerate(record["options"])
    return [_option(record, at, code, person, twin, context, seen) for at, code in options]


def _person(record, framed, seen, on):
    """The person of a line, and what is wrong with the line by itself or against earlier ones."""
    centre = framed.header["centre"] if framed.header else record["centre"]
    person = lines.person_of(record)
    wrong = lines.problems_of(record, person, centre, on)
    if record["options"] == []:
        wrong.append(lines.without_options(record, framed.data_type == "A"))
    line = lines.LineAsked(record.line, 0, "", person)
    wrong += [lines.about(line, *one) for one in seen.clashes(record.line, person)]
    return person, wrong


def _of_options(record, person, context):
    """What is wrong with the options of a line that is refused anyway."""
    found = []
    for place, code in enumerate(record["options"] or () if context else ()):
        if code not in context.targets:
            asked = lines.LineAsked(record.line, place, code, person)
            unknown(asked, context)
            found += asked.problems
    return found


def _option(record, place, code, person, twin, context, seen):
    asked = lines.LineAsked(record.line, place, code, person, twin=twin)
    if context is None:
        return asked
    asked.target = context.targets.get(code)
    if asked.target is None:
        unknown(asked, context)
        return asked
    asked.note, wrong = seen.repeats(asked)
    if wrong:
        asked.problems.append(lines.about(asked, "option", wrong))
    if asked.note:
        asked.outcome = Outcome.ALREADY
    return asked


def _refused(problems, record, person=None):
    """The one row of a line with problems, with what could be read of it."""
    number = record.line if record else problems[0].line
    values = record.values if record else {}
    person = person or Person(
        surname=str(values.get("name", ""))[:40],
        candidate_number=values.get("candidate_number", ""),
    )
    known = Person(
        surname=person.surname[:40],
        forenames=person.forenames[:40],
        born_on=person.born_on,
        sex=person.sex[:1],
        candidate_number=person.candidate_number[:4],
        uci=person.uci[:13],
        uln=person.uln[:10],
    )
    told = [*lines.shifted(number, problems), *problems]
    return lines.LineAsked(number, 0, "", known, outcome=Outcome.REFUSED, problems=told)
