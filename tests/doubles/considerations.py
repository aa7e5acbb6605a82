"""What is sent about special consideration."""

import uuid

from assessed.consideration_states import Status
from interchange.catalogue.models import ConsiderationGround
from tests.doubles.scene import sending
from tests.factories import assessed, papers


@sending("assessed:apply")
def an_application(scene):
    absence = assessed.an_absence(scene.centre)
    typed = {
        "token": str(uuid.uuid4()),
        "ground": ConsiderationGround.objects.first().pk,
        "happened": "A broken leg on the way.",
        "leader": "Ada Head, head of centre",
        "declared": "on",
    }
    files = {name: papers.a_file for name in ("evidence", "letter")}
    return scene.sends(scene.office, scene.page("assessed:apply", absence.pk), files, **typed)


def one_at(scene, status=Status.APPLIED):
    """An application of the centre."""
    absence = assessed.an_absence(scene.centre)
    return assessed.consideration_at(status, absence, scene.office, scene.board)


@sending("assessed:answer")
def an_answer_about_an_absence(scene):
    address = scene.page("assessed:answer", one_at(scene, Status.MORE_NEEDED).pk)
    return scene.sends(scene.office, address, reply="The left one.", token=str(uuid.uuid4()))


@sending("assessed:withdraw")
def an_application_taken_back(scene):
    return scene.sends(scene.office, scene.page("assessed:withdraw", one_at(scene).pk))


@sending("assessed.consideration:ask")
def an_absence_asked_about(scene):
    return scene.acts(one_at(scene), "ask", question="Which leg?")


@sending("assessed.consideration:accept")
def an_absence_accepted(scene):
    return scene.acts(one_at(scene), "accept", words="Get well.")


@sending("assessed.consideration:refuse")
def an_absence_refused(scene):
    return scene.acts(one_at(scene), "refuse", words="No evidence.")


@sending("assessed.consideration:take_back")
def an_acceptance_taken_back(scene):
    return scene.acts(one_at(scene, Status.ACCEPTED), "take_back", words="In error.")
