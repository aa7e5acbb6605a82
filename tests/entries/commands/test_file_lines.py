"""What the lines of a file do: refused with the reason, kept as they are, or asked about."""

import pytest

from entries import queries
from entries.file_states import Outcome
from entries.models import Candidate
from interchange.edi import layouts
from tests.entries.commands.desk import ADA, outcomes, reasons
from tests.factories import catalogue as make_catalogue
from tests.factories import edi
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_ten_kinds_of_bad_line_are_refused_each_with_its_reason_and_the_good_one_goes_in(desk):
    name, content = edi.a_file(
        ADA,
        *edi.bad_lines(),
        edi.a_line(53, "SMITH: ANN", sex="F"),
    )
    file = desk.send_bytes(
        name, content.replace(b"SMITH: ANN".ljust(40) + b"F", b"SMITH: ANN".ljust(40) + b"Q")
    )

    assert outcomes(file) == [Outcome.NEW] + [Outcome.REFUSED] * 11
    for reason, part in zip(
        reasons(file)[1:],
        [
            "same UCI with other details",
            "same candidate number",
            "no colon",
            "last letter does not fit",
            "not a ULN",
            "cannot contain 4",
            "years old",
            "no option 99999",
            "583901 is an exam",
            "names no option",
            "has no meaning here",
        ],
        strict=True,
    ):
        assert part in reason
    desk.confirm(file)
    assert Candidate.objects.get().forenames == "ADA"


def spoilt(line, name, text):
    """The file of a line one of whose fields has another text."""
    field = layouts.CANDIDATE.field(name)
    file, content = edi.a_file(line)
    rows = content.split(b"\r\n")
    row = rows[2]
    rows[2] = row[: field.start - 1] + text + row[field.start - 1 + len(text) :]
    return file, b"\r\n".join(rows)


@pytest.mark.slow
def test_everything_wrong_with_a_line_is_told_at_once(desk):
    line = {**ADA, "uci": "123450260046A", "uln": "9999999999", "options": ["99999"]}

    [told] = reasons(desk.send_bytes(*spoilt(line, "sex", b"Q")))

    for part in ("has no meaning here", "last letter does not fit", "not a ULN", "no option 99999"):
        assert part in told
    assert "columns look shifted" in told


@pytest.mark.slow
def test_one_field_that_cannot_be_read_is_no_shift(desk):
    [told] = reasons(desk.send_bytes(*spoilt(ADA, "sex", b"Q")))

    assert "has no meaning here" in told and "shifted" not in told


@pytest.mark.slow
def test_a_year_of_two_figures_that_is_past_is_not_taken_for_the_last_century(desk):
    [told] = reasons(desk.send_bytes(*spoilt(ADA, "born_on", b"010128")))

    assert "can only mean 1928" in told


@pytest.mark.slow
def test_a_line_that_names_a_candidate_by_another_uci_is_refused(desk):
    known = make.a_candidate("Okafor", "Ada", uci=ADA["uci"])
    make.an_entry(
        desk.centre, make_catalogue.qualification("05834"), known, candidate_number="0042"
    )
    file = desk.send(ADA, edi.a_line(43, "OKAFOR: ADAH", ["05827"], candidate_number="0044"))

    desk.answer(file, _4=known.ocr_number)

    assert outcomes(file) == [Outcome.NEW, Outcome.REFUSED]
    assert "Line 3 names the same candidate" in reasons(file)[1]
    assert outcomes(desk.confirm(file)) == [Outcome.LOADED, Outcome.REFUSED]


@pytest.mark.slow
def test_a_size_taken_off_offer_while_the_file_waits_is_refused_by_its_lines(desk):
    file = desk.send({**ADA, "options": ["05839", "05834"]})
    make_catalogue.qualification("05834").__class__.objects.filter(code="05834").update(
        offered=False
    )

    file = desk.confirm(file)

    assert outcomes(file) == [Outcome.NEW, Outcome.REFUSED]
    assert outcomes(desk.confirm(file)) == [Outcome.LOADED, Outcome.REFUSED]


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
def test_a_number_that_another_candidate_has_is_refused(desk):
    make.an_entry(
        desk.centre, candidate=make.a_candidate("Zephyr", "Quin"), candidate_number="0042"
    )
    assert "belongs to" in reasons(desk.send(ADA))[0]


