"""One UCI and one ULN a person: the database sees to it, the board says whose a number is."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from entries import commands
from entries.models import Candidate, DetailsChange, Merge, NumberTwice
from entries.queries.names import details_then
from entries.rules.details import DetailsRefused
from interchange.audit.models import Event
from interchange.clashes import Clash, clashes_told
from tests.factories import entries as make

pytestmark = [pytest.mark.django_db]
UCI, ULN = "681990012058G", "9276308686"
DAY = timedelta(days=1)
BACK, STAYS = NumberTwice.Answer.GOES_BACK, NumberTwice.Answer.STAYS


@pytest.mark.parametrize("numbers", [{"uci": UCI}, {"uln": ULN}])
def test_two_records_never_have_one_number(numbers):
    make.a_candidate(**numbers)

    with (
        pytest.raises(Clash, match="Another candidate's record has this"),
        clashes_told(),
        transaction.atomic(),
    ):
        make.a_candidate(**numbers)


def test_a_merged_record_keeps_its_number_and_nobody_is_in_the_way_without_one():
    kept = make.a_candidate(uci=UCI)
    make.a_candidate(uci=UCI, merged_into=kept)

    assert make.a_candidate() and make.a_candidate()


@pytest.fixture
def twice(at):
    """A number that the later of two records lost."""
    holder, candidate = make.a_candidate(uci=UCI), make.a_candidate()
    return NumberTwice.objects.create(
        candidate=candidate, holder=holder, kind="uci", number=UCI, noted_at=at
    )


def ucis(twice):
    found = dict(Candidate.objects.values_list("pk", "uci"))
    return found[twice.candidate_id], found[twice.holder_id]


def test_the_board_gives_a_number_back(twice, processor, at):
    commands.say_whose_number(twice=twice, answer=BACK, by=processor, at=at)

    assert ucis(twice) == (UCI, "")
    changed = Event.objects.filter(name="candidate.change_details").values_list("detail", flat=True)
    assert {tuple(one["uci"]) for one in changed} == {(UCI, ""), ("", UCI)}


def test_a_number_given_back_is_told_as_a_change_of_each_records_details(twice, processor, at):
    commands.say_whose_number(twice=twice, answer=BACK, by=processor, at=at)

    changes = DetailsChange.objects.values_list("candidate", "old__uci", "new__uci")
    assert set(changes) == {(twice.holder_id, UCI, ""), (twice.candidate_id, "", UCI)}
    then = details_then(dict.fromkeys([twice.candidate_id, twice.holder_id], at - DAY))
    assert [one.uci for one in then.values()] == ["", UCI]


def test_a_number_given_back_to_a_merged_record_was_never_the_kept_ones(twice, processor, at):
    kept = make.a_candidate(uci="12345F140042A")
    Candidate.objects.filter(pk=twice.candidate_id).update(merged_into=kept)
    Merge.objects.create(
        kept=kept, merged=twice.candidate, because="The same.", made_at=at - DAY, made_by=processor
    )
    commands.say_whose_number(twice=twice, answer=BACK, by=processor, at=at)

    assert details_then({kept.pk: at - DAY / 2})[kept.pk].uci == "12345F140042A"


def test_the_board_leaves_a_number_with_the_earlier_record(twice, processor, at):
    commands.say_whose_number(twice=twice, answer=STAYS, by=processor, at=at)

    assert ucis(twice) == ("", UCI)
    with pytest.raises(DetailsRefused, match="answered this already"):
        commands.say_whose_number(twice=twice, answer=BACK, by=processor, at=at)


@pytest.mark.parametrize(
    ("whose", "sentence"), [("holder", "was changed since"), ("candidate", "has another UCI")]
)
def test_what_was_changed_since_is_not_overwritten(twice, processor, at, whose, sentence):
    Candidate.objects.filter(pk=getattr(twice, whose).pk).update(uci="12345F140042A")

    with pytest.raises(DetailsRefused, match=sentence):
        commands.say_whose_number(twice=twice, answer=BACK, by=processor, at=at)


def test_a_centre_gives_no_number(twice, exams_officer, at):
    with pytest.raises(PermissionDenied):
        commands.say_whose_number(twice=twice, answer=BACK, by=exams_officer, at=at)
