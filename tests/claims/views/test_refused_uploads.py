"""Files of grades that are refused, in part or whole."""

import random
import re
from html import unescape

import pytest

from tests.claims.views.templates import downloaded, filled, on_claim, said, save, send
from tests.factories import claims
from tests.factories.claims import at_page


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
