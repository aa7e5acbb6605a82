"""What is sent about post-results services."""

from urllib.parse import urlencode

from django.utils import timezone

from reviews.states import Service, Status
from tests.doubles.scene import sending
from tests.factories import reviews as make


@sending("reviews:ask")
def a_service(scene):
    exam, held = make.sat(scene.centre, at=timezone.now())
    named = {"exam": exam.key, "service": Service.MARKING.value}
    today = timezone.localdate()
    typed = {"who": [str(one.pk) for one in held], "kept": "Form 3, exams office", "knows": "on"}
    typed |= {f"sign-{one.pk}": f"{today:%-d/%-m/%Y}" for one in held}
    address = f"{scene.page('reviews:ask')}?{urlencode(named)}"
    return scene.presses(scene.office, address, "Ask the board", **typed)


def a_review(scene, status=Status.ASKED, service=Service.MARKING):
    """A review of the centre."""
    at = timezone.now()
    return make.review_at(status, scene.centre, scene.office, scene.board, service, at)


@sending("reviews:withdraw")
def a_review_withdrawn(scene):
    return scene.sends(scene.office, scene.page("reviews:withdraw", a_review(scene).pk))


# The board


@sending("reviews.review:take")
def taken_up(scene):
    return scene.acts(a_review(scene), "take")


@sending("reviews.review:decide")
def decided(scene):
    review = a_review(scene, Status.WITH_BOARD)
    return scene.acts(review, "decide", grade="P", words="Marked too high.")


@sending("reviews.review:send_script")
def a_script_sent(scene):
    review = a_review(scene, Status.WITH_BOARD, Service.SCRIPT)
    return scene.acts(review, "send_script", words="By post.")


@sending("reviews.review:refuse")
def refused(scene):
    return scene.acts(a_review(scene), "refuse", reason="The script was never sent.")


@sending("reviews.review:note_appeal")
def an_appeal_noted(scene):
    review = a_review(scene, Status.STAYS)
    return scene.acts(review, "note_appeal", received_on=f"{timezone.localdate():%Y-%m-%d}")


@sending("reviews.review:decide_appeal")
def an_appeal_decided(scene):
    review = a_review(scene, Status.APPEALED)
    return scene.acts(review, "decide_appeal", grade="D", words="A page was overlooked.")
