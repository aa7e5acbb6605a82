"""The centre's pages of requests: who sees what, and that nothing typed or chosen is lost."""

import uuid
from io import BytesIO

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from openpyxl import load_workbook

from interchange.catalogue.models import Contact
from interchange.notifications.models import Message
from mir import commands, queries
from mir.models import Attachment, Request
from mir.request_types import MERGE, MISSING_EXAM_RESULT, REQUEST_TYPES
from mir.states import Status
from tests.factories import entries, mir, papers

pytestmark = pytest.mark.slow


@pytest.fixture
def open_page(sign_in, centre):
    """Open a page of mir as somebody: open_page(person, "mir:requests")."""

    def opened(person, name, *args, at=centre, **query):
        address = reverse(name, args=[at.number, *args])
        return sign_in(person).get(address, query, secure=True)

    return opened


@pytest.fixture
def send(sign_in, centre):
    """Send a form of mir as somebody; `query` stands in the address."""

    def sent(person, name, *args, data=None, query=""):
        address = reverse(name, args=[centre.number, *args]) + query
        return sign_in(person).post(address, data or {}, secure=True)

    return sent


def text(response):
    return response.content.decode()


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# Reading


def test_the_page_says_what_each_type_is_for(entry, open_page, post_result_full):
    page = text(open_page(post_result_full, "mir:requests"))

    assert "No requests yet" in page
    assert page.count("Raise this request") == len(REQUEST_TYPES)
    assert Contact.objects.get(slug="support").email in page


def test_read_only_looks_and_has_no_buttons(entry, open_page, post_result_full, post_result_read):
    request = mir.a_request(entry, post_result_full)

    listed = text(open_page(post_result_read, "mir:requests"))
    shown = text(open_page(post_result_read, "mir:view", request.number))

    assert str(request.number) in listed
    assert "Raise a request" not in listed
    assert "Raise this request" not in listed
    assert "needs the role Centre Administrator or Post Result Full Access" in listed
    assert "Withdraw" not in shown


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("centre_administrator", 200),
        ("post_result_full", 200),
        ("post_result_read", 200),
        ("exams_officer", 403),
        ("tutor", 403),
        ("stranger", 404),
    ],
)
def test_who_may_look(entry, open_page, post_result_full, role, status, request):
    record = mir.a_request(entry, post_result_full)
    person = request.getfixturevalue(role)

    assert open_page(person, "mir:requests").status_code == status
    assert open_page(person, "mir:view", record.number).status_code == status


@pytest.mark.parametrize(
    ("role", "status"),
    [("centre_administrator", 200), ("post_result_full", 200), ("post_result_read", 403)],
)
def test_who_may_raise(entry, open_page, role, status, request):
    assert open_page(request.getfixturevalue(role), "mir:raise").status_code == status


def test_another_centre_s_request_does_not_exist(
    entry, open_page, post_result_full, stranger, other_centre
):
    request = mir.a_request(entry, post_result_full)

    page = open_page(stranger, "mir:view", request.number, at=other_centre)

    assert page.status_code == 404


def test_the_list_filters_by_status(entry, open_page, post_result_full, processor):
    first = mir.a_request(entry, post_result_full)
    done = mir.request_at(Status.RESOLVED, entry, post_result_full, processor)

    page = text(open_page(post_result_full, "mir:requests", status="resolved"))

    assert f">{done.number}</a>" in page.replace("Request </span>", "Request </span>>")
    assert reverse("mir:view", args=[entry.centre.number, first.number]) not in page


def test_the_number_of_queries_does_not_grow(
    entry, open_page, post_result_full, django_assert_max_num_queries
):
    for _ in range(2):
        mir.a_request(entry, post_result_full)
    open_page(post_result_full, "mir:requests")
    with django_assert_max_num_queries(30) as few:
        open_page(post_result_full, "mir:requests")
    for _ in range(8):
        mir.a_request(entry, post_result_full)

    with django_assert_max_num_queries(len(few.captured_queries)):
        open_page(post_result_full, "mir:requests")


@pytest.mark.parametrize("status", Status)
def test_a_request_says_what_its_status_means_and_who_is_next(
    entry, open_page, post_result_full, processor, status
):
    request = mir.request_at(status, entry, post_result_full, processor)

    page = text(open_page(post_result_full, "mir:view", request.number))

    assert status.label in page
    assert "What that means" in page
    withdraw = reverse("mir:withdraw", args=[entry.centre.number, request.number])
    assert (withdraw in page) == (
        status in {Status.SUBMITTED, Status.IN_REVIEW, Status.MORE_NEEDED}
    )
    assert ("Send the answer" in page) == (status == Status.MORE_NEEDED)


def test_staff_are_not_named_to_centres(entry, open_page, post_result_full, processor):
    request = mir.request_at(Status.RESOLVED, entry, post_result_full, processor)

    assert processor.name not in text(open_page(post_result_full, "mir:view", request.number))


# Papers


@pytest.fixture
def exam_request(entry, exam, series, post_result_full):
    """A request with papers."""
    return mir.a_request(entry, post_result_full, MISSING_EXAM_RESULT, unit=exam, series=series)


