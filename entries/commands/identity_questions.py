"""Whose is a UCI or ULN that a centre typed? It asks, the board answers and registers (ADR 51)."""

from dataclasses import replace

from django.db import transaction
from django.utils.timezone import localdate

from entries import queries
from entries.commands.entering import finish, wanted_of
from entries.commands.locking import hold_people, hold_whoever, one_at_a_time
from entries.commands.making import maker
from entries.identity_states import DECLINE, SAY_OTHER, SAY_SAME, TAKE_BACK
from entries.models import Candidate, IdentityQuestion
from entries.models.identity import TYPED
from entries.rules import identity as rules
from entries.rules import registering
from entries.rules.judging import ALL
from interchange import workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.queries import address_of, figures, specification
from interchange.notifications import outbox


@transaction.atomic
def ask_identity(
    *, centre, qualification, person, by, at, pathway="", file=None, line=None
) -> IdentityQuestion:
    """Ask the board whose the UCI or ULN is that a typed Person meets; give the question.

    Asked again with the same details while the board has it, it is the same question. `file` and
    `line` (its number) say where it stands, if not on a form. Raises EntryRefused where nobody can
    be registered so, IdentityRefused where the number is not all that is wrong, the centre has yet
    to say whether it is a candidate of its own, or has as many questions as it may have.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=centre)
    one_at_a_time([f"identity questions {centre.number}"])
    ways = [way.name for way in specification(qualification).pathways]
    registering.check_offer(qualification, ways, pathway)
    hold_whoever(centre, [person], queries.records_of(centre, [person]))
    [row] = queries.plan_people(centre, qualification, [person], localdate(at), pathway=pathway)
    if not row.may_ask or _of_all(row):
        raise rules.IdentityRefused(_said(row) or rules.NOT_TO_ASK.format(person.name))
    if row.unseen and row.ours:
        own = row.ours[0].candidate
        raise rules.IdentityRefused(rules.SAY_FIRST.format(person.name, own))
    kind = row.who.meets
    record = queries.holder_of_number(kind, getattr(person, kind))
    typed = {name: getattr(person, name) for name in TYPED}
    asked = queries.open_question(centre, qualification, kind, getattr(person, kind))
    if asked and _is_as_typed(asked, person, pathway):
        return asked
    if asked:
        raise rules.IdentityRefused(rules.ASKED_OTHERWISE.format(rules.TITLES[kind]))
    rules.check_number(queries.open_questions(centre).count(), figures().get(rules.FIGURE))
    question = IdentityQuestion.objects.create(
        centre=centre,
        qualification=qualification,
        pathway=pathway,
        distinct=person.distinct,
        kind=kind,
        record=record,
        file=file,
        line=line,
        asked_at=at,
        asked_by=by,
        **typed,
    )
    trail.record("identityquestion.ask", about=question, by=by, at=at)
    inbox = address_of("processing")
    outbox.queue("entries/identity_to_answer", to=inbox, at=at, question=question)
    return question


@transaction.atomic
def take_back_question(*, question, by, at) -> None:
    """Take a question back as the centre, before the board has answered; or raise MoveRefused."""
    workflow.perform(TAKE_BACK, question, by=by, at=at)


@transaction.atomic
def say_same_person(*, question, by, at) -> None:
    """Answer that it is the person who has the number: registered as asked, by that record.

    Details that differ are left as the record has them. Judged and charged by the day on which the
    centre asked. Raises IdentityRefused where the person cannot be registered so any more, or the
    centre has registered meanwhile who may be the same person; MoveRefused where it is answered
    already.
    """
    _answer(SAY_SAME, question, by, at)
    centre, person = question.centre, question.person
    hold_whoever(centre, [person], ())
    held = hold_people([question.record_id])[question.record_id]
    record = Candidate.objects.get(pk=held)
    size, on = question.qualification, localdate(question.asked_at)
    row = queries.plan_as(centre, size, person, record, on, pathway=question.pathway)
    _register(
        question,
        row,
        by,
        at,
        also=_since(question, _plan(question, centre, size, _numberless(question))),
    )
    _tell("same", question, at)


@transaction.atomic
def say_somebody_else(*, question, by, at) -> None:
    """Answer that it is somebody else: registered as a new record without the number.

    Nor with the other one, where that is another's too; the centre is told to correct it. Judged,
    charged and refused as by `say_same_person`.
    """
    _answer(SAY_OTHER, question, by, at)
    centre, size = question.centre, question.qualification
    person = _numberless(question)
    hold_whoever(centre, [question.person], queries.records_of(centre, [person]))
    row = _plan(question, centre, size, person)
    if row.who.meets:
        row = _plan(question, centre, size, replace(person, **{row.who.meets: ""}))
    _register(question, row, by, at, also=_never_said(question, row) or _since(question, row))
    _tell("other", question, at, left_out=_left_out(question, row.person))


@transaction.atomic
def decline_question(*, question, words, by, at) -> None:
    """Register nobody, and tell the centre why; raises MoveRefused where it is answered already.

    For whoever cannot be registered as asked by now, or whose number the records do not tell.
    """
    told = {"answered_at": at, "answered_by": by, "because": words}
    workflow.perform(DECLINE, question, by=by, at=at, detail={"words": words}, **told)
    _tell("declined", question, at)


def _is_as_typed(question, person, pathway):
    """Whether the question is about just these details; what is said of duplicates may differ."""
    asked = replace(question.person, distinct=person.distinct)
    return (asked, question.pathway) == (person, pathway)


def _numberless(question):
    """The person as typed, but for the number that is asked about."""
    return replace(question.person, **{question.kind: ""}, distinct=True)


def _since(question, row):
    """The sentence about whom the centre has registered since it asked; "" where nobody."""
    somebody = queries.registered_since(question, row)
    return somebody and rules.SINCE.format(somebody)


def _never_said(question, row):
    """The sentence about the centre's own candidate whom it was never asked about; "" for none."""
    unsaid = [] if question.distinct else row.ours
    return rules.NEVER_SAID.format(unsaid[0].candidate) if unsaid else ""


