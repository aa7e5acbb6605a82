"""What the board sends about certificates."""

from django.urls import reverse
from django.utils import timezone

from certificates import commands
from tests.doubles.scene import sending
from tests.factories import certificates as make


def a_certificate(scene):
    """A certificate of the centre."""
    award = make.an_award(scene.centre)
    return make.a_certificate(scene.centre, scene.board, timezone.now(), award)


@sending("certificates.printrun:make_a_print_run")
def a_run_made(scene):
    make.an_award(scene.centre)
    address = reverse("admin:certificates_printrun_make_a_print_run")
    return scene.presses(scene.board, address, "Make a print run", sure="on")


@sending("certificates.printrun:note_sent")
def a_run_sent(scene):
    return scene.acts(a_certificate(scene).run, "note_sent")


@sending("certificates.certificate:reissue")
def a_certificate_issued_again(scene):
    return scene.acts(a_certificate(scene), "reissue", reason="lost", words="By letter.")


@sending("certificates.certificate:take_out")
def a_certificate_taken_out(scene):
    return scene.acts(a_certificate(scene), "take_out", words="Its award fell.")


@sending("certificates.certificate:note_return")
def an_original_come_back(scene):
    certificate = a_certificate(scene)
    told = {"reason": "details", "words": "Another name.", "by": scene.board}
    commands.reissue(certificate=certificate, at=timezone.now(), **told)
    return scene.acts(certificate, "note_return", on=f"{timezone.localdate():%Y-%m-%d}")