def test_a_paper_is_only_ever_downloaded(exam_request, open_page, post_result_read):
    paper = exam_request.attachments.first()

    got = open_page(post_result_read, "mir:paper", exam_request.number, paper.pk)

    assert b"".join(got.streaming_content) == papers.PDF
    assert got["Content-Disposition"] == 'attachment; filename="register.pdf"'
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(("role", "status"), [("tutor", 403), ("stranger", 404)])
def test_papers_are_for_who_may_see_requests(exam_request, open_page, role, status, request):
    paper = exam_request.attachments.first()
    person = request.getfixturevalue(role)

    assert open_page(person, "mir:paper", exam_request.number, paper.pk).status_code == status


def test_a_paper_of_another_request_is_not_found(exam_request, entry, open_page, post_result_full):
    other = mir.a_request(entry, post_result_full)
    paper = exam_request.attachments.first()

    assert open_page(post_result_full, "mir:paper", other.number, paper.pk).status_code == 404


def test_a_file_that_is_gone_is_not_found(exam_request, open_page, post_result_full):
    paper = exam_request.attachments.first()
    paper.file.storage.delete(paper.file.name)

    got = open_page(post_result_full, "mir:paper", exam_request.number, paper.pk)

    assert got.status_code == 404


def test_a_template_comes_with_what_is_known(entry, open_page, post_result_read):
    slug = "candidate-or-unit-missed-from-claim"
    candidate = entry.candidate.ocr_number

    got = open_page(post_result_read, "mir:template", slug, candidate=candidate)

    sheet = load_workbook(BytesIO(b"".join(got.streaming_content))).active
    assert [cell.value for cell in sheet[5]][:4] == [entry.centre.number, None, candidate, "Okafor"]
    assert f'filename="{slug}.xlsx"' in got["Content-Disposition"]


def test_a_template_tells_nothing_of_other_centres_candidates(
    open_page, entry, other_centre, post_result_read
):
    other = entries.an_entry(other_centre).candidate
    slug = "candidate-or-unit-missed-from-claim"

    got = open_page(post_result_read, "mir:template", slug, candidate=other.ocr_number)

    sheet = load_workbook(BytesIO(b"".join(got.streaming_content))).active
    assert other.surname not in [cell.value for cell in sheet[5]]


@pytest.mark.parametrize("name", ["candidate", "qualification", "unit"])
@pytest.mark.parametrize("nonsense", ["x" * 2000, "=1+1"])
def test_nonsense_in_an_address_is_left_out(entry, open_page, post_result_full, name, nonsense):
    slug = "candidate-or-unit-missed-from-claim"

    assert open_page(post_result_full, "mir:template", slug, **{name: nonsense}).status_code == 200
    assert open_page(post_result_full, "mir:raise", **{name: nonsense}).status_code == 200


def test_there_is_no_other_template(entry, open_page, post_result_full):
    assert open_page(post_result_full, "mir:template", "none").status_code == 404


# Raising


def query(kind, entry, **more):
    from urllib.parse import urlencode

    named = {"kind": kind.slug, "qualification": entry.qualification.code, **more}
    return f"?{urlencode(named)}"


def merge_form(entry, **changes):
    return {
        "token": str(uuid.uuid4()),
        "candidate": entry.candidate.ocr_number,
        "other_ocr_number": entries.a_candidate("Okafor", "Adah").ocr_number,
        "explanation": "Two numbers, one candidate.",
        "email": "exams@fernhill.example",
        **changes,
    }


def exam_form(entry, exam, series, **changes):
    return {
        "token": str(uuid.uuid4()),
        "candidate": entry.candidate.ocr_number,
        "unit": exam.number,
        "series": series.pk,
        "explanation": "The candidate sat the exam in room 4.",
        "register-checked": "on",
        "email": "exams@fernhill.example",
        "attendance-register": papers.a_file("register.pdf"),
        "seating-plan": papers.a_file("plan.png"),
        "despatch-log": papers.a_file("log.jpg"),
        **changes,
    }


def test_first_the_type_and_the_qualification_are_chosen(entry, open_page, post_result_full):
    page = text(open_page(post_result_full, "mir:raise", candidate=entry.candidate.ocr_number))

    assert "What do you want to ask for?" in page
    assert all(kind.purpose in page for kind in REQUEST_TYPES)
    assert f'value="{entry.candidate.ocr_number}"' in page


def test_choosing_nothing_says_so(entry, open_page, post_result_full):
    page = text(open_page(post_result_full, "mir:raise", step="1", qualification=""))

    assert "Choose the request type." in page
    assert "Choose the qualification." in page


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


def test_a_request_is_raised(entry, send, post_result_full):
    got = send(post_result_full, "mir:raise", data=merge_form(entry), query=query(MERGE, entry))

    request = Request.objects.get()
    assert got.status_code == 302
    assert got["Location"] == request.get_absolute_url()
    assert request.candidate == entry.candidate
    assert str(request.number) in said(got)[0]


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


