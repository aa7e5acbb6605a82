"""The board's room for claims."""

import pytest
from django.urls import reverse

from claims.commands import raise_concern
from claims.models import Claim
from claims.queries import shown_to_process
from claims.states import Status
from interchange import shown
from interchange.audit.titles import title
from results.commands import bank
from results.models import UnitResult
from tests.claims.processing import LIST, process, processed
from tests.confirming import shown_on
from tests.factories import claims
from tests.factories.catalogue import qualification


@pytest.mark.slow
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


@pytest.mark.slow
def test_every_grade_that_is_processed_is_shown_and_carried(sign_in, processor, pending):
    line = pending.lines.select_related("candidate", "unit").first()
    who = f"{line.candidate.name} ({line.candidate.ocr_number})"

    page = sign_in(processor).post(LIST, {"action": "process", "_selected_action": [pending.pk]})

    carried = shown.carried_by({"shown": shown_on(page)}, "board process")[str(pending)]
    assert f"unit {line.unit.number}: {line.grade}" in carried[who]
    assert f"{who}: {carried[who]}" in page.content.decode()


@pytest.mark.slow
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


@pytest.mark.slow
def test_reports_are_there_to_read(sign_in, processor, pending, moderator):
    claims.report_on(pending, moderator)
    browser = sign_in(processor)

    listed = browser.get(reverse("admin:claims_feedbackreport_changelist"))
    page = browser.get(reverse("admin:claims_claim_change", args=[pending.pk]))

    assert listed.status_code == 200
    assert "Cite the evidence." in page.content.decode()
