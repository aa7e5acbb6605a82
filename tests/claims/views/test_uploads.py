"""Grades from a file: template, upload, what could not be read, and what goes in."""

import random
import re
import time
from html import unescape
from io import BytesIO

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from claims import commands, queries, rules
from claims.models import Claim
from interchange.accounts.models import User
from tests.factories import catalogue as catalogue_of
from tests.factories import claims, entries
from tests.factories.claims import at_page
from tests.racing import at_once

FIRST, UNITS_FROM = 3, 5  # the first row of a candidate, the first column of a unit


@pytest.fixture
def claim(centre, tutor):
    """A claim in progress with two candidates and nothing on it."""
    return claims.a_draft(centre, by=tutor)


@pytest.fixture
def browser(sign_in, tutor):
    """The tutor's browser."""
    return sign_in(tutor)


def downloaded(browser, claim):
    """The template, as a workbook."""
    answer = browser.get(at_page("grades_xlsx", claim))
    return load_workbook(BytesIO(b"".join(answer.streaming_content)))


def filled(book, *typed):
    """The template with (row, column, text) typed in its grades, as a file."""
    for row, column, text in typed:
        book["Grades"].cell(row, column, text)
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def send(browser, claim, content, name="grades.xlsx", **more):
    data = {"file": SimpleUploadedFile(name, content), **more}
    return browser.post(at_page("upload", claim), data)


def save(browser, claim, **more):
    """Press Save claim on the page of what is not saved."""
    return browser.post(at_page("unsaved", claim), **more)