def test_what_only_the_rules_know_is_said_too(entry, send, post_result_full):
    data = merge_form(entry, other_ocr_number=entry.candidate.ocr_number)

    page = text(send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry)))

    assert "Both OCR candidate numbers are the same." in page


def test_urgent_needs_a_reason(entry, send, post_result_full):
    data = merge_form(entry, urgent="on")

    page = text(send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry)))

    assert "Say why the result is needed urgently." in page


def test_other_papers_can_be_taken_back(entry, send, post_result_full):
    data = merge_form(entry, explanation="", other=[papers.a_file("letter.docx")])
    page = text(send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry)))
    paper = Attachment.objects.get()
    assert "tick those to take back" in page

    data = {**data, "explanation": "Two numbers.", "remove": [paper.pk]}
    del data["other"]
    send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry))

    assert not Request.objects.get().attachments.exists()


def test_the_same_form_sent_twice_leads_to_the_same_request(entry, send, post_result_full):
    data = merge_form(entry)

    first = send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry))
    second = send(post_result_full, "mir:raise", data=data, query=query(MERGE, entry))

    assert first["Location"] == second["Location"]
    assert Message.objects.filter(template="mir/raised").count() == 1


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


@pytest.mark.parametrize(
    "where", ["?kind=nonsense&qualification=05839", "?kind=merge-records&qualification=00000"]
)
def test_an_unknown_type_or_qualification_leads_back_to_the_choice(
    entry, send, post_result_full, where
):
    page = text(send(post_result_full, "mir:raise", data={}, query=where))

    assert "What do you want to ask for?" in page
    assert "There is a problem" in page


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


def test_read_only_cannot_send_the_form(entry, send, post_result_read):
    got = send(post_result_read, "mir:raise", data=merge_form(entry), query=query(MERGE, entry))

    assert got.status_code == 403
    assert not Request.objects.exists()


# Answering and withdrawing


@pytest.fixture
def asked(entry, post_result_full, processor):
    """A request with a question of the board."""
    return mir.request_at(Status.MORE_NEEDED, entry, post_result_full, processor)


def test_a_question_is_answered_with_papers(asked, send, post_result_full):
    data = {
        "token": str(uuid.uuid4()),
        "reply": "The first.",
        "other": [papers.a_file("letter.docx"), papers.a_file("plan.png")],
    }

    got = send(post_result_full, "mir:answer", asked.number, data=data)

    asked.refresh_from_db()
    assert got.status_code == 302
    assert asked.status == Status.IN_REVIEW
    assert [one.name for one in queries.papers(asked)] == ["letter.docx", "plan.png"]


def test_an_empty_answer_keeps_the_papers(asked, send, post_result_full):
    data = {"token": str(uuid.uuid4()), "reply": " ", "other": [papers.a_file("letter.docx")]}

    page = text(send(post_result_full, "mir:answer", asked.number, data=data))

    assert "Write your answer to the board" in page
    assert "Kept: letter.docx" in page


def test_papers_of_an_answer_can_be_taken_back(asked, send, post_result_full):
    data = {"token": str(uuid.uuid4()), "reply": "", "other": [papers.a_file("letter.docx")]}
    page = text(send(post_result_full, "mir:answer", asked.number, data=data))
    assert "tick those to take back" in page

    data = {**data, "reply": "The first.", "remove": [Attachment.objects.get().pk], "other": []}
    send(post_result_full, "mir:answer", asked.number, data=data)

    assert not asked.attachments.exists()


def test_answering_twice_says_that_it_is_done(asked, send, post_result_full):
    data = {"token": str(uuid.uuid4()), "reply": "The first."}
    send(post_result_full, "mir:answer", asked.number, data=data)

    got = send(post_result_full, "mir:answer", asked.number, data=data)

    assert got.status_code == 302
    assert "its status is In review" in said(got)[-1]


def test_withdrawing_asks_first(entry, open_page, send, post_result_full):
    request = mir.a_request(entry, post_result_full)

    page = text(open_page(post_result_full, "mir:withdraw", request.number))
    assert "Do you want to withdraw this request?" in page

    got = send(post_result_full, "mir:withdraw", request.number)
    request.refresh_from_db()
    assert got.status_code == 302
    assert request.status == Status.WITHDRAWN


def test_a_decided_request_cannot_be_withdrawn(entry, send, post_result_full, processor):
    request = mir.request_at(Status.RESOLVED, entry, post_result_full, processor)

    got = send(post_result_full, "mir:withdraw", request.number)

    assert "You cannot withdraw" in said(got)[-1]


@pytest.mark.parametrize("page", ["mir:answer", "mir:withdraw"])
def test_read_only_changes_nothing(asked, send, post_result_read, page):
    assert send(post_result_read, page, asked.number).status_code == 403


def test_withdrawn_while_the_answer_was_being_written(asked, send, post_result_full):
    commands.withdraw(request=asked, by=post_result_full, at=mir.NOW)
    data = {"token": str(uuid.uuid4()), "reply": "The first."}

    got = send(post_result_full, "mir:answer", asked.number, data=data)

    assert "its status is Withdrawn" in said(got)[-1]
