"""The area Reduction in assessment: choose, tick or read a spreadsheet, check, send."""

import html
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from assessed.models import Reduction
from tests.factories import catalogue as offers
from tests.factories import claims, reductions
from tests.factories import entries as make
from tests.factories import results as held
from tests.factories.reductions import OPTIONAL, SUMMER, keys_of
from tests.reading import text

CODE = held.DIPLOMA
pytestmark = pytest.mark.slow


@pytest.fixture
def student(centre, catalogue):
    """Who was registered in October 2021, while the area is open."""
    reductions.a_window_now()
    return reductions.a_student(centre, offers.qualification(CODE))


@pytest.fixture
def page(sign_in, centre, centre_administrator):
    """A function that opens a page of the area, or sends to it, as the Centre Administrator."""

    def opened(name="assessed:reduce", args=(SUMMER, CODE), *, by=None, data=None, **query):
        address = reverse(name, args=[centre.number, *args])
        client = sign_in(by or centre_administrator)
        if data is None:
            return client.get(address, query, secure=True)
        return client.post(address, data, secure=True, follow=True)

    return opened


def words(answer):
    """The words of a page, on one line."""
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", text(answer)).split()))


def test_the_qualifications_with_students_are_listed(page, student):
    said = words(page("assessed:reductions", ()))

    assert "Open until 31 December" in said
    assert str(student.qualification) in said and "Nothing sent" in said


def test_where_nobody_is_listed_the_page_says_who_would_be(page, catalogue):
    assert "Listed are those registered before 1 September 2022" in words(
        page("assessed:reductions", ())
    )


def test_outside_of_the_window_the_page_says_since_when_and_what_to_do(page, student):
    reductions.a_window(*(reductions.BEFORE.date(),) * 2)

    for answer in (page("assessed:reductions", ()), page()):
        said = words(answer)
        assert "Closed since 4 October 2021" in said
        assert "raise a request about a missing or incorrect reduction" in said
    sent = page(data={"act": "confirm", "tick": list(keys_of(student, OPTIONAL))})
    assert "Nothing was sent" in words(sent) and not Reduction.objects.exists()


def test_other_roles_are_told_whose_it_is(page, exams_officer, student):
    assert page(by=exams_officer).status_code == 403


def test_ticks_are_checked_declared_and_sent(page, student):
    ticks = {"tick": list(keys_of(student, OPTIONAL)), "act": "check"}
    check = page(data=ticks)
    assert "Check before sending" in words(check) and "Reduced" in words(check)
    form = {"elsewhere": " ".join(ticks["tick"]), "shown": check.context["shown"]}

    undeclared = page(data={**form, "act": "confirm"})
    assert "Tick the declaration" in words(undeclared) and not Reduction.objects.exists()
    sent = page(data={**form, "act": "confirm", "declared": "on"})

    assert "Reductions sent" in words(sent) and student.candidate.name in words(sent)
    assert Reduction.objects.get().unit.number == OPTIONAL
    assert "1 unit ticked" in words(page())


def test_what_changed_since_the_page_was_shown_is_shown_again(page, student, centre_administrator):
    check = page(data={"tick": list(keys_of(student, OPTIONAL)), "act": "check"})
    form = {"elsewhere": " ".join(keys_of(student, OPTIONAL)), "shown": check.context["shown"]}
    reductions.report(student, centre_administrator, "8")

    again = page(data={**form, "act": "confirm", "declared": "on"})

    assert "This is not what the page showed you" in words(again)
    assert Reduction.objects.count() == 1


def test_nothing_that_differs_is_said(page, student):
    assert "Nothing differs from what you sent before" in words(page(data={"act": "check"}))


def test_a_mandatory_unit_asks_for_a_reason_and_keeps_it(page, centre, catalogue):
    reductions.a_window_now()
    entry, number = reductions.a_student_with_a_mandatory_unit(centre)
    args = (SUMMER, entry.qualification.code)
    ticks = {"tick": list(keys_of(entry, number)), "act": "check"}
    check = page(args=args, data=ticks)
    assert "Why could the mandatory units not be assessed?" in words(check)
    form = {"elsewhere": " ".join(ticks["tick"]), "shown": check.context["shown"]}
    form |= {"act": "confirm", "declared": "on"}

    assert "the last resort" in words(page(args=args, data=form))
    assert "Reductions sent" in words(page(args=args, data={**form, "reason": "No workshop."}))


def template_of(page):
    """The template, downloaded and opened."""
    answer = page("assessed:reduction_template")
    return load_workbook(BytesIO(b"".join(answer.streaming_content)))


