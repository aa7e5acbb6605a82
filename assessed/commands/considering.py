"""How does an absence come to be considered? The centre applies, the board decides."""

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from assessed import queries
from assessed.consideration_states import (
    ACCEPT,
    ANSWER,
    ASK,
    REFUSE,
    TAKE_BACK,
    WITHDRAW,
)
from assessed.models import Consideration, ConsiderationPaper
from assessed.rules import considering as rules
from entries.commands import hold_people, raise_award_due_of
from entries.models import UnitEntry
from interchange import keeping, numbers, workflow
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.notifications import outbox
from interchange.refusals import check_says_something
from interchange.shown import check_same
from interchange.tokens import named
from results import commands as results_commands
from results import queries as results_queries
from results.models import AwaitedGrade, Decision
from results.rules import ABSENT

Stage = AwaitedGrade.Stage


@transaction.atomic
def apply_for_consideration(
    *, entry, ground, happened, leader, declared, token, by, at
) -> Consideration:
    """Apply for special consideration of the absence from the exam of a UnitEntry; give it.

    Its papers were kept under the form's `token`, `declared` says whether the centre stands for it
    (rules.DECLARATION), which the trail keeps. The same form sent twice gives the application of
    the first time. Raises ConsiderationRefused, with its field, where the absence cannot be
    considered or something is missing. Carries out the board's page on special consideration.
    """
    permissions.check(by, Permission.APPLY_CONSIDERATION, centre=entry.centre)
    hold_centre(entry.centre)
    kept = queries.chosen_papers(token, by)
    name = named(token, "consideration", entry.pk, ground.pk, happened, leader)
    if sent := Consideration.objects.filter(token=name).first():
        keeping.delete(kept)
        return sent
    hold_people([entry.candidate_id])
    entry = _known(entry)
    on = localdate(at)
    rules.check_can_be_considered(queries.absence_of(entry, ground), on)
    papers = list(kept.select_for_update())
    is_late = _check_complete(entry, happened, leader, papers, on)
    rules.check_declared(declared)
    made = Consideration.objects.create(
        number=numbers.following("consideration_number"),
        entry=entry,
        centre=entry.centre,
        ground=ground,
        happened=happened.strip(),
        is_late=is_late,
        leader=leader.strip() if is_late else "",
        applied_at=at,
        applied_by=by,
        token=name,
        awaited=_awaited(entry, by, at),
    )
    ids = [paper.pk for paper in papers]
    ConsiderationPaper.objects.filter(pk__in=ids).update(consideration=made)
    raise_award_due_of([entry.candidate_id], at=at)
    trail.record(
        "consideration.apply", about=made, by=by, at=at, detail={"declared": rules.DECLARATION}
    )
    tell_centre("applied", made, at)
    _tell_board("to_the_board", made, at)
    return made


def _known(entry):
    """The entry as it is saved, with what is known of its absence."""
    found = queries.with_absence(UnitEntry.objects.filter(pk=entry.pk))
    return found.select_related(
        "candidate", "centre", "qualification__subject", "unit", "series"
    ).get()


def _check_complete(entry, happened, leader, papers, on):
    """Hold words and papers against the rules; give whether the application is late."""
    if not happened.strip():
        raise rules.ConsiderationRefused(rules.MISSING_HAPPENED, "happened")
    kinds = {paper.document for paper in papers}
    if ConsiderationPaper.What.EVIDENCE not in kinds:
        raise rules.ConsiderationRefused(rules.MISSING_EVIDENCE, "evidence")
    _, is_late = queries.in_time(entry.series, on)
    if is_late:
        rules.check_late(leader, ConsiderationPaper.What.LETTER in kinds)
    return is_late


def _awaited(entry, by, at):
    """The grade that the board owes if it accepts."""
    return AwaitedGrade.objects.create(
        kind=Decision.Kind.CONSIDERED,
        candidate=entry.candidate,
        centre=entry.centre,
        qualification=entry.qualification,
        unit=entry.unit,
        series=entry.series,
        stage=Stage.ASKED,
        made_at=at,
        made_by=by,
    )


@transaction.atomic
def answer_consideration(*, consideration, reply, token, by, at) -> None:
    """Answer the board's question, with the papers kept under the form's `token`."""
    check_says_something(reply, "Write your answer to the board's question.")
    detail = {"words": reply}
    hold_people([consideration.entry.candidate_id])
    workflow.perform(ANSWER, consideration, by=by, at=at, detail=detail, reply=reply)
    _look_again(consideration, Stage.ASKED, at)
    queries.chosen_papers(token, by).update(consideration=consideration)
    _tell_board("answered", consideration, at)


