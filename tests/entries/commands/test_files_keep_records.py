"""A file changes no record, and tells nothing of one that is not the centre's."""

import pytest

from entries import queries
from entries.file_states import Outcome
from entries.models import Candidate
from tests.entries.commands.desk import ADA, outcomes
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_a_candidate_of_the_centre_keeps_the_record(desk):
    known = make.a_candidate("Okafor", "Ada", uci=ADA["uci"])
    make.an_entry(
        desk.centre, make_catalogue.qualification("05834"), known, candidate_number="0042"
    )

    file = desk.load(ADA)

    assert outcomes(file) == [Outcome.LOADED]
    assert known.entries.count() == 2 and Candidate.objects.count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("change", [{"name": "OKAFOR: ZELDA"}, {"sex": "M"}, {"uln": "9276308686"}])
def test_an_amendment_that_would_change_a_candidate_is_refused_with_the_way_to_do_it(desk, change):
    desk.load(ADA)

    file = desk.send({**ADA, **change}, data_type="A", sequence=2)

    [line] = queries.lines_of(file)
    [problem] = line.problems
    assert line.outcome == Outcome.REFUSED and "would change" in problem[3]
    assert "“Correct details” beside the candidate" in problem[4]


@pytest.mark.slow
def test_an_amendment_that_would_withdraw_is_refused_with_the_way_to_do_it(desk):
    desk.load(ADA)
    file = desk.send({**ADA, "options": []}, data_type="A", sequence=2)
    [line] = queries.lines_of(file)
    assert "would withdraw" in line.problems[0][3] and "Withdrawn" in line.problems[0][4]


@pytest.mark.slow
def test_a_file_of_entries_keeps_the_record_and_says_so(desk):
    desk.load(ADA)
    file = desk.send({**ADA, "sex": "M"}, sequence=2)
    [line] = queries.lines_of(file)
    assert line.outcome == Outcome.ALREADY and "the sex from F to M" in line.note
    assert "“Correct details”" in line.note


SECRETS = ("ELEONORE", "9276308686", "from M", "to F", "forenames", "sex", "ULN")


@pytest.fixture
def unread(other_centre):
    """Whom ADA's line names by UCI, surname and birth date, though only another centre has them."""
    known = make.a_candidate("Okafor", "ELEONORE", sex="M", uci=ADA["uci"], uln="9276308686")
    make.an_entry(other_centre, make_catalogue.qualification("05834"), known)
    return known


@pytest.mark.slow
@pytest.mark.parametrize(("data_type", "outcome"), [("E", Outcome.NEW), ("A", Outcome.REFUSED)])
def test_of_a_record_that_only_another_centre_has_a_file_tells_no_detail(
    desk, unread, data_type, outcome
):
    file = desk.send({**ADA, "uln": "1000000019"}, data_type=data_type)

    [line] = queries.lines_of(file)
    told = f"{line.note} {line.problems} {queries.reply(file).content.decode('latin-1')}"
    assert line.outcome == outcome
    assert "not of your centre" in told
    assert [one for one in SECRETS if one in told] == []


@pytest.mark.slow
def test_nor_the_page_nor_the_receipt_before_it_is_loaded(desk, unread, sign_in, exams_officer):
    file = desk.send({**ADA, "uln": "1000000019"})
    page = sign_in(exams_officer)

    for address in (file.get_absolute_url(), f"{file.get_absolute_url()}receipt.csv"):
        answer = page.get(address)
        told = b"".join(answer).decode()
        assert "not of your centre" in told
        for secret in ("ELEONORE", "9276308686", unread.ocr_number):
            assert secret not in told


@pytest.mark.slow
def test_a_centre_that_had_the_candidate_reads_no_more_once_only_another_has(desk, unread):
    make.an_entry(desk.centre, make_catalogue.qualification("05834"), unread, status="moved")
    [line] = queries.lines_of(desk.send({**ADA, "uln": "1000000019"}))
    assert "not of your centre" in line.note
