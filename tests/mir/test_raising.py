"""A request is raised, and nothing typed or chosen is lost."""

import pytest

from interchange.notifications.models import Message
from mir.models import Attachment, Request
from mir.request_types import MERGE, MISSING_EXAM_RESULT, REQUEST_TYPES
from tests.factories import entries, papers
from tests.mir.forms import exam_form, merge_form, query
from tests.reading import said, text


@pytest.mark.slow
def test_first_the_type_and_the_qualification_are_chosen(entry, open_page, post_result_full):
    page = text(open_page(post_result_full, "mir:raise", candidate=entry.candidate.ocr_number))

    assert "What do you want to ask for?" in page
    assert all(kind.purpose in page for kind in REQUEST_TYPES)
    assert f'value="{entry.candidate.ocr_number}"' in page


@pytest.mark.slow
def test_choosing_nothing_says_so(entry, open_page, post_result_full):
    page = text(open_page(post_result_full, "mir:raise", step="1", qualification=""))

    assert "Choose the request type." in page
    assert "Choose the qualification." in page


@pytest.mark.slow
def test_the_form_is_filled_with_what_is_known(entry, exam, series, open_page, post_result_full):
    entries.a_unit_entry(entry, exam, series)
    page = text(
        open_page(
            post_result_full,
            "mir:raise",
            kind=MISSING_EXAM_RESULT.slug,
            qualification=entry.qualification.code,
            candidate=entry.candidate.ocr_number,
            unit=exam.number,
        )
    )

    assert f'value="{entry.candidate.ocr_number}"' in page
    assert f'<option value="{exam.number}" selected>' in page
    assert f'<option value="{series.pk}" selected>' in page
    assert entry.candidate.name in page
    assert f'value="{post_result_full.email}"' in page
    assert '<button type="submit" class="govuk-button" ' in page


@pytest.mark.slow
def test_a_request_is_raised(entry, send, post_result_full):
    got = send(post_result_full, "mir:raise", data=merge_form(entry), query=query(MERGE, entry))

    request = Request.objects.get()
    assert got.status_code == 302
    assert got["Location"] == request.get_absolute_url()
    assert request.candidate == entry.candidate
    assert str(request.number) in said(got)[0]


@pytest.mark.slow
def test_a_request_is_raised_with_its_papers(entry, exam, series, send, post_result_full):
    data = exam_form(entry, exam, series, other=[papers.a_file("letter.docx")])

    send(post_result_full, "mir:raise", data=data, query=query(MISSING_EXAM_RESULT, entry))

    request = Request.objects.get()
    assert (request.unit, request.series) == (exam, series)
    assert request.confirmed == ["register-checked"]
    assert sorted(request.attachments.values_list("name", flat=True)) == [
        "letter.docx",
        "log.jpg",
        "plan.png",
        "register.pdf",
    ]


@pytest.mark.slow
def test_a_mistake_loses_neither_words_nor_papers(entry, exam, series, send, post_result_full):
    data = exam_form(entry, exam, series, candidate="99999999")
    bad = papers.a_file("plan.pdf", b"MZ this is a program")
    where = query(MISSING_EXAM_RESULT, entry)

    page = text(
        send(post_result_full, "mir:raise", data={**data, "seating-plan": bad}, query=where)
    )

    assert "no candidate with the OCR candidate number 99999999" in page
    assert "“plan.pdf” is a program" in page
    assert "Kept: register.pdf" in page
    assert "The candidate sat the exam in room 4." in page
    assert not Request.objects.exists()

    again = {
        **exam_form(entry, exam, series, token=data["token"]),
        "seating-plan": papers.a_file("plan.png"),
    }
    del again["attendance-register"], again["despatch-log"]
    send(post_result_full, "mir:raise", data=again, query=where)

    assert Request.objects.get().attachments.count() == 3


@pytest.mark.slow
def test_missing_papers_and_ticks_are_all_named(entry, exam, series, send, post_result_full):
    data = exam_form(entry, exam, series)
    for name in ("seating-plan", "despatch-log", "register-checked", "explanation"):
        del data[name]

    page = text(
        send(post_result_full, "mir:raise", data=data, query=query(MISSING_EXAM_RESULT, entry))
    )

    assert "Seating plan: choose the file." in page
    assert "Despatch log: choose the file." in page
    assert "Before you can send this, confirm: I have checked the attendance register" in page
    assert "Say what is missing or wrong." in page


@pytest.mark.slow
def test_what_only_the_rules_know_is_said_too(entry, send, post_result_full):
    data = merge_form(entry, other_ocr_number=entry.candidate.ocr_number)

    page = text(send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry)))

    assert "Both OCR candidate numbers are the same." in page


@pytest.mark.slow
def test_urgent_needs_a_reason(entry, send, post_result_full):
    data = merge_form(entry, urgent="on")

    page = text(send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry)))

    assert "Say why the result is needed urgently." in page


@pytest.mark.slow
def test_other_papers_can_be_taken_back(entry, send, post_result_full):
    data = merge_form(entry, explanation="", other=[papers.a_file("letter.docx")])
    page = text(send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry)))
    paper = Attachment.objects.get()
    assert "tick those to take back" in page

    data = {**data, "explanation": "Two numbers.", "remove": [paper.pk]}
    del data["other"]
    send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry))

    assert not Request.objects.get().attachments.exists()


@pytest.mark.slow
def test_the_same_form_sent_twice_leads_to_the_same_request(entry, send, post_result_full):
    data = merge_form(entry)

    first = send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry))
    second = send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry))

    assert first["Location"] == second["Location"]
    assert Message.objects.filter(template="mir/raised").count() == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "given",
    [
        {"token": "not-a-token"},
        {"token": ""},
        {"remove": ["x", "-1", "999999999999999999999"]},
        {"candidate": "\x00"},
        {"candidate": "١٢٣٤٥٦٧٨"},
        {"other_ocr_number": "'; DROP TABLE"},
        {"email": "nobody"},
        {"explanation": "x" * 5000},
    ],
)
def test_nonsense_is_answered_with_a_page(entry, send, post_result_full, given):
    data = merge_form(entry, **given)

    got = send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry))

    assert got.status_code in {200, 302}


@pytest.mark.slow
@pytest.mark.parametrize(
    "where", ["?kind=nonsense&qualification=05839", "?kind=merge-records&qualification=00000"]
)
def test_an_unknown_type_or_qualification_leads_back_to_the_choice(
    entry, send, post_result_full, where
):
    page = text(send(post_result_full, "mir:raise", data={}, query=where))

    assert "What do you want to ask for?" in page
    assert "There is a problem" in page


@pytest.mark.slow
def test_before_the_visit_the_form_is_not_even_shown(entry, open_page, post_result_full):
    page = text(
        open_page(
            post_result_full,
            "mir:raise",
            kind="missed-from-claim",
            qualification=entry.qualification.code,
        )
    )

    assert "You cannot ask for this yet" in page
    assert "No moderation visit" in page
    assert "Send to the board" not in page


@pytest.mark.slow
def test_read_only_cannot_send_the_form(entry, send, post_result_read):
    got = send(post_result_read, "mir:raise", data=merge_form(entry), query=query(MERGE, entry))

    assert got.status_code == 403
    assert not Request.objects.exists()
