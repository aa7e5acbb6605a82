"""The board's room for claims."""

import re

import pytest
from django.urls import reverse

from claims.commands import answer_concern, raise_concern, take_up
from claims.models import Claim
from claims.queries import shown_to_process
from claims.states import Status
from interchange import shown
from interchange.audit.titles import title
from results.commands import bank
from results.models import UnitResult
from tests.confirming import shown_on
from tests.factories import claims
from tests.factories.catalogue import qualification

LIST = reverse("admin:claims_claim_changelist")


@pytest.fixture
def pending(centre, moderator):
    """A claim that waits to be processed."""
    return claims.claim_at("pending", centre=centre, moderator=moderator)


def process(browser, *chosen, meanwhile=lambda: None):
    """Press Process in the list, do what happens meanwhile, and confirm what the page shows."""
    look = {"action": "process", "_selected_action": [one.pk for one in chosen]}
    page = browser.post(LIST, look)
    meanwhile()
    return browser.post(LIST, {**look, "asked": "1", "shown": shown_on(page)}, follow=True)


def processed(browser, *chosen):
    """The page after the board has pressed Process for the claims, and Process again."""
    return process(browser, *chosen).content.decode()


def test_what_happened_last_is_told_in_words(pending):
    assert shown_to_process(pending)["last event"].startswith(title("claim.agree"))


@pytest.mark.slow
def test_process_banks_the_claim(sign_in, processor, pending):
    browser = sign_in(processor)

    asked = browser.post(LIST, {"action": "process", "_selected_action": [pending.pk]})
    assert f"Will be processed: {pending}." in asked.content.decode()
    assert not UnitResult.objects.exists()
    processed(browser, pending)

    pending.refresh_from_db()
    assert pending.status == Status.PROCESSED
    assert UnitResult.objects.count() == 4


@pytest.mark.slow
def test_what_is_processed_is_shown_first_and_nothing_is_banked_before(sign_in, processor, pending):
    look = {"action": "process", "_selected_action": [pending.pk]}

    page = sign_in(processor).post(LIST, look).content.decode()

    assert "2 × D" in page or "× P" in page
    pending.refresh_from_db()
    assert pending.status == Status.PENDING


def test_every_grade_that_is_processed_is_shown_and_carried(sign_in, processor, pending):
    line = pending.lines.select_related("candidate", "unit").first()
    who = f"{line.candidate.name} ({line.candidate.ocr_number})"

    page = sign_in(processor).post(LIST, {"action": "process", "_selected_action": [pending.pk]})

    carried = shown.carried_by({"shown": shown_on(page)}, "board process")[str(pending)]
    assert f"unit {line.unit.number}: {line.grade}" in carried[who]
    assert f"{who}: {carried[who]}" in page.content.decode()


def test_grades_that_change_places_are_not_those_that_were_shown(pending, processor, at):
    seen = {str(pending): shown_to_process(pending)}
    one = pending.lines.first()
    other = pending.lines.exclude(grade=one.grade).first()
    pending.lines.filter(pk=one.pk).update(grade=other.grade)
    pending.lines.filter(pk=other.pk).update(grade=one.grade)

    with pytest.raises(shown.ShownOtherwise) as refusal:
        bank(claim=pending, by=processor, at=at, seen=seen)

    assert len(refusal.value.differences) in (1, 2)


@pytest.mark.slow
def test_a_concern_raised_meanwhile_is_shown_and_keeps_only_its_own_claim(
    sign_in, processor, pending, moderator, centre, at
):
    other = claims.claim_at(
        "pending", centre=centre, moderator=moderator, qualification=qualification("05842")
    )
    told = {"claim": pending, "about": "Two alike.", "by": moderator, "at": at}

    answer = process(
        sign_in(processor), pending, other, meanwhile=lambda: raise_concern(**told)
    ).content.decode()

    assert [Claim.objects.get(pk=one.pk).status for one in (pending, other)] == [
        Status.PENDING,
        Status.PROCESSED,
    ]
    assert "This is not what the page showed you" in answer
    assert f"{pending}, malpractice concerns: 0, not answered 0 → 1, not answered 1" in answer


@pytest.mark.slow
def test_a_claim_not_agreed_is_refused_with_its_sentence(sign_in, processor, centre):
    claim = claims.claim_at("ready", centre=centre)

    answer = process(sign_in(processor), claim)

    assert "its status is Ready for sampling" in answer.content.decode()


@pytest.mark.slow
def test_a_claim_is_read_and_not_edited(sign_in, processor, pending):
    page = sign_in(processor).get(reverse("admin:claims_claim_change", args=[pending.pk]))

    assert page.status_code == 200
    assert "Process" in page.content.decode()
    assert 'name="status"' not in page.content.decode()


@pytest.mark.slow
def test_claims_are_listed_by_status(sign_in, processor, pending, centre):
    claims.claim_at("ready", centre=centre)

    page = sign_in(processor).get(LIST, {"status": "pending"})

    assert list(page.context["cl"].result_list) == [pending]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["centreassessor", "sample"])