def _plan(question, centre, size, person):
    on = localdate(question.asked_at)
    [row] = queries.plan_people(centre, size, [person], on, pathway=question.pathway)
    return row


def _left_out(question, person):
    """Which numbers the centre typed and the new record has not, in words."""
    return " and ".join(
        f"{title} {typed}"
        for kind, title in rules.TITLES.items()
        if (typed := getattr(question, kind)) and not getattr(person, kind)
    )


def _answer(move, question, by, at):
    """Make the move, which holds the question, before anything follows from it."""
    workflow.perform(move, question, by=by, at=at, answered_at=at, answered_by=by)


def _register(question, row, by, at, also=""):
    """Register the planned row; raise IdentityRefused where a rule stands in the way by now.

    `also` is what stands in the way beside the rules of registering, as a sentence.
    """
    if wrong := _said(row) or also:
        raise rules.IdentityRefused(rules.NOT_AS_ASKED.format(wrong))
    using = maker(centre=question.centre, by=by, at=at, on=localdate(question.asked_at))
    using.make(wanted_of([row]))
    [made] = finish(using)
    question.entry = made.registrations.select_related("candidate").get()
    question.save(update_fields=["entry"])


def _of_all(row):
    return [text for _, one in row.verdicts for field, text in one.barriers if field == ALL]


def _said(row):
    """What is wrong with a planned row beside a number that meets another's, in one line."""
    met = row.who.meets
    return " ".join([*_of_all(row), *(text for field, text in row.problems if field != met)])


def _tell(letter, question, at, **told):
    to = question.centre.email
    outbox.queue(f"entries/identity_{letter}", to=to, at=at, question=question, **told)