@transaction.atomic
def withdraw_consideration(*, consideration, by, at) -> None:
    """Take back an application that the board has not decided."""
    move_on(WITHDRAW, consideration, Stage.OFF, by, at)
    _tell_board("withdrawn", consideration, at)


# The board


@transaction.atomic
def ask_about_consideration(*, consideration, question, by, at) -> None:
    """Ask the centre for what is needed to decide."""
    check_says_something(question, "Write what you need to know from the centre.")
    detail = {"words": question}
    hold_people([consideration.entry.candidate_id])
    workflow.perform(ASK, consideration, by=by, at=at, detail=detail, question=question, reply="")
    _look_again(consideration, Stage.ANSWER, at)
    tell_centre("question", consideration, at)


@transaction.atomic
def accept_consideration(*, consideration, words="", by, at) -> None:
    """Accept the absence: the assessed grade follows once the candidate is otherwise complete.

    Raises ConsiderationRefused where the exam has a grade by now.
    """
    hold_people([consideration.entry.candidate_id])
    entry = _known(consideration.entry)
    known = queries.absence_of(entry, consideration.ground)
    if known.grade:
        raise rules.ConsiderationRefused(
            f"The exam has the result {known.grade} by now, so there is no absence to accept."
            " It closes by itself."
        )
    move_on(ACCEPT, consideration, Stage.GRANTED, by, at, words)
    tell_centre("accepted", consideration, at)


@transaction.atomic
def refuse_consideration(*, consideration, words, by, at) -> None:
    """Refuse an application, in words that the centre reads."""
    check_says_something(words, rules.MISSING_WORDS)
    move_on(REFUSE, consideration, Stage.OFF, by, at, words)
    tell_centre("refused", consideration, at)


@transaction.atomic
def shown_of_taking_back(*, consideration, on) -> dict[str, str]:
    """What the page shows before an acceptance is taken back: the grade, and awards that fall.

    Which awards it lowers or takes back is tried on the day, while the person is held, and nothing
    of it is kept.
    """
    hold_people([consideration.entry.candidate_id])
    said = queries.shown_of_take_back(consideration)
    owed = AwaitedGrade.objects.select_related("result__qualification", "result__superseded_by")
    awaited = owed.get(pk=consideration.awaited_id)
    if awaited.corrected or not awaited.has_grade:
        return said
    lowers = results_commands.lowered_if(awaited.result, ABSENT, on)
    return said | results_queries.awards_lowered(lowers)


@transaction.atomic
def take_back_acceptance(*, consideration, words, by, at, seen=None) -> None:
    """Take back what was accepted in error, saying why: an absence takes the grade's place.

    One that the board corrected by hand stays (ADR 62). Raises ShownOtherwise where the grade, or
    an award that falls with it, is not what was `seen` on the page that asked.
    """
    check_says_something(words, rules.MISSING_WORDS)
    if seen is not None:
        now = shown_of_taking_back(consideration=consideration, on=localdate(at))
        check_same(seen, {str(consideration): now})
    move_on(TAKE_BACK, consideration, Stage.OFF, by, at, words)
    tell_centre("accepted_no_more", consideration, at)


def move_on(move, consideration, stage, by, at, words=None) -> None:
    """Carry out a move, and have the grade that it is about looked at again."""
    hold_people([consideration.entry.candidate_id])
    told = {} if words is None else {"words": words.strip(), "decided_at": at, "decided_by": by}
    detail = {"words": words} if words else None
    workflow.perform(move, consideration, by=by, at=at, detail=detail, **told)
    _look_again(consideration, stage, at)


def _look_again(consideration, stage, at):
    """Put the grade that is asked for to the stage, and have where the candidate stands renewed."""
    awaited = AwaitedGrade.objects.filter(pk=consideration.awaited_id)
    awaited.update(stage=stage, outcome="", looked_at=None)
    raise_award_due_of([consideration.entry.candidate_id], at=at)


def tell_centre(letter, consideration, at) -> None:
    """Queue a letter to the centre; nothing of the candidate stands in it."""
    outbox.queue(
        f"assessed/{letter}",
        to=consideration.centre.email,
        at=at,
        consideration=consideration,
        page=consideration.get_absolute_url(),
    )


def _tell_board(letter, consideration, at):
    """Queue a letter to the board's processing team."""
    outbox.queue(
        f"assessed/{letter}", to=settings.PROCESSING_INBOX, at=at, consideration=consideration
    )