def test_assessors_and_samples_are_there_to_read(sign_in, processor, pending, name):
    assert sign_in(processor).get(reverse(f"admin:claims_{name}_changelist")).status_code == 200


@pytest.fixture
def concern(pending, moderator, at):
    """What the moderator suspects about the claim."""
    return raise_concern(claim=pending, about="Two folders alike.", by=moderator, at=at)


@pytest.mark.slow
def test_a_concern_waits_for_the_board_until_it_is_taken_up(sign_in, processor, concern):
    browser = sign_in(processor)
    assert "malpractice concerns to take up" in browser.get("/board/").content.decode()
    listed = reverse("admin:claims_malpracticeconcern_changelist")

    browser.post(listed, {"action": "take_it_up", "_selected_action": [concern.pk]})

    concern.refresh_from_db()
    assert concern.taken_by == processor
    page = browser.get(reverse("admin:claims_malpracticeconcern_change", args=[concern.pk]))
    assert "Two folders alike." in page.content.decode()
    assert "Take up</button>" not in page.content.decode()


@pytest.mark.slow
def test_the_page_with_the_button_to_process_shows_the_concern(
    sign_in, processor, pending, concern, at
):
    browser = sign_in(processor)
    page = reverse("admin:claims_claim_change", args=[pending.pk])

    told = browser.get(page).content.decode()
    assert "Not answered: the claim cannot be processed" in told
    assert "Two folders alike." in told
    assert "Not answered: the claim cannot be" in browser.get(LIST).content.decode()

    answer_concern(concern=concern, answer="One teacher's template.", by=processor, at=at)
    assert "Not answered" not in browser.get(page).content.decode()


@pytest.mark.slow
def test_a_claim_with_a_concern_is_processed_neither_alone_nor_among_others(
    sign_in, processor, pending, concern, other_centre, at
):
    other = claims.claim_at("pending", centre=other_centre)
    browser = sign_in(processor)
    chosen = {"action": "process", "_selected_action": [pending.pk, other.pk]}

    before = browser.post(LIST, chosen).content.decode()
    assert f"Will be processed: {other}." in before
    assert f"Will not be processed: {pending}. 1 malpractice concern about this" in before

    after = processed(browser, pending, other)
    pending.refresh_from_db()
    other.refresh_from_db()
    assert (pending.status, other.status) == (Status.PENDING, Status.PROCESSED)
    assert "1 malpractice concern about this claim is not answered" in after

    take_up(concern=concern, by=processor, at=at)
    processed(browser, pending)
    pending.refresh_from_db()
    assert pending.status == Status.PENDING


def offered(page):
    """The ids of the claims that the page offers to process."""
    found = re.findall(r'name="_selected_action" value="(\d+)"', page.content.decode())
    return [int(one) for one in found]


def test_what_cannot_be_processed_is_said_and_not_offered(
    sign_in, processor, pending, concern, other_centre
):
    other = claims.claim_at("pending", centre=other_centre)
    browser = sign_in(processor)

    both = browser.post(LIST, {"action": "process", "_selected_action": [pending.pk, other.pk]})
    alone = browser.post(LIST, {"action": "process", "_selected_action": [pending.pk]})

    assert offered(both) == [other.pk]
    assert offered(alone) == []
    assert f"Will not be processed: {pending}. 1 malpractice" in alone.content.decode()
    assert 'type="submit" class="default"' not in alone.content.decode()


def test_the_page_after_a_part_was_processed_speaks_of_the_rest_alone(
    sign_in, processor, pending, moderator, centre, at
):
    other = claims.claim_at(
        "pending", centre=centre, moderator=moderator, qualification=qualification("05842")
    )
    told = {"claim": pending, "about": "Two alike.", "by": moderator, "at": at}

    after = process(sign_in(processor), pending, other, meanwhile=lambda: raise_concern(**told))

    page = after.content.decode()
    assert "Process: 1 done." in page
    assert "Will be processed" not in page
    assert f"Will not be processed: {pending}. 1 malpractice concern" in page
    assert offered(after) == []


@pytest.mark.slow
def test_an_answered_concern_lets_its_claim_go_on(sign_in, processor, pending, concern):
    browser = sign_in(processor)
    listed = reverse("admin:claims_malpracticeconcern_changelist")
    fields = {"action": "answer", "_selected_action": [concern.pk], "asked": "1"}

    assert "Say what you found" in browser.post(listed, fields).content.decode()
    browser.post(listed, fields | {"ask-answer": "One teacher's template."})
    processed(browser, pending)

    concern.refresh_from_db()
    pending.refresh_from_db()
    assert (concern.answered_by, concern.taken_by) == (processor, processor)
    assert pending.status == Status.PROCESSED


@pytest.mark.slow
def test_reports_are_there_to_read(sign_in, processor, pending, moderator):
    claims.report_on(pending, moderator)
    browser = sign_in(processor)

    listed = browser.get(reverse("admin:claims_feedbackreport_changelist"))
    page = browser.get(reverse("admin:claims_claim_change", args=[pending.pk]))

    assert listed.status_code == 200
    assert "Cite the evidence." in page.content.decode()
