"""The page of files of results, as the people of a centre see it."""

import uuid

import pytest
from django.urls import reverse

from results.models import ResultsFile
from tests.factories import catalogue as offers
from tests.factories import entries as make
from tests.factories import results as held
from tests.factories.results import DIPLOMA


@pytest.fixture
def entry(centre, catalogue):
    candidate = held.a_candidate_with_uci(centre)
    return make.an_entry(centre, offers.qualification(DIPLOMA), candidate=candidate)


@pytest.fixture
def office(sign_in, exams_officer):
    return sign_in(exams_officer)


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.slow
def test_files_are_made_and_downloaded_byte_for_byte(centre, entry, office):
    held.hold([entry], {"1": "M"}, due=False)
    page = reverse("results:results_files", args=[centre.number])
    make_them = reverse("results:make_results_files", args=[centre.number])

    answer = office.post(make_them, {"year": 2025, "heading": "summer"}, follow=True)

    file = ResultsFile.objects.get()
    assert f"Made: {file.name} (units)" in words(answer)
    assert answer.redirect_chain[-1][0] == f"{page}?year=2025"
    again = office.get(reverse("results:results_file_content", args=[centre.number, file.pk]))
    assert b"".join(again.streaming_content) == bytes(file.content)
    assert file.name in again["Content-Disposition"]


@pytest.mark.slow
def test_a_second_click_reads_what_the_first_one_made_and_a_new_order_that_nothing_is_new(
    centre, entry, office
):
    held.hold([entry], {"1": "M"}, due=False)
    make_them = reverse("results:make_results_files", args=[centre.number])
    sent = {"year": 2025, "heading": "summer", "token": uuid.uuid4()}

    answers = [office.post(make_them, sent, follow=True) for _ in range(2)]
    new = office.post(make_them, {**sent, "token": uuid.uuid4()}, follow=True)

    file = ResultsFile.objects.get()
    told = [[(one.level_tag, str(one)) for one in page.context["messages"]] for page in answers]
    assert told[0] == told[1] == [("success", f"Made: {file.name} (units). Download them below.")]
    [said] = new.context["messages"]
    assert (said.level_tag, said.message[:14]) == ("info", "Nothing is new")


@pytest.mark.slow
def test_candidates_without_uci_stand_before_the_button_with_the_way_to_give_it(
    centre, office, catalogue, sign_in, tutor
):
    entry = make.an_entry(centre, offers.qualification(DIPLOMA))
    held.hold([entry], {"1": "M"}, due=False)
    page = reverse("results:results_files", args=[centre.number]) + "?year=2025"
    correct = reverse("entries:correct_details", args=[centre.number, entry.candidate.ocr_number])

    text = words(office.get(page))

    assert text.index(correct) < text.index("Make for the September series, 9N25")
    assert correct not in words(sign_in(tutor).get(page))


@pytest.mark.slow
def test_the_receipt_has_the_grade_beside_its_code_and_marks_what_is_unconfirmed(
    centre, entry, office, exams_officer
):
    held.hold([entry], {"1": "absent"}, due=False)
    file = held.a_results_file(centre, exams_officer)

    text = words(office.get(file.get_absolute_url()))
    receipt = reverse("results:results_file_receipt", args=[centre.number, file.pk])
    table = b"".join(office.get(receipt).streaming_content).decode()

    assert ">Absent</td>" in text
    assert '>X <strong class="status status--provisional">' in text
    assert ',584201,Absent,X,"No, provisional"' in table


@pytest.mark.slow
def test_the_key_is_a_table_to_download(centre, office):
    answer = office.get(reverse("results:results_key", args=[centre.number]))

    assert 'Qualification,D*D*D*,D1,"No, provisional"' in answer.content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    "sent", [{"year": 1999, "heading": "summer"}, {"year": 2025, "heading": "spring"}, {}]
)
def test_a_year_or_series_that_is_not_offered_is_refused_by_a_sentence(centre, entry, office, sent):
    held.hold([entry], {"1": "M"}, due=False)
    make_them = reverse("results:make_results_files", args=[centre.number])

    answer = office.post(make_them, sent, follow=True)

    assert answer.status_code == 200
    assert not ResultsFile.objects.exists()
    assert 'role="alert"' in words(answer)


@pytest.mark.slow
@pytest.mark.parametrize("year", ["1999", "x", "99999999999999999999", ""])
def test_an_address_that_names_no_year_shows_the_latest(centre, office, year):
    page = reverse("results:results_files", args=[centre.number])

    assert "Make the files of 2026/27" in words(office.get(page, {"year": year}))
