"""A request that was begun and not sent is its writer's draft: kept, gone on with, thrown away."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mir import commands, queries
from mir.commands import DRAFTS_KEPT_FOR
from mir.models import Attachment, Draft, Request
from mir.request_types import MERGE, MISSING_EXAM_RESULT, MISSING_TAG
from tests.factories import mir, papers
from tests.mir.forms import exam_form, merge_form, query
from tests.mir.sending import keep
from tests.reading import said, text


@pytest.fixture
def draft(entry, post_result_full):
    return mir.a_draft(entry, post_result_full)


def listed(open_page, person):
    return text(open_page(person, "mir:requests"))


@pytest.mark.slow
def test_a_form_kept_for_later_is_gone_on_with_where_it_was_left(
    entry, exam, series, send, sign_in, post_result_full
):
    data = exam_form(entry, exam, series, explanation="The candidate sat", draft="later")
    del data["register-checked"], data["seating-plan"]

    got = send(post_result_full, "mir:raise", data=data, query=query(MISSING_EXAM_RESULT, entry))

    assert "Your draft is kept" in said(got)[0]
    assert not Request.objects.exists()
    [draft] = queries.drafts(entry.centre, post_result_full)
    page = text(sign_in(post_result_full).get(draft.get_absolute_url(), secure=True))
    assert "The candidate sat</textarea>" in page
    assert f'value="{draft.token}"' in page
    assert f'<option value="{series.pk}" selected>' in page
    assert "Kept: register.pdf" in page
    assert "There is a problem" not in page


@pytest.mark.slow
def test_what_is_wrong_in_a_draft_is_kept_as_it_was_typed(entry, send, sign_in, post_result_full):
    data = {
        "token": "0b0c4f0e-0000-4000-8000-000000000001",
        "candidate": entry.candidate.ocr_number,
        "planned_on_day": "31",
        "planned_on_month": "2",
        "email": "exams@",
        "draft": "later",
    }

    send(post_result_full, "mir:raise", data=data, query=query(MISSING_TAG, entry))

    [draft] = queries.drafts(entry.centre, post_result_full)
    address = draft.get_absolute_url().replace("about=1", "change=1")
    assert "planned_on_month=2" in address
    assert 'value="31"' in text(sign_in(post_result_full).get(address, secure=True))


@pytest.mark.slow
def test_a_form_that_could_not_be_sent_is_a_draft_until_it_is(entry, send, post_result_full):
    data = merge_form(entry, explanation="")
    send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry))
    assert queries.drafts(entry.centre, post_result_full).exists()

    send(
        post_result_full,
        "mir:raise",
        data={**data, "explanation": "Two numbers."},
        query=query(MERGE, entry),
    )

    assert Request.objects.count() == 1
    assert not Draft.objects.exists()


@pytest.mark.slow
def test_what_is_typed_is_kept_by_the_page_itself(entry, send, post_result_full):
    data = merge_form(entry, draft="typing", typist=post_result_full.pk)

    got = send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry))
    send(
        post_result_full,
        "mir:raise",
        data={**data, "explanation": "Two"},
        query=query(MERGE, entry),
    )

    assert got.json()["problem"] == ""
    [draft] = Draft.objects.all()
    assert draft.typed["explanation"] == "Two"
    assert not {"token", "draft", "typist"} & draft.typed.keys()


@pytest.mark.slow
def test_nothing_is_kept_as_the_draft_of_who_did_not_type_it(
    entry, send, post_result_full, centre_administrator
):
    data = merge_form(entry, draft="typing", typist=centre_administrator.pk)

    got = send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry))

    assert got.status_code == 409
    assert not Draft.objects.exists()


@pytest.mark.slow
def test_a_file_that_cannot_be_kept_keeps_no_words_from_the_draft(entry, send, post_result_full):
    bad = papers.a_file("plan.pdf", b"MZ this is a program")
    data = merge_form(entry, draft="later", other=[bad])

    got = send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry))

    assert "“plan.pdf” is a program" in said(got)[0]
    assert Draft.objects.exists()
    assert not Attachment.objects.exists()


@pytest.mark.slow
def test_a_draft_stands_in_the_list_and_on_home_of_its_writer_alone(
    draft, open_page, sign_in, post_result_full, centre_administrator
):
    home = reverse("tracker:centre_home", args=[draft.centre.number])

    assert "Your drafts" in listed(open_page, post_result_full)
    assert "Not sent yet: Merge duplicate" in text(sign_in(post_result_full).get(home, secure=True))
    assert "Your drafts" not in listed(open_page, centre_administrator)
    assert "Not sent yet" not in text(sign_in(centre_administrator).get(home, secure=True))


@pytest.mark.slow
def test_nobody_else_opens_a_draft_or_throws_it_away(
    draft, sign_in, send, open_page, centre_administrator
):
    assert (
        sign_in(centre_administrator).get(draft.get_absolute_url(), secure=True).status_code == 404
    )
    assert open_page(centre_administrator, "mir:throw_away", draft.token).status_code == 404
    send(centre_administrator, "mir:throw_away", draft.token)

    assert Draft.objects.exists()


@pytest.mark.slow
def test_a_draft_thrown_away_takes_its_papers_along(entry, draft, send, post_result_full):
    keep(entry, post_result_full, draft.token)

    send(post_result_full, "mir:throw_away", draft.token)

    assert not Draft.objects.exists()
    assert not Attachment.objects.exists()


@pytest.mark.slow
def test_papers_of_a_draft_stay_as_long_as_it_does(entry, draft, post_result_full):
    keep(entry, post_result_full, draft.token)

    commands.forget_forms(at=mir.NOW + timedelta(days=2))
    assert Attachment.objects.exists()
    assert commands.forget_drafts(at=mir.NOW + DRAFTS_KEPT_FOR) == 0

    assert commands.forget_drafts(at=mir.NOW + DRAFTS_KEPT_FOR + timedelta(days=1)) == 1
    assert not Attachment.objects.exists()


def test_who_may_not_raise_requests_keeps_no_draft(entry, post_result_read):
    with pytest.raises(PermissionDenied):
        mir.a_draft(entry, post_result_read)


@pytest.mark.slow
def test_drafts_of_two_centres_stand_apart(entry, draft, other_centre, post_result_full):
    assert not queries.drafts(other_centre, post_result_full).exists()
