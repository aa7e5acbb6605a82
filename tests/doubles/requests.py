"""What is sent about missing results."""

import uuid
from urllib.parse import urlencode

from django.urls import reverse

from mir.request_types import MERGE
from mir.states import Status
from tests.doubles.scene import sending
from tests.factories import entries as make
from tests.factories import mir


@sending("mir:raise")
def a_request(scene):
    entry = make.an_entry(scene.centre)
    named = {"kind": MERGE.slug, "qualification": entry.qualification.code}
    address = f"{scene.page('mir:raise')}?{urlencode(named)}"
    typed = {
        "token": str(uuid.uuid4()),
        "candidate": entry.candidate.ocr_number,
        "other_ocr_number": make.a_candidate("Okafor", "Adah").ocr_number,
        "explanation": "Two numbers, one candidate.",
        "email": "exams@fernhill.example",
    }
    return scene.sends(scene.office, address, **typed)


@sending("mir:throw_away")
def a_draft_thrown_away(scene):
    draft = mir.a_draft(make.an_entry(scene.centre), scene.office)
    return scene.sends(scene.office, scene.page("mir:throw_away", draft.token))


def a_raised_one(scene, status=Status.SUBMITTED):
    """A request of the centre."""
    entry = make.an_entry(scene.centre)
    return mir.request_at(status, entry, scene.office, scene.board)


@sending("mir:answer")
def an_answer(scene):
    request = a_raised_one(scene, Status.MORE_NEEDED)
    address = scene.page("mir:answer", request.number)
    return scene.sends(scene.office, address, reply="The second.", token=str(uuid.uuid4()))


@sending("mir:add")
def an_addition(scene):
    address = scene.page("mir:add", a_raised_one(scene).number)
    return scene.sends(scene.office, address, reply="A letter follows.", token=str(uuid.uuid4()))


@sending("mir:withdraw")
def a_request_withdrawn(scene):
    return scene.sends(scene.office, scene.page("mir:withdraw", a_raised_one(scene).number))


# The board


@sending("mir.request:take")
def taken_up(scene):
    return scene.acts(a_raised_one(scene), "take")


@sending("mir.request:ask")
def asked_about(scene):
    return scene.acts(a_raised_one(scene, Status.IN_REVIEW), "ask", question="Which?")


@sending("mir.request:write")
def the_centre_written_to(scene):
    return scene.acts(a_raised_one(scene), "write", words="We look for the script.")


@sending("mir.request:resolve")
def resolved(scene):
    words = {"decision": "Merged.", "unchanged_because": "It was done by letter."}
    return scene.acts(a_raised_one(scene, Status.IN_REVIEW), "resolve", **words)


@sending("mir.request:reject")
def rejected(scene):
    return scene.acts(a_raised_one(scene, Status.IN_REVIEW), "reject", reason="Two people.")


@sending("mir.request:answer_together")
def answered_together(scene):
    two = [a_raised_one(scene, Status.IN_REVIEW) for _ in range(2)]
    address = reverse("admin:mir_request_changelist")
    look = {"action": "answer_together", "_selected_action": [one.pk for one in two], "asked": "1"}
    look |= {"ask-said": "reject", "ask-words": "Two people."}
    return scene.presses(scene.board, address, "Confirm and tell the centres", look=look)
