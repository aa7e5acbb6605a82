"""The board's pages of files of exam results: sent, looked at, confirmed, and their receipt."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from results import commands
from results.exam_file import HEADER_LINE
from results.models import ExamFile, UnitResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA

pytestmark = pytest.mark.slow

IMPORT = "admin:results_examfile_import_exam_results"
LIST = "admin:results_examfile_changelist"


@pytest.fixture
def entry(centre, catalogue):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.enter([entry], ["1"], offers.a_series(2026, 6))
    return entry


@pytest.fixture
def board(sign_in, processor):
    return sign_in(processor)


@pytest.fixture
def upload(board):
    """A function that uploads lines as a file; its page."""

    def send(*lines):
        data = "\n".join([HEADER_LINE, *lines]).encode()
        file = SimpleUploadedFile("june.csv", data, content_type="text/csv")
        return board.post(reverse(IMPORT), {"file": file}, follow=True).content.decode()

    return send


def line(entry, grade):
    return f"2026-06,{entry.candidate.ocr_number},{DIPLOMA},1,{grade}"


def ask(board, action, **more):
    file = ExamFile.objects.latest("pk")
    asked = {"action": action, "_selected_action": file.pk, "back": 1, **more}
    return board.post(reverse(LIST), asked, follow=True)


def confirm(board, at, **typed):
    """Press Load what is shown, then the same on the page that asks."""
    page = ask(board, "confirm")
    box = page.context["shown"]
    answer = ask(board, "confirm", asked=1, shown=box, **typed)
    commands.work_exam_file(ExamFile.objects.latest("pk"), at=at)
    return answer


def test_a_short_file_is_read_at_once_and_its_page_shows_what_it_would_do(entry, upload):
    page = upload(line(entry, "M"))

    assert "Nothing is loaded yet" in page
    assert "Load what is shown" in page
    assert not UnitResult.objects.exists()


def test_what_is_shown_is_loaded_once_it_is_confirmed(entry, upload, board, at):
    upload(line(entry, "M"))

    confirm(board, at)

    assert UnitResult.objects.get().grade == "M"
    file = ExamFile.objects.get()
    page = board.get(reverse("admin:results_examfile_change", args=[file.pk])).content.decode()
    assert "Each centre was told" in page


def test_bad_lines_are_told_with_field_value_and_remedy(entry, upload):
    page = upload(line(entry, "M"), line(entry, "1C"), "x")

    assert "It has 1 field instead of 5." in page
    assert "Nothing was loaded, since 2 lines cannot be" in " ".join(page.split())
    assert "Load what is shown" not in page


def test_a_correction_asks_why(entry, upload, board, at):
    upload(line(entry, "M"))
    confirm(board, at)
    upload(line(entry, "D"))

    asked = confirm(board, at).content.decode()
    said = confirm(board, at, **{"ask-cause": "Marked twice."})

    assert "Say why results are corrected." in asked
    assert "M → D" in asked
    assert said.status_code == 200
    result = UnitResult.objects.standing().get()
    assert (result.grade, result.cause) == ("D", "Marked twice.")


def test_the_same_file_under_another_name_is_said_to_be_the_same(entry, upload, board):
    upload(line(entry, "M"))
    data = "\n".join([HEADER_LINE, line(entry, "M")]).encode()
    again = SimpleUploadedFile("july.csv", data, content_type="text/csv")

    page = board.post(reverse(IMPORT), {"file": again}, follow=True).content.decode()

    assert "The file july.csv is the same as june.csv" in page
    assert ExamFile.objects.count() == 1


def test_an_empty_list_says_what_to_do_next(board, catalogue):
    assert "Choose “Import exam results”" in board.get(reverse(LIST)).content.decode()


def test_a_held_file_says_until_when_and_is_cancelled(entry, upload, board, at):
    june = offers.a_series(2026, 6)
    june.released_at, june.results_on = None, date(2099, 8, 12)
    june.save()

    page = upload(line(entry, "M"))
    assert "will be held until 12 August 2099, 08:00" in page
    confirm(board, at)

    file = ExamFile.objects.get()
    page = board.get(reverse("admin:results_examfile_change", args=[file.pk])).content.decode()
    assert "1 result held until 12 August 2099, 08:00" in page
    assert "Each centre was told" not in page
    assert "1 held result taken back." in ask(board, "cancel").content.decode()


def test_a_file_is_cancelled(entry, upload, board):
    upload(line(entry, "M"))

    page = ask(board, "cancel").content.decode()

    assert "Cancelled" in page
    assert "Nothing was loaded." in page


def test_all_lines_are_a_file_to_keep(entry, upload, board):
    upload(line(entry, "M"), "x")
    file = ExamFile.objects.get()

    answer = board.get(reverse("admin:results_examfile_lines", args=[file.pk]))

    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Line,What,Series")
    assert f"2,New result,2026-06,{entry.candidate.ocr_number}" in rows[1]
    assert "It has 1 field instead of 5." in rows[2]


def test_a_page_looks_again_while_the_file_is_worked_on(entry, board, processor, at):
    text = f"{HEADER_LINE}\n{line(entry, 'M')}\n"
    file = commands.send_exam_file(name="june.csv", text=text, by=processor, at=at)
    page = reverse("admin:results_examfile_change", args=[file.pk])

    answer = board.get(page)

    assert answer["Refresh"]
    assert "It is being read." in answer.content.decode()
    assert "Refresh" not in board.get(f"{page}?still=1")


def test_a_file_that_is_none_is_an_error_of_its_field(board, catalogue):
    file = SimpleUploadedFile("june.xlsx", b"PK\x03\x04...")

    text = board.post(reverse(IMPORT), {"file": file}).content.decode()

    assert "The file is a spreadsheet, not CSV" in text


def test_what_waits_stands_on_the_first_page(entry, upload, board):
    upload(line(entry, "M"))

    assert "exam files to be looked at" in board.get(reverse("admin:index")).content.decode()
