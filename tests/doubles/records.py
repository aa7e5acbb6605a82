"""What the board's staff send about whose record and whose number it is."""

from itertools import count

from django.utils import timezone

from entries.models import DuplicateAnswer, Merge, NumberTwice
from tests.doubles.scene import sending
from tests.factories import catalogue, edi
from tests.factories import entries as make

_numbers = count(7001)


def a_pair(scene):
    """Two records that the centre says are one person."""
    one, other = (
        make.an_entry(
            scene.centre,
            catalogue.qualification(code),
            candidate=make.a_candidate("Okafor", name, born_on=scene.born_on),
        ).candidate
        for name, code in (("Ada", "05839"), ("Adah", "05347"))
    )
    said = {"answer": "one", "centre": scene.centre, "answered_by": scene.office}
    return DuplicateAnswer.objects.create(one=one, other=other, answered_at=timezone.now(), **said)


@sending("entries.duplicateanswer:two_people")
def two_people(scene):
    return scene.acts(a_pair(scene), "two_people")


@sending("entries.merge:undo")
def a_merge_undone(scene):
    from tracker import commands as tracker

    pair = a_pair(scene)
    known = {"because": "One person.", "by": scene.board, "at": timezone.now()}
    tracker.merge(one=pair.one, other=pair.other, **known)
    return scene.acts(Merge.objects.latest("pk"), "undo")


def a_number_twice(scene):
    holder, later = make.a_candidate(uci=edi.a_uci(next(_numbers))), make.a_candidate()
    noted = {"kind": "uci", "number": holder.uci, "noted_at": timezone.now()}
    return NumberTwice.objects.create(candidate=later, holder=holder, **noted)


@sending("entries.numbertwice:stays")
def a_number_that_stays(scene):
    return scene.acts(a_number_twice(scene), "stays")


@sending("entries.numbertwice:goes_back")
def a_number_that_goes_back(scene):
    return scene.acts(a_number_twice(scene), "goes_back")


def a_question(scene):
    """A question whose a UCI is, asked today."""
    asked = {"asked_at": timezone.now(), "born_on": scene.born_on}
    return make.an_identity_question(scene.centre, scene.office, **asked)


@sending("entries.identityquestion:same_person")
def an_identity_answered_as_the_same(scene):
    return scene.acts(a_question(scene), "same_person")


@sending("entries.identityquestion:somebody_else")
def an_identity_answered_as_another(scene):
    return scene.acts(a_question(scene), "somebody_else")


@sending("entries.identityquestion:decline")
def an_identity_question_declined(scene):
    return scene.acts(a_question(scene), "decline", words="The number 0042 is taken by now.")
