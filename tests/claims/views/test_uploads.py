"""Grades from a file: template, upload, and what goes in."""

import re
import time
from html import unescape

import pytest

from claims import commands, queries, rules
from claims.models import Claim
from interchange.accounts.models import User
from tests.claims.views.templates import (
    FIRST,
    UNITS_FROM,
    downloaded,
    filled,
    on_claim,
    said,
    save,
    send,
)
from tests.factories import catalogue as catalogue_of
from tests.factories import claims, entries
from tests.factories.claims import at_page
from tests.racing import at_once


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
    content = browser.get(at_page("grades_csv", claim)).getvalue()
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