@pytest.mark.slow
def test_a_candidate_with_another_number_this_year_is_refused(desk):
    known = make.a_candidate("Okafor", "Ada", uci=ADA["uci"])
    make.an_entry(desk.centre, candidate=known, candidate_number="0777")
    assert "already has the number 0777" in reasons(desk.send(ADA))[0]


@pytest.mark.slow
def test_a_top_up_is_offered_as_what_it_is_and_not_registered_a_second_time(desk):
    desk.load(ADA)

    other = desk.send(edi.a_line(42, options=["05838"]), sequence=2)

    [line] = other.asked.all()
    assert line.outcome == Outcome.REFUSED
    assert "another size of this subject and level, 05839" in line.problems[0][3]
    assert "Top up or move down" in line.problems[0][3]


@pytest.mark.slow
def test_a_file_registers_a_new_candidate_for_one_size_of_a_subject(desk):
    file = desk.send({**ADA, "options": ["05839", "05838"]})

    assert outcomes(file) == [Outcome.NEW, Outcome.REFUSED]
    assert "Line 3 registers the candidate for another size" in reasons(file)[1]


@pytest.mark.slow
def test_a_withdrawn_registration_is_not_made_again(desk):
    known = make.a_candidate("Okafor", "Ada", uci=ADA["uci"])
    make.an_entry(desk.centre, None, known, candidate_number="0042", status="withdrawn")
    assert "marked Withdrawn" in reasons(desk.send(ADA))[0]


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


@pytest.mark.slow
def test_a_likely_duplicate_waits_for_the_centres_answer(desk):
    known = make.a_candidate("Okafor", "Adah", uci=edi.a_uci(7))
    make.an_entry(
        desk.centre, make_catalogue.qualification("05834"), known, candidate_number="0042"
    )
    file = desk.send(ADA)
    assert outcomes(file) == [Outcome.LIKELY]

    desk.answer(file, _3=known.ocr_number)

    assert outcomes(file) == [Outcome.NEW]
    desk.confirm(file)
    assert known.entries.count() == 2 and Candidate.objects.count() == 1


@pytest.mark.slow
def test_somebody_else_who_looks_alike_gets_a_record_of_their_own(desk):
    make.an_entry(
        desk.centre, candidate=make.a_candidate("Okafor", "Adah"), candidate_number="0007"
    )
    file = desk.send(ADA)

    desk.answer(file, _3="new")
    desk.confirm(file)

    assert Candidate.objects.count() == 2


@pytest.mark.slow
def test_an_answer_can_be_taken_back(desk):
    make.an_entry(
        desk.centre, candidate=make.a_candidate("Okafor", "Adah"), candidate_number="0007"
    )
    file = desk.send(ADA)
    desk.answer(file, _3="new")
    assert outcomes(file) == [Outcome.NEW]

    desk.answer(file, _3="back")

    assert outcomes(file) == [Outcome.LIKELY]
    desk.answer(file, _3="new")
    desk.confirm(file)
    assert Candidate.objects.count() == 2


@pytest.mark.slow
def test_an_answer_about_a_strangers_candidate_is_not_taken(desk, other_centre):
    stranger = make.a_candidate("Okafor", "Ada")
    make.an_entry(other_centre, candidate=stranger)
    file = desk.send(ADA)

    desk.answer(file, _3=stranger.ocr_number)

    assert outcomes(file) == [Outcome.LIKELY]


@pytest.mark.slow
def test_people_who_look_alike_within_a_file_are_asked_about(desk):
    file = desk.send(ADA, edi.a_line(43, "OKAFOR: ADAH"))
    assert outcomes(file) == [Outcome.NEW, Outcome.LIKELY]

    desk.answer(file, _4="new")
    assert outcomes(file) == [Outcome.NEW, Outcome.NEW]


@pytest.mark.slow
def test_what_is_not_answered_is_left_out(desk):
    file = desk.load(ADA, edi.a_line(43, "OKAFOR: ADAH"))
    assert outcomes(file) == [Outcome.LOADED, Outcome.LEFT_OUT]
