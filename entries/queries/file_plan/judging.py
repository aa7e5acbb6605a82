"""What is there of the persons of a file's lines, and what each line would do."""

from dataclasses import replace

from django.db.models import F

from entries.file_states import Outcome
from entries.models import QualificationEntry, UnitEntry
from entries.queries.numbers import held_numbers
from entries.queries.planning import Planned, resolve
from entries.queries.sittings import entered_in, entered_otherwise, too_soon
from entries.rules import approvals, exams, lines, registering
from entries.rules.options import EXAM, REGISTRATION
from entries.states import LISTED, OPEN, Status
from entries.unit_states import Status as UnitStatus

# What is known of a registration.
HELD = ("status", "pathway", "attempts_after_on", "made_at", "replaces")

CORRECT = "Use “Correct details” on screen."
ANOTHER_PATHWAY = (
    "The candidate is registered on another pathway ({}). A file cannot change it: open the"
    " candidate under “Entries by candidate”."
)
WITHOUT_PATHWAY = (
    "The candidate is registered without a pathway. A file cannot change it: open the candidate"
    " under “Entries by candidate”."
)


def plan(context, asked) -> None:
    """Judge what is asked for and not judged yet; a fixed number of queries for any number."""
    waiting = [one for one in asked if not one.outcome]
    known = context.known
    people = {_identity(one): _answered(one) for one in waiting if _identity(one) not in known.rows}
    if people:
        rows = resolve(context.centre, list(people.values()))
        known.rows.update(zip(people, rows, strict=True))
        _learn(context, rows)
    for one in waiting:
        _judge(context, one, known.rows[_identity(one)])


def _identity(asked):
    return asked.person.uci, asked.answer


def _answered(asked):
    if not asked.answer:
        return asked.person
    if asked.answer == lines.NEW:
        return replace(asked.person, distinct=True)
    return replace(asked.person, picked=asked.answer)


def _learn(context, rows):
    """Read what there is of the persons of the rows."""
    known = context.known
    ids = [row.candidate.pk for row in rows if row.candidate]
    numbers = [row.person.candidate_number for row in rows]
    taken = held_numbers(context.centre, context.on, numbers=numbers, persons=ids)
    known.number_of.update(taken[0])
    known.holder_of.update(taken[1])
    held = QualificationEntry.objects.filter(
        candidate__person__in=ids, centre=context.centre, status__in=LISTED
    )
    for person, whole, *rest in held.values_list("candidate__person", "qualification", *HELD):
        known.registered[person, whole] = rest
    if context.has_exams:
        known.entered |= entered_in(context.series, ids)
        known.earlier |= entered_otherwise(context.series, ids)
        known.sat.update(context.sat(context.series, set(ids)))
        return
    whole = QualificationEntry.objects.filter(
        candidate__person__in=ids, status__in=OPEN, qualification__suite="2012"
    )
    alone = UnitEntry.objects.filter(
        candidate__person__in=ids, series=None, status=UnitStatus.ENTERED
    )
    known.entered |= set(alone.values_list("candidate__person", "unit"))
    known.whole |= _banks(whole)
    known.units |= _banks(alone)
    known.sizes |= _banks(held.filter(status__in=OPEN))


def _banks(entries):
    """The (person, bank) of the entries."""
    rows = entries.values_list(
        "candidate__person",
        "qualification__suite",
        F("qualification__subject_id"),
        "qualification__level",
    )
    return {(person, tuple(bank)) for person, *bank in rows}


def _judge(context, asked, row):
    """Settle the outcome of one thing asked for."""
    asked.candidate_id = row.candidate.pk if row.candidate else None
    wrong = [(field, text, "") for field, text in row.problems] + _changes(context, asked, row)
    likely = bool(row.likely or asked.twin) and asked.answer != lines.NEW and row.is_new
    judge = {REGISTRATION: _registration, EXAM: _exam}.get(asked.target.option.kind, _unit)
    there, refusal = judge(context, asked, asked.candidate_id)
    wrong += [(field, text, "") for field, text in _of_number(context, asked, row, likely)]
    if refusal and not (likely and refusal == exams.NOT_REGISTERED):
        wrong.append(("option", refusal, ""))
    asked.problems += [lines.about(asked, *one) for one in wrong]
    asked.outcome = _outcome(asked, there, likely)
    if asked.outcome == Outcome.LIKELY and asked.twin:
        asked.note = f"In this file, {asked.twin}."


