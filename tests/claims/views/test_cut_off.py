"""Grades that were sent when the session was over come back as typed, or to copy."""

import pytest
from django.urls import reverse

from interchange.interrupted.models import InterruptedForm
from interchange.interrupted.tokens import TYPED_BY, mark
from tests.factories import claims


@pytest.fixture
def claim(centre, tutor):
    """A claim in progress with two candidates and one grade."""
    claim = claims.a_draft(centre, by=tutor)
    cells = claims.cells(claim, 1)[:1]
    claims.commands.save_grades(claim=claim, cells=cells, by=tutor, at=claim.created_at)
    return claim


@pytest.fixture
def kept(client, claim, tutor):
    """The form of a unit's page, sent by the tutor whose session was over: M for the second."""
    first = claim.lines.get()
    second = claim.centre.entries.exclude(candidate=first.candidate_id).get().candidate_id
    fields = {TYPED_BY: mark(tutor.pk)}
    for pk, was, grade in ((first.candidate_id, f"P:{first.assessor_id}", "P"), (second, "", "M")):
        key = f"{pk}-{first.unit_id}"
        fields |= {f"was-{key}": was, f"grade-{key}": grade}
        fields[f"assessor-{key}"] = first.assessor_id
    page = reverse("claims:unit", args=[claim.centre.number, claim.pk, first.unit.number])
    client.post(page, fields)
    return InterruptedForm.objects.get()


@pytest.mark.slow
def test_what_was_typed_stands_on_the_page_and_is_kept_as_typed(kept, claim, sign_in, tutor):
    answer = sign_in(tutor).get(kept.address)

    assert [row.grade for row in answer.context["sheet"].changed] == ["M"]
    assert "What you typed is here again." in answer.content.decode()
    assert [one.grade for one in claim.unsaved.all()] == ["M"]
    assert [line.claimed for line in claim.lines.all()] == ["P"]


@pytest.mark.slow
def test_what_somebody_else_changed_meanwhile_is_not_taken_for_typed(
    kept, claim, sign_in, tutor, at
):
    line = claim.lines.get()
    cell = claims.Cell(line.candidate_id, line.unit_id, "D", line.assessor_id)
    claims.commands.save_grades(claim=claim, cells=[cell], by=tutor, at=at)

    sign_in(tutor).get(kept.address)

    assert [one.grade for one in claim.unsaved.all()] == ["M"]


@pytest.mark.slow
def test_where_the_claim_was_submitted_meanwhile_it_is_there_to_copy(
    kept, claim, sign_in, tutor, at
):
    claims.commands.submit(claim=claim, declared=True, by=tutor, at=at)

    answer = sign_in(tutor).get(kept.address, follow=True)

    assert answer.request["PATH_INFO"].endswith("/unsaved/")
    assert "Toni Tutor submitted this claim" in answer.content.decode()
    assert "what you typed is below, for you to copy" in answer.content.decode()
    assert [one.grade for one in claim.unsaved.all()] == ["M"]
    assert not InterruptedForm.objects.exists()
