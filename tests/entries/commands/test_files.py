"""Files of entries: sent, checked, confirmed, loaded, and never twice."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from entries import commands, queries
from entries.file_states import Outcome, Status
from entries.models import AwardDue, Candidate, FileLine, QualificationEntry, Submission, UnitEntry
from entries.rules.files import FileRefused
from interchange.audit.models import Event
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from results.queries import sittings
from tests.factories import catalogue as make_catalogue
from tests.factories import edi
from tests.factories import entries as make

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]

ADA = edi.a_line(42)
BO = edi.a_line(43, "LINDQVIST: BO ÅKE", ["05839", "05841"], sex="M", born_on=date(2008, 1, 1))
FOREIGN = edi.a_line(44, "NOLAN: CY", ["583901"])


@dataclass
class Desk:
    """Sends files as the exams officer."""

    centre: object
    by: object
    at: object

    def send(self, *lines, **head):
        """Send and check a file of the lines."""
        return self.send_bytes(*edi.a_file(*lines, **head))

    def send_bytes(self, name, content):
        sent = commands.send_file(
            centre=self.centre, name=name, content=content, by=self.by, at=self.at
        )
        return self.work(sent)

    def work(self, file):
        commands.work_file(file, at=self.at, sat=sittings)
        return queries.file_of(self.centre, file.pk)

    def confirm(self, file):
        commands.confirm_file(file=file, by=self.by, at=self.at)
        return self.work(file)

    def load(self, *lines, **head):
        return self.confirm(self.send(*lines, **head))

    def answer(self, file, **answers):
        numbered = {int(line[1:]): answer for line, answer in answers.items()}
        commands.answer_likely(file=file, answers=numbered, by=self.by, at=self.at, sat=sittings)


@pytest.fixture
def desk(centre, exams_officer, at):
    """Where files are sent."""
    make_catalogue.a_series(2027, 6)
    return Desk(centre, exams_officer, at)


def outcomes(file):
    file = queries.file_of(file.centre, file.pk)
    return [line.became for line in queries.lines_of(file)]


def reasons(file):
    return [" ".join(one[3] for one in line.problems) for line in queries.lines_of(file)]


def test_nothing_is_loaded_before_the_centre_has_seen_what_the_file_does(desk):
    file = desk.send(ADA, BO)

    assert file.status == Status.CHECKED and not QualificationEntry.objects.exists()
    tally = queries.tally(file)
    assert (tally.counts["new"], tally.people, tally.total) == (3, 2, 3)


def test_a_confirmed_file_makes_candidates_and_registrations(desk):
    file = desk.load(ADA, BO)

    assert file.status == Status.LOADED and outcomes(file) == [Outcome.LOADED] * 3
    ada, bo = Candidate.objects.order_by("ocr_number")
    assert (ada.surname, ada.forenames, ada.uci) == ("OKAFOR", "ADA", ADA["uci"])
    assert (bo.forenames, bo.sex, bo.born_on) == ("BO ÅKE", "M", date(2008, 1, 1))
    made = set(QualificationEntry.objects.values_list("candidate", "qualification__code"))
    assert made == {(ada.pk, "05839"), (bo.pk, "05839"), (bo.pk, "05841")}
    entry = ada.entries.get()
    assert (entry.candidate_number, entry.completes_in, entry.made_by) == ("0042", 2028, desk.by)


def test_loading_leaves_a_trail_a_letter_and_receipts(desk, centre):
    file = desk.load(ADA, BO)

    entries = set(QualificationEntry.objects.values_list("pk", flat=True))
    events = Event.objects.filter(name="qualificationentry.register", by=desk.by)
    assert {event.about for event in events} == {f"qualificationentry:{pk}" for pk in entries}
    assert {event.label for event in events} == {
        str(one) for one in QualificationEntry.objects.all()
    }
    assert {event.centre for event in events} == {"12345"}
    created = Event.objects.filter(name="candidate.create")
    assert {event.label for event in created} == {str(one) for one in Candidate.objects.all()}
    assert Event.objects.filter(about=f"entryfile:{file.pk}").count() == 4
    letter = Message.objects.get(template="entries/file_loaded")
    assert letter.to == centre.email and file.get_absolute_url() in letter.body
    assert Submission.objects.filter(file=file).count() == 2


def test_awards_become_due_of_whoever_may_hold_units_already(desk):
    desk.load(ADA)
    assert not AwardDue.objects.exists()

    desk.load({**ADA, "options": ["05841"]}, BO, sequence=2)

    due = AwardDue.objects.values_list("entry__candidate__surname", flat=True)
    assert set(due) == {ADA["name"].partition(":")[0]}


def test_the_same_file_again_makes_nothing_and_says_so(desk):
    desk.load(ADA, BO)

    again = desk.send(ADA, BO)

    assert outcomes(again) == [Outcome.ALREADY] * 3
    assert "This is the very file" in again.notes[0]
    with pytest.raises(FileRefused):
        commands.confirm_file(file=again, by=desk.by, at=desk.at)


@pytest.mark.parametrize("head", [{"sequence": 2}, {"sequence": 2, "data_type": "A"}])
def test_another_number_or_an_amendment_makes_no_duplicate(desk, head):
    desk.load(ADA, BO)

    file = desk.load(ADA, BO, edi.a_line(51, "ASHWORTH: EVE"), **head)

    assert outcomes(file) == [Outcome.ALREADY] * 3 + [Outcome.LOADED]
    assert Candidate.objects.count() == 3 and QualificationEntry.objects.count() == 4


def test_a_number_used_before_is_pointed_out(desk):
    desk.load(ADA)
    file = desk.send(BO)
    assert any("Number your files" in note for note in file.notes)


def test_an_entry_repeated_within_a_file_is_made_once(desk):
    file = desk.load(ADA, ADA, {**ADA, "options": ["05841"]})

    assert outcomes(file) == [Outcome.LOADED, Outcome.ALREADY, Outcome.LOADED]
    assert Candidate.objects.count() == 1 and QualificationEntry.objects.count() == 2


def test_ten_kinds_of_bad_line_are_refused_each_with_its_reason_and_the_good_one_goes_in(desk):
    name, content = edi.a_file(
        ADA,
        {**ADA, "name": "OKAFOR: BEA"},
        edi.a_line(42, "PARR: DEE", uci=edi.a_uci(60)),
        edi.a_line(45, "NO COLON HERE"),
        edi.a_line(46, "SMITH: AL", uci="123450260046A"),
        edi.a_line(47, "SMITH: JO", uln="9999999999"),
        edi.a_line(48, "SMITH: X4VIER"),
        edi.a_line(49, "SMITH: BABY", born_on=date(2024, 1, 1)),
        edi.a_line(50, "SMITH: LEE", ["99999"]),
        edi.a_line(51, "SMITH: UNA", ["583901"]),
        edi.a_line(52, "SMITH: ZOE", []),
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


def test_a_candidate_of_the_centre_keeps_the_record(desk):
    known = make.a_candidate("Okafor", "Ada", uci=ADA["uci"])
    make.an_entry(
        desk.centre, make_catalogue.qualification("05841"), known, candidate_number="0042"
    )

    file = desk.load(ADA)

    assert outcomes(file) == [Outcome.LOADED]
    assert known.entries.count() == 2 and Candidate.objects.count() == 1


def test_a_number_that_another_candidate_has_is_refused(desk):
    make.an_entry(
        desk.centre, candidate=make.a_candidate("Zephyr", "Quin"), candidate_number="0042"
    )
    assert "belongs to" in reasons(desk.send(ADA))[0]


def test_a_candidate_with_another_number_this_year_is_refused(desk):
    known = make.a_candidate("Okafor", "Ada", uci=ADA["uci"])
    make.an_entry(desk.centre, candidate=known, candidate_number="0777")
    assert "already has the number 0777" in reasons(desk.send(ADA))[0]


def test_a_withdrawn_registration_is_not_made_again(desk):
    known = make.a_candidate("Okafor", "Ada", uci=ADA["uci"])
    make.an_entry(desk.centre, None, known, candidate_number="0042", status="withdrawn")
    assert "marked Withdrawn" in reasons(desk.send(ADA))[0]


@pytest.mark.parametrize("change", [{"name": "OKAFOR: ZELDA"}, {"sex": "M"}, {"uln": "9276308686"}])
def test_an_amendment_that_would_change_a_candidate_is_refused_with_the_way_to_do_it(desk, change):
    desk.load(ADA)

    file = desk.send({**ADA, **change}, data_type="A", sequence=2)

    [line] = queries.lines_of(file)
    [problem] = line.problems
    assert line.outcome == Outcome.REFUSED and "would change" in problem[3]
    assert "“Correct details” beside the candidate" in problem[4]


def test_an_amendment_that_would_withdraw_is_refused_with_the_way_to_do_it(desk):
    desk.load(ADA)
    file = desk.send({**ADA, "options": []}, data_type="A", sequence=2)
    [line] = queries.lines_of(file)
    assert "would withdraw" in line.problems[0][3] and "Withdrawn" in line.problems[0][4]


def test_a_file_of_entries_keeps_the_record_and_says_so(desk):
    desk.load(ADA)
    file = desk.send({**ADA, "sex": "M"}, sequence=2)
    [line] = queries.lines_of(file)
    assert line.outcome == Outcome.ALREADY and "the sex from F to M" in line.note
    assert "“Correct details”" in line.note


def test_a_likely_duplicate_waits_for_the_centres_answer(desk):
    known = make.a_candidate("Okafor", "Adah", uci=edi.a_uci(7))
    make.an_entry(
        desk.centre, make_catalogue.qualification("05841"), known, candidate_number="0042"
    )
    file = desk.send(ADA)
    assert outcomes(file) == [Outcome.LIKELY]

    desk.answer(file, _3=known.ocr_number)

    assert outcomes(file) == [Outcome.NEW]
    desk.confirm(file)
    assert known.entries.count() == 2 and Candidate.objects.count() == 1


def test_somebody_else_who_looks_alike_gets_a_record_of_their_own(desk):
    make.an_entry(
        desk.centre, candidate=make.a_candidate("Okafor", "Adah"), candidate_number="0007"
    )
    file = desk.send(ADA)

    desk.answer(file, _3="new")
    desk.confirm(file)

    assert Candidate.objects.count() == 2


def test_an_answer_about_a_strangers_candidate_is_not_taken(desk, other_centre):
    stranger = make.a_candidate("Okafor", "Ada")
    make.an_entry(other_centre, candidate=stranger)
    file = desk.send(ADA)

    desk.answer(file, _3=stranger.ocr_number)

    assert outcomes(file) == [Outcome.LIKELY]


def test_people_who_look_alike_within_a_file_are_asked_about(desk):
    file = desk.send(ADA, edi.a_line(43, "OKAFOR: ADAH"))
    assert outcomes(file) == [Outcome.NEW, Outcome.LIKELY]

    desk.answer(file, _4="new")
    assert outcomes(file) == [Outcome.NEW, Outcome.NEW]


def test_what_is_not_answered_is_left_out(desk):
    file = desk.load(ADA, edi.a_line(43, "OKAFOR: ADAH"))
    assert outcomes(file) == [Outcome.LOADED, Outcome.LEFT_OUT]


# Exams


def exam_line(number=42, options=("583901", "583902"), **other):
    return edi.a_line(number, options=options, **other)


def test_registered_candidates_are_entered_for_exams(desk):
    desk.load(ADA)

    file = desk.load(exam_line(), series=(2027, 6))

    assert outcomes(file) == [Outcome.LOADED] * 2
    entry = UnitEntry.objects.get(unit__number="1")
    assert (str(entry.series), entry.stage, entry.resit) == ("June 2027", "in_time", False)
    assert entry.qualification.code == "05839" and entry.candidate_number == "0042"
    event = Event.objects.get(name="unitentry.enter", about=f"unitentry:{entry.pk}")
    assert event.label == str(entry)
    assert entry.submission.kind == Submission.Kind.EXAMS


def test_exam_entries_are_made_once_whatever_the_file(desk):
    desk.load(ADA)
    desk.load(exam_line(), series=(2027, 6))

    for head in ({"sequence": 1}, {"sequence": 2}, {"sequence": 3, "data_type": "A"}):
        again = desk.send(exam_line(), series=(2027, 6), **head)
        assert outcomes(again) == [Outcome.ALREADY] * 2


def test_late_exam_entries_are_marked_and_after_that_none_are_taken(desk):
    desk.load(ADA)
    desk.at += timedelta(days=70)
    desk.load(exam_line(), series=(2027, 6))
    assert UnitEntry.objects.filter(stage="late").count() == 2

    desk.at += timedelta(days=20)
    file = desk.send(exam_line(options=["583903"]), series=(2027, 6), sequence=2)
    assert file.status == Status.REFUSED and "closed on" in file.problems[0][4]


def test_an_exam_needs_a_registration(desk):
    assert "not registered" in reasons(desk.send(exam_line(), series=(2027, 6)))[0]


def test_an_exam_sat_before_is_a_further_attempt(desk):
    desk.load(ADA)
    entry = QualificationEntry.objects.get()
    make.a_unit_entry(entry, make_catalogue.unit(1), make_catalogue.a_series(2027, 1))

    file = desk.send(exam_line(), series=(2027, 6))

    assert [line.resit for line in queries.lines_of(file)] == [True, False]
    assert queries.tally(file).resits == 1


def test_the_same_exam_under_another_size_is_the_same_entry(desk):
    desk.load({**ADA, "options": ["05839", "05838"]})
    file = desk.send(exam_line(options=["583901", "583801"]), series=(2027, 6))
    assert outcomes(file) == [Outcome.NEW, Outcome.ALREADY]


# The 2012 suite


def test_units_of_the_2012_suite_are_entered_by_themselves(desk):
    file = desk.load(edi.a_line(options=["534901", "534902"]))
    assert outcomes(file) == [Outcome.LOADED] * 2
    assert set(UnitEntry.objects.values_list("unit__number", "series")) == {
        ("1", None),
        ("2", None),
    }


def test_nobody_takes_the_whole_qualification_and_units_by_themselves(desk):
    file = desk.send(edi.a_line(options=["05349", "534901"]))
    assert outcomes(file) == [Outcome.NEW, Outcome.REFUSED]
    desk.confirm(file)
    later = desk.send(edi.a_line(options=["534902"]), sequence=2)
    assert "either the whole" in reasons(later)[0]


def test_without_its_pathway_a_registration_is_refused(desk):
    assert "on a pathway" in reasons(desk.send(edi.a_line(options=["05845"])))[0]


def test_a_pathway_is_named_by_its_letter_and_not_changed_by_a_file(desk):
    desk.load(edi.a_line(options=["05845B"]))
    assert QualificationEntry.objects.get().pathway
    file = desk.send(edi.a_line(options=["05845A"]), sequence=2)
    assert "another pathway" in reasons(file)[0]


# The file as a whole


@pytest.mark.parametrize(
    ("head", "part"),
    [
        ({"series": (2025, 9)}, "Registrations are not made for September 2025"),
        ({"series": (2031, 6)}, "There is no series 6N31"),
        ({"series": (2026, 6)}, "closed on"),
        ({"centre": "54321"}, "centre 54321"),
    ],
)
def test_a_file_for_another_place_is_refused_whole(desk, head, part):
    file = desk.send(ADA, **head)

    assert file.status == Status.REFUSED
    assert any(part in one[4] for one in file.problems)
    assert not file.asked.filter(outcome=Outcome.NEW).exists()


def test_every_line_of_a_refused_file_is_checked_all_the_same(desk):
    file = desk.send(ADA, edi.a_line(43, "NO COLON"), centre="54321")
    assert outcomes(file)[1] == Outcome.REFUSED


def test_a_file_without_lines_is_refused(desk):
    assert desk.send().status == Status.REFUSED


def test_too_large_a_file_is_not_taken(desk, monkeypatch):
    monkeypatch.setattr("entries.rules.files.LARGEST", 100)
    with pytest.raises(FileRefused):
        desk.send(ADA)


def test_a_file_with_too_many_lines_is_refused(desk, monkeypatch):
    monkeypatch.setattr("entries.rules.files.MOST_LINES", 1)
    assert desk.send(ADA, BO).status == Status.REFUSED


def test_whoever_may_not_make_entries_sends_nothing(desk, tutor):
    desk.by = tutor
    with pytest.raises(PermissionDenied):
        desk.send(ADA)


# Cancelled, repeated, interrupted


def test_a_cancelled_file_is_not_loaded(desk):
    file = desk.send(ADA)
    commands.cancel_file(file=file, by=desk.by, at=desk.at)

    with pytest.raises(MoveRefused):
        commands.confirm_file(file=file, by=desk.by, at=desk.at)
    assert not desk.work(file).submissions.exists()


def test_a_loaded_file_cannot_be_cancelled(desk):
    file = desk.load(ADA)
    with pytest.raises(MoveRefused):
        commands.cancel_file(file=file, by=desk.by, at=desk.at)


def test_the_same_page_sent_twice_makes_one_file(desk):
    name, content = edi.a_file(ADA)
    given = {"centre": desk.centre, "name": name, "content": content, "by": desk.by, "at": desk.at}
    token = "5f1a8f3e-8f0a-4c62-9d38-2f6f0f7f7b11"
    first, second = (commands.send_file(token=token, **given) for _ in range(2))
    assert first == second


def test_what_was_entered_meanwhile_is_told_as_there_already(desk):
    file = desk.send(ADA, BO)
    desk.load(ADA, sequence=2)

    file = desk.confirm(file)

    assert outcomes(file) == [Outcome.ALREADY, Outcome.LOADED, Outcome.LOADED]
    assert QualificationEntry.objects.count() == 3


def test_what_became_refused_meanwhile_is_shown_again_and_nothing_is_loaded(desk):
    file = desk.send(ADA, BO)
    make.an_entry(
        desk.centre, candidate=make.a_candidate("Zephyr", "Quin"), candidate_number="0042"
    )

    file = desk.confirm(file)

    assert file.status == Status.CHECKED and "Something changed" in file.notes[-1]
    assert outcomes(file) == [Outcome.REFUSED, Outcome.NEW, Outcome.NEW]
    assert not Candidate.objects.filter(uci=BO["uci"]).exists()
    assert desk.confirm(file).status == Status.LOADED


def test_a_file_read_twice_has_its_lines_once(desk):
    file = desk.send(ADA, BO)
    file.__class__.objects.filter(pk=file.pk).update(status=Status.WAITING)
    desk.work(file)
    assert len(outcomes(file)) == 3


def test_files_that_wait_are_worked_on_one_after_the_other(desk, centre):
    for sequence in (1, 2):
        name, content = edi.a_file(ADA, sequence=sequence)
        commands.send_file(centre=centre, name=name, content=content, by=desk.by, at=desk.at)

    assert not commands.work_a_file(at=desk.at, sat=sittings, older_than=timedelta(seconds=1))
    assert commands.work_a_file(at=desk.at, sat=sittings)
    assert commands.work_a_file(at=desk.at, sat=sittings)
    assert not commands.work_a_file(at=desk.at, sat=sittings)


def test_a_file_that_cannot_be_worked_on_is_given_up_after_some_tries(desk, monkeypatch):
    def fails(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setitem(commands.files.working.STEPS, Status.WAITING, fails)
    file = desk.send(ADA)
    assert file.status == Status.WAITING
    desk.work(file)
    assert desk.work(file).status == Status.REFUSED


def test_the_reply_is_a_file_that_can_be_read(desk):
    from interchange.edi.reader import read

    file = desk.load(ADA, edi.a_line(43, "NO COLON"))
    reply = queries.reply(file)

    found = read(reply.content, reply.name, on=date(2026, 11, 20), data_types="X")
    assert found.problems == ()
    assert [(one["line"], one["outcome"]) for one in found.details] == [(3, "L"), (4, "R")]
    assert FileLine.objects.filter(file=file).count() == 2


def test_no_spoilt_file_is_an_unhandled_error(desk):
    dice = random.Random(20261120)
    name, content = edi.a_file(ADA, BO, FOREIGN)
    for _ in range(150):
        spoilt = bytearray(content)
        for _ in range(dice.randint(1, 4)):
            at = dice.randrange(len(spoilt))
            match dice.randrange(3):
                case 0:
                    spoilt[at] = dice.randrange(256)
                case 1:
                    del spoilt[at : at + dice.randint(1, 9)]
                case 2:
                    spoilt[at:at] = dice.choice([b"05839 ", b"\r\n", b"\t", b"\\", b"E5", b"0"])
        file = desk.send_bytes(name, bytes(spoilt))
        assert file.status in {Status.CHECKED, Status.REFUSED}