def said(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def on_claim(claim):
    return sorted(claim.lines.values_list("candidate", "unit__number", "claimed"))


@pytest.mark.slow
def test_the_template_filled_in_and_sent_becomes_the_claim(browser, claim, reading_apart):
    content = filled(downloaded(browser, claim), (3, 5, "P"), (3, 6, "M"), (4, 5, "D"))

    answer = send(browser, claim, content)
    assert answer.url == at_page("unsaved", claim)
    assert "Read from the file: 3 new." in said(answer)
    assert not claim.lines.exists()

    page = browser.get(at_page("unsaved", claim)).content.decode()
    assert "<strong>3 new</strong>" in page
    save(browser, claim)
    assert [grade for *_, grade in on_claim(claim)] == ["P", "M", "D"]
    assert claim.unsaved.count() == 0


@pytest.mark.slow
def test_the_csv_template_is_read_back_too(browser, claim):
    content = browser.get(at_page("grades_csv", claim)).content
    lines = content.decode("utf-8-sig").splitlines()
    lines[1] = re.sub(r",,", ",P,", lines[1], count=1)

    send(browser, claim, "\n".join(lines).encode(), "grades.csv")

    assert list(claim.unsaved.values_list("grade", flat=True)) == ["P"]


@pytest.mark.slow
def test_the_same_file_again_changes_nothing_and_says_so(browser, claim):
    content = filled(downloaded(browser, claim), (3, 5, "P"))
    send(browser, claim, content)
    save(browser, claim)

    answer = send(browser, claim, content)

    assert answer.url == at_page("upload", claim)
    assert "Every grade in the file is on the claim already: nothing changes." in said(answer)
    assert claim.unsaved.count() == 0


@pytest.mark.slow
def test_a_file_without_grades_changes_nothing(browser, claim):
    answer = send(browser, claim, filled(downloaded(browser, claim)))

    assert "The file has no grades: nothing changes." in said(answer)


@pytest.mark.slow
def test_what_is_new_changed_taken_off_and_the_same_is_counted(browser, claim, tutor, at):
    commands.save_grades(claim=claim, cells=claims.cells(claim, grades="P"), by=tutor, at=at)
    book = downloaded(browser, claim)
    assert book["Grades"].cell(3, 5).value == "P"

    typed = (3, 5, "M"), (3, 6, "Not claiming"), (4, 7, "D")
    answer = send(browser, claim, filled(book, *typed))

    assert "1 new, 1 changed, 1 taken off, 2 the same already." in said(answer)
    save(browser, claim)
    assert sorted(claim.lines.values_list("claimed", flat=True)) == ["D", "M", "P", "P"]


@pytest.mark.slow
def test_each_bad_place_is_named_and_the_good_go_in(browser, claim):
    book = downloaded(browser, claim)
    book["Grades"].cell(5, 1, "99999999")
    content = filled(book, (3, 5, "P"), (3, 6, "Q"), (4, 5, "=1+1"), (4, 6, "M ZZ"), (5, 5, "P"))

    page = re.sub(r">\s+<", "><", unescape(send(browser, claim, content).content.decode()))

    assert "3 places in the file cannot go in as they are." in page
    for row, column, value in [(3, "F", "Q"), (4, "F", "M ZZ"), (5, "A", "99999999")]:
        cells = f'<th scope="row">{row}</th><td>{column}</td>'
        assert cells in page
        assert f"<td><strong>{value}</strong>" in page
    assert "Go on with the good grade" in page
    assert list(claim.unsaved.values_list("grade", flat=True)) == ["P"]


@pytest.mark.slow
def test_what_could_not_be_read_can_be_downloaded(browser, claim):
    page = send(browser, claim, filled(downloaded(browser, claim), (3, 5, "=Q"), (3, 6, "Q")))
    signed = re.search(r'name="faults" value="([^"]+)"', page.content.decode())[1]

    answer = browser.post(at_page("upload_faults", claim), {"faults": signed})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Row,Column,Candidate,In the file,What to do"
    assert lines[1].startswith("3,F,")

    again = browser.post(at_page("upload_faults", claim), {"faults": signed + "x"})
    assert again.url == at_page("upload", claim)


@pytest.mark.slow
def test_left_overs_of_an_abandoned_file_are_not_saved_with_the_next_one(browser, claim):
    wrong = filled(downloaded(browser, claim), (3, 5, "D"), (3, 6, "D"), (4, 5, "D"))
    send(browser, claim, wrong, "wrong.xlsx")

    answer = send(browser, claim, filled(downloaded(browser, claim), (3, 5, "P")), "right.xlsx")

    assert "2 grades of a file you sent before" in said(answer)
    assert "“right.xlsx” takes its place" in said(answer)
    save(browser, claim)
    assert [grade for *_, grade in on_claim(claim)] == ["P"]


@pytest.mark.slow
def test_a_file_without_a_usable_change_takes_the_place_of_none(browser, claim):
    right = filled(downloaded(browser, claim), (3, 5, "D"), (3, 6, "D"))
    send(browser, claim, right, "right.xlsx")

    answer = send(browser, claim, filled(downloaded(browser, claim), (3, 5, "X")), "wrong.xlsx")

    assert "takes its place" not in said(answer)
    save(browser, claim)
    assert [grade for *_, grade in on_claim(claim)] == ["D", "D"]


@pytest.mark.slow
def test_what_was_typed_by_hand_stays_beside_a_file(browser, claim, tutor, at):
    [place, *_] = queries.gradebook(claim).facts.open
    cell = rules.Cell(*place, "M", queries.gradebook(claim).assessors[0].pk, seen=None)
    commands.remember(claim=claim, cells=[cell], by=tutor, at=at)

    answer = send(browser, claim, b"OCR candidate number,4\n", "empty.csv")

    assert "takes its place" not in said(answer)
    assert [one.grade for one in queries.unsaved(claim, tutor).values()] == ["M"]


@pytest.mark.slow
def test_a_grade_read_from_a_file_and_typed_anew_is_the_person_s_own(browser, claim, tutor, at):
    send(browser, claim, filled(downloaded(browser, claim), (3, 5, "D")), "first.xlsx")
    assert "from first.xlsx" in browser.get(at_page("unsaved", claim)).content.decode()
    [(place, typed)] = queries.unsaved(claim, tutor).items()
    cell = rules.Cell(*place, "P", typed.assessor_id, seen=None)
    commands.remember(claim=claim, cells=[cell], by=tutor, at=at)

    send(browser, claim, filled(downloaded(browser, claim), (4, 5, "D")), "second.xlsx")

    assert sorted(one.grade for one in queries.unsaved(claim, tutor).values()) == ["D", "P"]


@pytest.mark.slow
def test_a_file_saved_as_unicode_text_is_read(browser, claim):
    book = queries.gradebook(claim)
    number, unit = book.people[0].candidate.ocr_number, book.units[0].number
    text = f"OCR candidate number\tName\t{unit}\r\n{number}\t\tP\r\n"

    answer = send(browser, claim, text.encode("utf-16"), "grades.csv")

    assert "Read from the file: 1 new." in said(answer)


@pytest.mark.slow
def test_several_assessors_are_chosen_from_or_named_by_initials(browser, claim, centre):
    other = claims.an_assessor(centre, initials="ZED", name="Zed Other")
    content = filled(downloaded(browser, claim), (3, 5, "P"), (3, 6, "M zed"))

    page = unescape(send(browser, claim, content).content.decode())
    assert "Nothing says who marked it" in page

    first = centre.assessors.exclude(pk=other.pk).get()
    send(browser, claim, content, assessor=str(first.pk))
    assert dict(claim.unsaved.values_list("grade", "assessor")) == {"P": first.pk, "M": other.pk}

    page = send(browser, claim, content, assessor="999").content.decode()
    assert "Choose centre assessor" in page


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.xlsx", b"", "is empty"),
        ("grades.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "of the old kind or has a password"),
        ("grades.csv", b"Name,4\nAda,P\n", "has no column headed “OCR candidate number”"),
        ("grades.csv", b"OCR number,Name\n1,Ada\n", "has no column headed by a unit"),
        ("grades.txt", b"P,M,D", "is not a file we can read"),
    ],
)
def test_a_file_that_is_no_table_of_grades_is_refused_in_a_sentence(
    browser, claim, name, content, says
):
    page = unescape(send(browser, claim, content, name).content.decode())

    assert says in page
    assert "Error:" in page
    assert claim.unsaved.count() == 0


@pytest.mark.slow
def test_no_file_is_asked_for(browser, claim):
    page = browser.post(at_page("upload", claim), {}).content.decode()

    assert "Choose the file with the grades." in page


