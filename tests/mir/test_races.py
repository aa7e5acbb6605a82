"""Two people, or two clicks, at once."""

from datetime import timedelta
from threading import Event

import pytest

from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from mir import commands
from mir.acts import BankUnit
from mir.commands import raising
from mir.models import Attachment, Request
from mir.request_types import MISSING_EXAM_RESULT
from mir.rules import RequestNotReady
from mir.states import Status
from results.models import UnitResult
from tests import locks
from tests.factories import mir, papers
from tests.mir.sending import BY_LETTER
from tests.racing import at_once
from tests.waiting import until

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.mark.slow
def test_of_two_staff_who_decide_at_once_one_is_told_that_it_is_done(
    entry, post_result_full, processor, board_administrator
):
    request = mir.a_request(entry, post_result_full)
    commands.take(request=request, by=processor, at=mir.NOW)
    first, second = (Request.objects.get(pk=request.pk) for _ in range(2))

    given = at_once(
        lambda: commands.resolve(
            request=first, decision="Merged.", **BY_LETTER, by=processor, at=mir.NOW
        ),
        lambda: commands.reject(request=second, reason="No.", by=board_administrator, at=mir.NOW),
    )

    request.refresh_from_db()
    assert sum(isinstance(one, MoveRefused) for one in given) == 1
    assert request.status in {Status.RESOLVED, Status.REJECTED}
    assert Message.objects.filter(template__in=["mir/resolved", "mir/rejected"]).count() == 1


@pytest.mark.slow
def test_of_two_staff_who_act_at_once_one_is_told_that_it_is_done(
    entry, exam, series, post_result_full, processor, board_administrator
):
    named = {"kind": MISSING_EXAM_RESULT, "unit": exam, "series": series}
    request = mir.request_at(Status.IN_REVIEW, entry, post_result_full, processor, **named)

    def give(by, grade):
        mine = Request.objects.get(pk=request.pk)
        acts = [BankUnit(mine.candidate, exam.number, grade, series)]
        commands.resolve(request=mine, decision="Found.", acts=acts, by=by, at=mir.NOW)

    given = at_once(lambda: give(processor, "P"), lambda: give(board_administrator, "M"))

    assert sum(isinstance(one, MoveRefused) for one in given) == 1
    assert UnitResult.objects.count() == 1


@pytest.mark.slow
def test_two_clicks_at_once_make_one_request(entry, post_result_full):
    form = mir.unsent(entry)

    def click():
        again = mir.unsent(entry, token=form.token, other_ocr_number=form.other_ocr_number)
        return commands.raise_request(request=again, by=post_result_full, at=mir.NOW).number

    numbers = at_once(click, click, click)

    assert len(set(numbers)) == 1
    assert Request.objects.count() == 1
    assert Message.objects.filter(template="mir/raised").count() == 1


@pytest.mark.slow
def test_two_clicks_at_once_keep_one_paper(entry, post_result_full, papers_folder):
    token = mir.unsent(entry).token

    def click():
        return commands.keep(
            token=token,
            document="evidence",
            upload=papers.a_file(),
            centre=entry.centre,
            by=post_result_full,
            at=mir.NOW,
        ).pk

    assert len(set(at_once(click, click, click))) == 1
    assert Attachment.objects.count() == 1
    assert len(list(papers_folder.iterdir())) == 1


@pytest.mark.slow
def test_an_answer_and_a_decision_at_once_leave_one_of_them(entry, post_result_full, processor):
    request = mir.request_at(Status.MORE_NEEDED, entry, post_result_full, processor)
    first, second = (Request.objects.get(pk=request.pk) for _ in range(2))

    given = at_once(
        lambda: commands.withdraw(request=first, by=post_result_full, at=mir.NOW),
        lambda: commands.reject(request=second, reason="Too late.", by=processor, at=mir.NOW),
    )

    assert sum(isinstance(one, MoveRefused) for one in given) == 1


@pytest.mark.slow
def test_papers_are_not_thrown_away_while_their_request_is_sent(
    entry, exam, series, post_result_full, papers_folder, monkeypatch
):
    """A form filled in over a day is sent at the very moment when old forms are forgotten."""
    request = mir.unsent(entry, MISSING_EXAM_RESULT, unit=exam, series=series)
    mir.with_papers(request, MISSING_EXAM_RESULT, post_result_full)
    checked = Event()

    def following(name):
        checked.set()
        until(locks.waited_for)
        return number(name)

    number = raising.numbers.following
    monkeypatch.setattr(raising.numbers, "following", following)

    def forget():
        assert checked.wait(10)
        return commands.forget_forms(at=mir.NOW + timedelta(days=3))

    raised, forgotten = at_once(
        lambda: commands.raise_request(request=request, by=post_result_full, at=mir.NOW), forget
    )

    assert forgotten == 0
    assert raised.attachments.count() == 3
    for paper in raised.attachments.all():
        with paper.file.open("rb") as opened:
            assert opened.read().startswith(papers.PDF)


@pytest.mark.slow
def test_papers_thrown_away_just_before_are_asked_for_again(
    entry, exam, series, post_result_full, papers_folder
):
    request = mir.unsent(entry, MISSING_EXAM_RESULT, unit=exam, series=series)
    mir.with_papers(request, MISSING_EXAM_RESULT, post_result_full)

    assert commands.forget_forms(at=mir.NOW + timedelta(days=3)) == 3

    with pytest.raises(RequestNotReady, match="Seating plan"):
        commands.raise_request(request=request, by=post_result_full, at=mir.NOW)
    assert not [one for one in papers_folder.rglob("*") if one.is_file()]
