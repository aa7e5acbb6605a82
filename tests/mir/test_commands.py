"""A request's life by its commands: status, trail and letters at each step."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from interchange.audit import trail
from interchange.notifications.models import Message
from interchange.uploads import UploadRefused
from interchange.workflow import MoveRefused
from mir import commands, queries
from mir.models import Attachment, Request
from mir.request_types import ENTRY_CHANGE, MISSED_FROM_CLAIM, MISSING_EXAM_RESULT
from mir.rules import AnswerMissing, RequestNotReady
from mir.states import Status
from tests.factories import entries as candidates
from tests.factories import mir, papers


def letters():
    return list(Message.objects.order_by("id").values_list("template", "to"))


def events(request):
    return [event.name for event in trail.of(request)]


def kept_files(folder):
    return list(folder.iterdir()) if folder.exists() else []


def test_raising_gives_a_number_a_trail_and_two_letters(entry, post_result_full, at):
    request = mir.a_request(entry, post_result_full)

    assert request.status == Status.SUBMITTED
    assert request.number >= 1001
    assert (request.raised_by, request.raised_at) == (post_result_full, at)
    assert events(request) == ["request.raise"]
    assert letters() == [
        ("mir/raised", "exams@fernhill.example"),
        ("mir/to_the_board", "support@board.example"),
    ]


@pytest.mark.slow
def test_numbers_rise(entry, post_result_full):
    first = mir.a_request(entry, post_result_full)
    second = mir.a_request(entry, post_result_full)

    assert second.number > first.number


@pytest.mark.slow
def test_letters_name_the_request_and_not_the_candidate(entry, post_result_full):
    request = mir.a_request(entry, post_result_full)

    for letter in Message.objects.all():
        assert str(request.number) in letter.subject + letter.body
        assert "Okafor" not in letter.subject + letter.body
        assert entry.candidate.ocr_number not in letter.body


@pytest.mark.slow
def test_an_urgent_request_is_urgent_in_the_board_s_letter(entry, post_result_full):
    mir.a_request(entry, post_result_full, urgent=True, urgent_because="A place is at risk.")

    letter = Message.objects.get(template="mir/to_the_board")

    assert letter.subject.startswith("Urgent:")
    assert "A place is at risk." in letter.body


@pytest.mark.slow
@pytest.mark.parametrize("role", ["centre_administrator", "post_result_full"])
def test_these_roles_raise_requests(entry, role, request):
    assert mir.a_request(entry, request.getfixturevalue(role)).pk


@pytest.mark.slow
@pytest.mark.parametrize(
    "role", ["post_result_read", "exams_officer", "tutor", "stranger", "processor"]
)
def test_nobody_else_raises_requests(entry, role, request):
    with pytest.raises(PermissionDenied):
        mir.a_request(entry, request.getfixturevalue(role))

    assert not Request.objects.exists()


@pytest.mark.slow
def test_the_papers_belong_to_the_request_once_it_is_raised(entry, exam, series, post_result_full):
    request = mir.a_request(entry, post_result_full, MISSING_EXAM_RESULT, unit=exam, series=series)

    assert [(one.document, one.name) for one in request.attachments.all()] == [
        ("attendance-register", "register.pdf"),
        ("seating-plan", "register.pdf"),
        ("despatch-log", "register.pdf"),
    ]


@pytest.mark.slow
def test_without_one_of_its_papers_nothing_is_raised(entry, exam, series, post_result_full):
    request = mir.unsent(entry, MISSING_EXAM_RESULT, unit=exam, series=series)

    with pytest.raises(RequestNotReady, match="Seating plan"):
        commands.raise_request(request=request, by=post_result_full, at=mir.NOW)

    assert not Request.objects.exists()
    assert letters() == []


def test_nothing_can_be_missed_from_a_claim_before_the_visit(entry, post_result_full):
    with pytest.raises(RequestNotReady, match="No moderation visit"):
        mir.a_request(entry, post_result_full, MISSED_FROM_CLAIM)


@pytest.mark.slow
def test_a_candidate_of_another_centre_cannot_be_named(entry, other_centre, stranger):
    entry.centre = other_centre  # as if the form had been tampered with

    with pytest.raises(RequestNotReady, match="no entry at your centre"):
        mir.a_request(entry, stranger, ENTRY_CHANGE)


@pytest.mark.slow
def test_the_same_form_sent_twice_makes_one_request(entry, post_result_full, at):
    form = typed_once(entry)

    first, second = (
        commands.raise_request(request=form(), by=post_result_full, at=at) for _ in range(2)
    )

    assert second == first
    assert Request.objects.count() == 1
    assert len(letters()) == 2


def typed_once(entry):
    """A function that fills in one form, with one token, as often as it is sent."""
    known = {"token": uuid.uuid4(), "other_ocr_number": candidates.a_candidate().ocr_number}
    return lambda **more: mir.unsent(entry, **known, **more)


def test_the_same_form_sent_again_with_other_words_is_another_request(entry, post_result_full, at):
    form = typed_once(entry)

    first, second = (
        commands.raise_request(request=form(explanation=words), by=post_result_full, at=at)
        for words in ("Two numbers.", "Two numbers, and two names.")
    )

    assert (first.explanation, second.explanation) == (
        "Two numbers.",
        "Two numbers, and two names.",
    )


@pytest.mark.slow
def test_a_token_of_another_centres_request_gives_nothing_of_it(
    entry, other_centre, stranger, post_result_full, at
):
    form = typed_once(entry)
    theirs = commands.raise_request(request=form(), by=post_result_full, at=at)
    here = candidates.an_entry(other_centre)
    ours = form(candidate=here.candidate)
    ours.centre = other_centre

    made = commands.raise_request(request=ours, by=stranger, at=at)

    assert made != theirs and made.centre == other_centre


@pytest.mark.slow
def test_a_paper_sent_again_goes_with_the_request_that_it_was_sent_with(
    entry, post_result_full, papers_folder, at
):
    form = typed_once(entry)
    sent = []
    for words in ("One.", "One.", "Two."):
        request = form(explanation=words)
        keep(entry, post_result_full, request.token, "other")
        sent.append(commands.raise_request(request=request, by=post_result_full, at=at))

    assert sent[0] == sent[1] != sent[2]
    assert [one.attachments.count() for one in sent] == [1, 1, 1]
    assert not Attachment.objects.filter(request=None).exists()


@pytest.mark.slow
def test_another_paper_makes_it_another_request(entry, post_result_full, papers_folder, at):
    form = typed_once(entry)
    sent = []
    for name in ("register.pdf", "plan.png", "plan.png"):
        request = form()
        keep(entry, post_result_full, request.token, "other", papers.a_file(name))
        sent.append(commands.raise_request(request=request, by=post_result_full, at=at))

    assert sent[0] != sent[1] == sent[2]


# Papers


def keep(entry, by, token, document="evidence", upload=None, at=mir.NOW):
    return commands.keep(
        token=token,
        document=document,
        upload=upload or papers.a_file(),
        centre=entry.centre,
        by=by,
        at=at,
    )


@pytest.fixture
def token(entry):
    return mir.unsent(entry).token


def test_a_paper_is_kept_under_a_name_of_ours(entry, post_result_full, token, papers_folder):
    paper = keep(entry, post_result_full, token)

    assert paper.name == "register.pdf"
    assert paper.content_type == "application/pdf"
    assert "register" not in paper.file.name
    (file,) = kept_files(papers_folder)
    assert file.read_bytes() == papers.PDF


@pytest.mark.slow
def test_the_same_paper_chosen_twice_is_kept_once(entry, post_result_full, token, papers_folder):
    first = keep(entry, post_result_full, token)

    assert keep(entry, post_result_full, token) == first
    assert len(kept_files(papers_folder)) == 1


@pytest.mark.slow
def test_another_paper_takes_the_first_one_s_place(
    entry, post_result_full, token, papers_folder, django_capture_on_commit_callbacks
):
    keep(entry, post_result_full, token)

    with django_capture_on_commit_callbacks(execute=True):
        keep(entry, post_result_full, token, upload=papers.a_file("plan.png"))

    assert [one.name for one in queries.chosen(token, post_result_full)] == ["plan.png"]
    assert len(kept_files(papers_folder)) == 1


@pytest.mark.slow
def test_other_papers_stand_side_by_side_up_to_ten(entry, post_result_full, token):
    for number in range(10):
        content = papers.PDF + b"%d" % number
        keep(entry, post_result_full, token, "other", papers.a_file("register.pdf", content))

    with pytest.raises(UploadRefused, match="at most 10"):
        keep(entry, post_result_full, token, "other", papers.a_file("plan.png"))


@pytest.mark.slow
def test_a_paper_that_cannot_be_kept_leaves_nothing(entry, post_result_full, token, papers_folder):
    with pytest.raises(UploadRefused):
        keep(entry, post_result_full, token, upload=papers.a_file("x.pdf", b"MZ"))

    assert not Attachment.objects.exists()
    assert kept_files(papers_folder) == []


def test_papers_can_be_taken_back_by_who_chose_them_only(
    entry, post_result_full, centre_administrator, token
):
    paper = keep(entry, post_result_full, token, "other")

    commands.drop(token=token, papers=[paper.pk], by=centre_administrator)
    assert Attachment.objects.exists()

    commands.drop(token=token, papers=[paper.pk], by=post_result_full)
    assert not Attachment.objects.exists()


@pytest.mark.slow
def test_papers_of_a_request_cannot_be_taken_back(entry, exam, series, post_result_full):
    request = mir.a_request(entry, post_result_full, MISSING_EXAM_RESULT, unit=exam, series=series)
    every = list(request.attachments.values_list("pk", flat=True))

    commands.drop(token=request.token, papers=every, by=post_result_full)

    assert request.attachments.count() == 3


@pytest.mark.slow
def test_papers_of_a_form_never_sent_go_after_a_day(
    entry, post_result_full, token, papers_folder, at, django_capture_on_commit_callbacks
):
    keep(entry, post_result_full, token)
    later = mir.unsent(entry).token
    keep(entry, post_result_full, later, at=at + timedelta(hours=25))

    with django_capture_on_commit_callbacks(execute=True):
        assert commands.forget_forms(at=at + timedelta(hours=25)) == 1

    assert [one.token for one in Attachment.objects.all()] == [later]
    assert len(kept_files(papers_folder)) == 1


@pytest.mark.slow
def test_a_form_touched_today_keeps_its_papers_of_yesterday(entry, post_result_full, token, at):
    keep(entry, post_result_full, token)
    keep(entry, post_result_full, token, "other", at=at + timedelta(hours=23))

    assert commands.forget_forms(at=at + timedelta(hours=25)) == 0
    assert Attachment.objects.count() == 2


@pytest.mark.slow
def test_no_centre_s_form_loses_papers_to_the_form_of_another(
    entry, post_result_full, token, at, other_centre
):
    keep(entry, post_result_full, token)

    keep(entry, post_result_full, mir.unsent(entry).token, at=at + timedelta(days=9))

    assert queries.chosen(token, post_result_full).exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["register.pdf", "plan.png", "letter.docx"])
def test_a_template_to_fill_in_is_sent_as_a_table(entry, post_result_full, token, name):
    with pytest.raises(UploadRefused, match="of no use here. Send XLSX or CSV"):
        keep(entry, post_result_full, token, "spreadsheet", papers.a_file(name))

    assert keep(entry, post_result_full, token, "spreadsheet", papers.a_file("missed.xlsx"))


@pytest.mark.parametrize("role", ["post_result_read", "tutor", "stranger"])
def test_only_who_raises_requests_can_send_files(entry, role, token, request, papers_folder):
    with pytest.raises(PermissionDenied):
        keep(entry, request.getfixturevalue(role), token)

    assert kept_files(papers_folder) == []


# The board


@pytest.fixture
def raised(entry, post_result_full):
    request = mir.a_request(entry, post_result_full)
    Message.objects.all().delete()
    return request


@pytest.fixture
def taken(raised, processor):
    commands.take(request=raised, by=processor, at=mir.NOW)
    Message.objects.all().delete()
    return raised


@pytest.mark.slow
def test_taking_a_request_up_tells_the_centre(raised, processor, at):
    commands.take(request=raised, by=processor, at=at)

    assert raised.status == Status.IN_REVIEW
    assert events(raised)[0] == "request.take"
    assert letters() == [("mir/taken", "exams@fernhill.example")]


@pytest.mark.slow
def test_a_question_goes_to_the_centre_with_its_words(taken, processor, at):
    commands.ask(request=taken, question="Which number is right?", by=processor, at=at)

    assert (taken.status, taken.question) == (Status.MORE_NEEDED, "Which number is right?")
    letter = Message.objects.get(template="mir/question")
    assert "Which number is right?" in letter.body


@pytest.mark.slow
def test_an_answer_goes_to_the_board_with_its_papers(taken, processor, post_result_full, at):
    commands.ask(request=taken, question="Which?", by=processor, at=at)
    token = mir.Request().token
    commands.keep(
        token=token,
        document="other",
        upload=papers.a_file(),
        centre=taken.centre,
        by=post_result_full,
        at=at,
    )

    commands.answer(request=taken, reply="The first.", token=token, by=post_result_full, at=at)

    assert (taken.status, taken.reply) == (Status.IN_REVIEW, "The first.")
    assert [one.document for one in taken.attachments.all()] == ["other"]
    assert {to for _, to in letters()} == {"exams@fernhill.example", "support@board.example"}


@pytest.mark.slow
def test_a_second_question_clears_the_answer_and_the_trail_keeps_it(
    taken, processor, post_result_full, at
):
    commands.ask(request=taken, question="Which?", by=processor, at=at)
    token = mir.Request().token
    commands.answer(request=taken, reply="The first.", token=token, by=post_result_full, at=at)

    commands.ask(request=taken, question="Are you sure?", by=processor, at=at)

    assert taken.reply == ""
    words = [step.words for step in queries.story(taken)]
    assert {"Which?", "The first.", "Are you sure?"} <= set(words)


def test_resolving_says_what_was_done(taken, processor, at):
    commands.resolve(request=taken, decision="The records are merged.", by=processor, at=at)

    assert taken.status == Status.RESOLVED
    assert (taken.decided_by, taken.decided_at) == (processor, at)
    letter = Message.objects.get(template="mir/resolved")
    assert "The records are merged." in letter.body


@pytest.mark.slow
def test_rejecting_says_why(taken, processor, at):
    commands.reject(request=taken, reason="These are two people.", by=processor, at=at)

    assert taken.status == Status.REJECTED
    assert "These are two people." in Message.objects.get(template="mir/rejected").body


@pytest.mark.slow
@pytest.mark.parametrize("words", ["", "   "])
def test_the_board_never_decides_without_words(taken, processor, at, words):
    with pytest.raises(AnswerMissing):
        commands.resolve(request=taken, decision=words, by=processor, at=at)
    with pytest.raises(AnswerMissing):
        commands.reject(request=taken, reason=words, by=processor, at=at)
    with pytest.raises(AnswerMissing):
        commands.ask(request=taken, question=words, by=processor, at=at)

    assert letters() == []


@pytest.mark.slow
def test_a_decided_request_cannot_be_decided_again(taken, processor, at):
    commands.resolve(request=taken, decision="Done.", by=processor, at=at)

    with pytest.raises(MoveRefused, match="Resolved"):
        commands.reject(request=taken, reason="No.", by=processor, at=at)

    assert taken.decision == "Done."


@pytest.mark.slow
@pytest.mark.parametrize("role", ["post_result_full", "centre_administrator", "tutor"])
def test_centres_decide_nothing(taken, role, request, at):
    person = request.getfixturevalue(role)

    with pytest.raises(PermissionDenied):
        commands.resolve(request=taken, decision="Done.", by=person, at=at)


@pytest.mark.slow
def test_a_centre_takes_its_request_back(raised, post_result_full, at):
    commands.withdraw(request=raised, by=post_result_full, at=at)

    assert raised.status == Status.WITHDRAWN
    assert [template for template, _ in letters()] == [
        "mir/withdrawn",
        "mir/withdrawn_at_the_board",
    ]