@pytest.mark.slow
def test_a_claim_that_was_submitted_takes_no_file(browser, centre, tutor):
    claim = claims.claim_at("ready", centre=centre, by=tutor)

    answer = send(browser, claim, b"OCR candidate number,4\n")

    assert answer.url == claim.get_absolute_url()
    assert "Toni Tutor submitted this claim" in said(answer)
    assert "Nothing was taken from the file." in said(answer)
    for page in ("upload", "grades_xlsx", "grades_csv"):
        assert browser.get(at_page(page, claim)).url == claim.get_absolute_url()


def test_only_who_makes_claims_sees_it(sign_in, claim, exams_officer):
    assert sign_in(exams_officer).get(at_page("upload", claim)).status_code == 403


@pytest.mark.slow
def test_what_was_read_and_not_saved_is_shown_to_its_typist(
    browser, claim, sign_in, centre_administrator, tutor
):
    send(browser, claim, filled(downloaded(browser, claim), (3, 5, "P")))

    for page in ("by_candidate", "by_unit", "view"):
        told = " ".join(browser.get(at_page(page, claim)).content.decode().split())
        assert "You typed 1 grade on this claim and did not save it" in told
    assert "Not saved" in browser.get(at_page("by_candidate", claim)).content.decode()

    other = sign_in(centre_administrator)
    told = other.get(at_page("by_candidate", claim)).content.decode()
    assert "did not save" not in told
    assert "Not saved" not in told


@pytest.mark.slow
def test_grades_that_somebody_saves_after_the_upload_are_not_overwritten(
    browser, claim, centre_administrator, at
):
    send(browser, claim, filled(downloaded(browser, claim), (3, 5, "D")))
    people = queries.claimants(claim)
    theirs = claims.cells(claim, units=1, grades="P", candidates=[people[0].candidate.pk])
    commands.save_grades(claim=claim, cells=theirs, by=centre_administrator, at=at)

    page = save(browser, claim, follow=True).content.decode()

    assert "Chris Admin saved P meanwhile" in page
    assert claim.lines.get().claimed == "P"
    assert claim.unsaved.get().grade == "D"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_save_the_same_cells_at_once_do_not_overwrite_each_other(
    browser, claim, tutor, centre_administrator, at
):
    send(browser, claim, filled(downloaded(browser, claim), (3, 5, "D"), (4, 5, "D")))
    mine = [queries.as_cell(one) for one in queries.unsaved(claim, tutor).values()]
    theirs = [type(one)(*one.place, "P", one.assessor_id, seen="") for one in mine]

    def saving(cells, by):
        return commands.save_what_can_be(
            claim=Claim.objects.get(pk=claim.pk), cells=cells, by=User.objects.get(pk=by.pk), at=at
        )

    first, second = at_once(
        lambda: saving(mine, tutor), lambda: saving(theirs, centre_administrator)
    )

    assert sorted([first.changed, second.changed]) == [0, 2]
    assert len({grade for *_, grade in on_claim(claim)}) == 1
    assert claim.unsaved.count() == 2


@pytest.mark.slow
def test_five_hundred_candidates_by_twenty_units_take_seconds(browser, centre, tutor):
    many_units = catalogue_of.qualification("05329")  # has 22 units that centres mark
    claim = claims.a_draft(centre, many_units, candidates=500, by=tutor)
    book = downloaded(browser, claim)
    typed = [
        (row, column, "PMD"[(row + column) % 3])
        for row in range(FIRST, FIRST + 500)
        for column in range(UNITS_FROM, UNITS_FROM + 20)
    ]
    content = filled(book, *typed)

    began = time.perf_counter()
    answer = send(browser, claim, content)
    took = time.perf_counter() - began

    assert "10000 new" in said(answer)
    assert claim.unsaved.count() == 10_000
    assert took < 30


@pytest.mark.slow
def test_whatever_the_file_holds_the_answer_is_a_page(browser, claim):
    chance = random.Random(7)
    book = downloaded(browser, claim)
    words = ["P", "M AB", "D", "U", "N", "", "=1+1", "\u202e", "0", "'", "50000001", "4", "x" * 500]
    for _ in range(25):
        sheet = book["Grades"]
        for _ in range(chance.randint(1, 6)):
            row, column = chance.randint(1, 9), chance.randint(1, 12)
            sheet.cell(row, column, chance.choice(words))
        assert send(browser, claim, filled(book)).status_code in (200, 302)


@pytest.mark.slow
def test_as_few_queries_for_a_hundred(
    browser, claim, centre, django_assert_num_queries, django_assert_max_num_queries
):
    content = filled(downloaded(browser, claim), (3, 5, "P"))
    send(browser, claim, content)
    with django_assert_max_num_queries(50) as few:
        send(browser, claim, content)
    needed = len(few)
    entries.entries(centre, 100, claim.qualification)
    typed = [(row, 5, "P") for row in range(FIRST, FIRST + 100)]
    content = filled(downloaded(browser, claim), *typed)
    send(browser, claim, content)
    with django_assert_num_queries(needed):
        send(browser, claim, content)
