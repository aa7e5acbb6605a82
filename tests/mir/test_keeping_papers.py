"""Papers of a form: kept, replaced, taken back and forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from interchange.uploads import UploadRefused
from mir import commands, queries
from mir.models import Attachment
from mir.request_types import MISSING_EXAM_RESULT
from tests.factories import mir, papers
from tests.mir.sending import keep, kept_files


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
