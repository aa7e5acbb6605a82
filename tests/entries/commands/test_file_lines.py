"""What the lines of a file do: refused with the reason, kept as they are, or asked about."""

import pytest

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
