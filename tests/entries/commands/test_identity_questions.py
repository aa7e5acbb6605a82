"""A UCI or ULN that meets another name or birth date: the centre asks, the board answers."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from entries import commands
from entries.identity_states import Status
from entries.models import Candidate, IdentityQuestion, QualificationEntry
from entries.rules.identity import IdentityRefused
from entries.rules.registering import EntryRefused
from interchange.catalogue.queries import address_of
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from tests.entries.commands.asking import ADA, UCI, ULN
from tests.factories import catalogue as make_catalogue
from tests.factories import edi
from tests.factories import entries as make
from tests.racing import at_once

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]


def letter(name):
    return Message.objects.get(template=f"entries/identity_{name}")


def test_asking_makes_no_record_and_no_link_and_tells_the_board(ask, holder):
    question = ask()

    assert (question.person, question.record, question.kind) == (ADA, holder, "uci")
    assert Candidate.objects.count() == 1 and not holder.entries.exclude(centre=None)[1:]
    told = letter("to_answer")
    assert told.to == address_of("processing") and "Okafor" not in told.body


def test_what_is_asked_twice_is_asked_once(ask):
    assert ask() == ask(replace(ADA, distinct=True))

    assert Message.objects.filter(template="entries/identity_to_answer").count() == 1
    with pytest.raises(IdentityRefused, match="with other details"):
        ask(replace(ADA, forenames="Adah"))


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (replace(ADA, uci=""), "only where that is all"),
        (replace(ADA, candidate_number="42"), "four digits"),
        (replace(ADA, sex=""), "Choose the candidate's sex"),
    ],
)
def test_nothing_is_asked_where_something_else_is_wrong(ask, person, sentence):
    with pytest.raises(IdentityRefused, match=sentence):
        ask(person)

    assert not IdentityQuestion.objects.exists()


def test_a_pathway_is_asked_for_as_when_registering(ask):
    with pytest.raises(EntryRefused, match="taken on a pathway"):
        ask(code="05842")


def test_whoever_may_not_make_entries_asks_nothing(ask, tutor, stranger):
    for somebody in (tutor, stranger):
        with pytest.raises(PermissionDenied):
            ask(by=somebody)


def test_it_is_this_person_registers_them_by_their_record(ask, holder, processor, at, centre):
    question = ask()

    commands.say_same_person(question=question, by=processor, at=at)

    entry = centre.entries.get()
    assert (entry.candidate, entry.candidate_number) == (holder, "0042")
    assert (question.status, question.entry, question.answered_by) == ("same", entry, processor)
    holder.refresh_from_db()
    assert holder.name == "Smith, Jo"  # what differs is left
    told = letter("same")
    assert told.to == centre.email and holder.ocr_number in told.body
    assert Message.objects.filter(template="entries/registered_elsewhere").count() == 1
    assert Message.objects.filter(template="entries/invoice", to=centre.email).exists()


def test_it_is_somebody_else_makes_a_record_without_the_number(ask, holder, processor, at, centre):
    question = ask(replace(ADA, uln=ULN))

    commands.say_somebody_else(question=question, by=processor, at=at)

    made = centre.entries.get().candidate
    assert (made.name, made.uci, made.uln) == ("Okafor, Ada", "", ULN) and made != holder
    assert question.status == Status.OTHER
    told = letter("other")
    assert told.to == centre.email and f"without UCI {UCI}." in " ".join(told.body.split())
    assert "Smith" not in told.body and holder.ocr_number not in told.body


def test_the_other_number_is_left_out_too_where_it_is_anothers(ask, processor, at, centre):
    make.a_candidate("Nolan", "Cy", uln=ULN)
    question = ask(replace(ADA, uln=ULN))

    commands.say_somebody_else(question=question, by=processor, at=at)

    made = centre.entries.get().candidate
    assert (made.uci, made.uln) == ("", "")
    assert f"without UCI {UCI} and ULN {ULN}." in " ".join(letter("other").body.split())


def test_a_record_merged_meanwhile_means_the_person_it_is_now(ask, holder, processor, at, centre):
    question, kept = ask(), make.a_candidate("Smith", "Jo")
    make.merged(holder, kept)

    commands.say_same_person(question=question, by=processor, at=at)

    assert centre.entries.get().candidate == kept


@pytest.mark.parametrize("answer", [commands.say_same_person, commands.say_somebody_else])
def test_what_cannot_be_made_any_more_is_refused_and_stays_open(ask, processor, at, centre, answer):
    question = ask()
    make.an_entry(centre, candidate_number="0042")

    with pytest.raises(IdentityRefused, match="cannot be registered as it was asked.*0042"):
        answer(question=question, by=processor, at=at)

    question.refresh_from_db()
    assert question.status == Status.ASKED and centre.entries.count() == 1


def test_what_cannot_be_made_any_more_is_declined_and_the_centre_reads_why(
    ask, processor, exams_officer, sign_in, at, centre
):
    question = ask()

    told = {"words": "0042 is taken by now.", "by": processor, "at": at}
    commands.decline_question(question=question, **told)

    assert (question.status, centre.entries.count()) == (Status.DECLINED, 0)
    assert "Why: 0042 is taken by now." in letter("declined").body
    shown = sign_in(exams_officer).get(f"/centres/{centre.number}/entries/questions/").content
    assert b"0042 is taken by now." in shown
    with pytest.raises(MoveRefused):
        commands.say_same_person(question=question, by=processor, at=at)
    assert ask().pk != question.pk


def test_whom_the_centre_has_registered_meanwhile_is_not_registered_twice(
    ask, processor, at, centre, exams_officer
):
    own = make.an_entry(centre, candidate=make.a_candidate(), made_at=at - timedelta(days=1))
    said = replace(ADA, distinct=True)
    question, size = ask(said), make_catalogue.qualification("05834")
    again = replace(ADA, uci="", candidate_number="0043", distinct=True)
    told = {"centre": centre, "qualification": size, "by": exams_officer, "at": at}
    [entry] = commands.register(people=[again], **told)

    for answer in (commands.say_somebody_else, commands.say_same_person):
        with pytest.raises(IdentityRefused, match=f"{entry.candidate.ocr_number}.*since it asked"):
            answer(question=question, by=processor, at=at)

    assert set(centre.entries.all()) == {own, entry}
    commands.take_back_question(question=question, by=exams_officer, at=at)
    later = ask(said, at=at + timedelta(minutes=1))
    commands.say_somebody_else(question=later, by=processor, at=at)
    assert centre.entries.count() == 3  # asked anew: they are two people


def test_the_board_alone_answers_and_the_centre_alone_takes_back(
    ask, processor, exams_officer, stranger, at
):
    question = ask()

    for somebody in (exams_officer, stranger):
        with pytest.raises(PermissionDenied):
            commands.say_same_person(question=question, by=somebody, at=at)
    for somebody in (processor, stranger):
        with pytest.raises(PermissionDenied):
            commands.take_back_question(question=question, by=somebody, at=at)
    commands.take_back_question(question=question, by=exams_officer, at=at)
    with pytest.raises(MoveRefused):
        commands.say_same_person(question=question, by=processor, at=at)
    assert ask().pk != question.pk


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_make_one_registration(ask, processor, at, centre):
    pk = ask().pk

    def answering(answer):
        question = IdentityQuestion.objects.get(pk=pk)
        return partial(answer, question=question, by=processor, at=at)

    came = at_once(answering(commands.say_same_person), answering(commands.say_somebody_else))

    assert {type(one) for one in came} == {type(None), MoveRefused}
    assert QualificationEntry.objects.filter(centre=centre).count() == 1


def test_a_line_of_a_file_says_so_and_is_asked_about_once(desk, sign_in, exams_officer, centre):
    make.a_candidate("Smith", "Jo", uci=edi.a_uci(42))
    file = desk.send(edi.a_line(42), edi.a_line(43, "NOLAN: CY"))
    client = sign_in(exams_officer)
    page = client.get(file.get_absolute_url()).content.decode()
    [line] = file.asked.filter(number=3)

    for _ in range(2):
        answer = client.post(f"{file.get_absolute_url()}ask/", {"line": line.pk}, follow=True)

    assert page.count('form="ask"') == 1 and f'value="{line.pk}"' in page
    question = IdentityQuestion.objects.get()
    assert (question.file, question.line, question.name) == (file, 3, "OKAFOR, ADA")
    listed = answer.content.decode()
    assert "With the board" in listed and "Smith" not in listed
    other = file.asked.exclude(pk=line.pk).get()
    client.post(f"{file.get_absolute_url()}ask/", {"line": other.pk})
    assert IdentityQuestion.objects.count() == 1