def upload(page, book, **more):
    """The workbook, sent in."""
    content = BytesIO()
    book.save(content)
    file = SimpleUploadedFile("reductions.xlsx", content.getvalue())
    return page(data={"act": "upload", "spreadsheet": file, **more})


def cell_below(sheet, title):
    """The first cell below the heading."""
    [column] = [one.column for one in sheet[2] if one.value == title]
    return sheet.cell(3, column)


def test_the_template_holds_what_was_sent_and_is_read_back(page, student, centre_administrator):
    reductions.report(student, centre_administrator, OPTIONAL)
    four, eight = (str(offers.unit(number, CODE)) for number in (OPTIONAL, "8"))
    book = template_of(page)
    sheet = book.active
    assert sheet.cell(3, 1).value == student.candidate.ocr_number
    assert (cell_below(sheet, four).value, cell_below(sheet, eight).value) == ("Y", None)

    cell_below(sheet, four).value, cell_below(sheet, eight).value = None, "y"
    read = upload(page, book, tick=list(keys_of(student, OPTIONAL)))

    assert "1 student read from the spreadsheet" in words(read)
    ticked = read.context["ticks"].keys
    assert ticked == keys_of(student, "8")


def test_bad_rows_are_said_and_the_ticks_stay(page, student):
    book = template_of(page)
    cell_below(book.active, str(offers.unit(OPTIONAL, CODE))).value = "perhaps"

    read = upload(page, book, tick=list(keys_of(student, "8")))

    assert "Row 3: “perhaps” stands below unit 4" in words(read)
    assert read.context["ticks"].keys == keys_of(student, "8")


def test_a_file_that_is_none_is_said(page, student):
    file = SimpleUploadedFile("reductions.xlsx", b"no workbook")

    assert page(data={"act": "upload", "spreadsheet": file}).context["errors"]
    assert "Choose the filled template" in words(page(data={"act": "upload"}))


def test_the_candidates_story_tells_of_it(page, student, centre_administrator):
    reductions.report(student, centre_administrator, OPTIONAL)

    said = words(page("tracker:candidate", (student.candidate.ocr_number,)))
    assert "Reduction in assessment reported" in said


def test_the_board_sees_what_was_sent(sign_in, processor, student, centre_administrator):
    report = reductions.report(student, centre_administrator, OPTIONAL)

    address = reverse("admin:assessed_reductionreport_change", args=[report.pk])
    said = words(sign_in(processor).get(address, secure=True))
    assert "No workshop until June." in said and student.candidate.name in said
    listed = sign_in(processor).get(
        reverse("admin:assessed_reductionreport_changelist"), secure=True
    )
    assert "2021/22" in words(listed)


def test_the_queries_of_the_page_do_not_grow(page, student, centre, django_assert_max_num_queries):
    page()
    with django_assert_max_num_queries(60) as first:
        page()
    for _ in range(5):
        reductions.a_student(centre, student.qualification)
    with django_assert_max_num_queries(60) as second:
        page()
    assert len(second) == len(first)


def test_a_unit_on_a_claim_has_no_box(page, student, centre):
    claim = claims.claim_at(
        "draft", centre=centre, qualification=student.qualification, candidates=0, units=1
    )

    assert "On the claim in progress" in words(page()) and claim.lines.count() == 1


def candidates_page(page, student, **more):
    """The page of the student."""
    return page("tracker:candidate", (student.candidate.ocr_number,), **more)


def test_the_diagnosis_says_that_a_reduction_may_not_be_reported_and_where_to(page, student):
    answer = candidates_page(page, student)

    assert "reduced in 2021/22 and not reported" in words(answer)
    assert f"/reductions/2022/{CODE}/?q={student.candidate.ocr_number}" in text(answer)


def test_once_the_area_is_closed_the_diagnosis_leads_to_a_request(page, student):
    reductions.a_window(*(reductions.BEFORE.date(),) * 2)

    answer = candidates_page(page, student)

    assert "Closed since 4 October 2021" in words(answer)
    assert "kind=reduction-in-assessment" in text(answer)


def test_who_was_registered_later_reads_nothing_of_reductions(page, student, centre):
    later = make.an_entry(centre, student.qualification)

    assert "reduced in" not in words(candidates_page(page, later))


def test_a_unit_that_is_reported_waits_for_its_assessed_grade(page, student, centre_administrator):
    every = [number for number in held.OFFICIAL_EXAMPLE if number != OPTIONAL]
    held.hold([student], {number: "P" for number in every}, due=False)
    reductions.report(student, centre_administrator, OPTIONAL)

    said = words(candidates_page(page, student))

    assert "reduced in 2021/22 and not reported" not in said
    assert "an assessed grade" in said