def _outcome(asked, there, likely):
    if asked.problems:
        return Outcome.REFUSED
    if there:
        return Outcome.ALREADY
    return Outcome.LIKELY if likely else Outcome.NEW


def _changes(context, asked, row):
    """An amendment that would change a candidate is refused; in a file of entries it is noted."""
    if row.candidate is None or row.person.picked:
        return []
    changes = context.known.changes
    if _identity(asked) not in changes:
        changes[_identity(asked)] = lines.changes(asked.person, row.candidate)
    told = changes[_identity(asked)]
    if told and context.amends:
        return [("name", f"The line would change {told}.", lines.CHANGE_ON_SCREEN)]
    if told:
        asked.note = f"The record is kept: a file does not change {told}. {CORRECT}"[:300]
    return []


def _of_number(context, asked, row: Planned, likely):
    """What is wrong with the candidate number, by the rules of registering."""
    known = context.known
    holder, name = known.holder_of.get(asked.person.candidate_number, (None, ""))
    if holder is None and asked.candidate_id not in known.number_of:
        return []
    perhaps = {one.candidate.pk for one in row.likely} if likely else set()
    told = registering.PersonAtCentre(
        number=known.number_of.get(asked.candidate_id, ""),
        holder="" if holder in {asked.candidate_id, *perhaps} else name,
    )
    return registering.refusals(asked.person, told)


def _registration(context, asked, person):
    """Whether the registration is there already, and why it is refused."""
    target, known = asked.target, context.known
    held = known.registered.get((person, target.qualification_id))
    if held:
        status, pathway, *_ = held
        if status == Status.WITHDRAWN:
            return False, registering.WITHDRAWN
        if pathway != target.option.pathway:
            return False, ANOTHER_PATHWAY.format(pathway) if pathway else WITHOUT_PATHWAY
        return True, ""
    if target.bank[0] == "2012" and (person, target.bank) in known.units:
        return False, registering.UNITS_ONLY
    if (person, target.bank) in known.sizes:
        asked.note = f"{asked.note} {registering.OTHER_SIZE}".strip()
    return False, _approval(context, target)


def _approval(context, target):
    """Why the centre may register nobody for the target, as a sentence; else nothing."""
    return approvals.refusal(context.approvals.get(target.bank[1]), "this subject")


def _unit(context, asked, person):
    """Whether the entry for a unit by itself is there already, and why it is refused."""
    known = context.known
    if (person, asked.target.unit_id) in known.entered:
        return True, ""
    if (person, asked.target.bank) in known.whole:
        return False, exams.WHOLE_QUALIFICATION
    if (asked.target.qualification_id, asked.target.unit_id) in context.closed:
        return False, exams.CLOSED
    return False, _approval(context, asked.target)


def _exam(context, asked, person):
    """Whether the exam entry is there already, and why it is refused."""
    target, known = asked.target, context.known
    place = (person, target.unit_id)
    if person and place in known.entered:
        return True, ""
    held = known.registered.get((person, target.qualification_id))
    after = held[2] if held else None
    sat = exams.times(known.sat.get((person, target.shared_id), ()), after)
    asked.resit = exams.times(known.earlier.get(place, ()), after) + sat > 0
    return False, exams.refusal(
        exams.Sitting(
            registered=held is not None and held[0] in OPEN,
            too_soon=too_soon(*held[3:], context.days, context.on) if held else None,
            closed=(target.qualification_id, target.unit_id) in context.closed,
            attempts=sat,
            allowed=context.allowed[target.qualification_id],
        )
    )
