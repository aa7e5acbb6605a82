"""What an office sends about units that could not be assessed."""

import uuid

from tests.doubles.scene import sending
from tests.factories import reductions


@sending("assessed:reduce")
def reductions_reported(scene):
    reductions.a_window_now()
    keys = reductions.keys_of(reductions.a_student(scene.centre), reductions.OPTIONAL)
    address = scene.page("assessed:reduce", reductions.SUMMER, "05839")
    look = {"tick": list(keys), "act": "check", "token": str(uuid.uuid4())}
    return scene.presses(scene.office, address, "Send to the board", look=look, declared="on")
