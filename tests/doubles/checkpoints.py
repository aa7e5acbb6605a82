"""What is sent about the term-time checkpoint, results still expected, and cases."""

from django.urls import reverse
from django.utils.timezone import localdate, now

from cases.models import Case
from checkpoints.models import CentreAtCheckpoint
from entries.rules.registering import summer_of
from tests.doubles.scene import sending
from tests.factories import catalogue as offers
from tests.factories import checkpoints as make
from tests.factories import entries, results

COURSE = ("IT", 3)
CHECK, DECLARE = "These dates are right: mark as checked", "Submit to the board"
TELL, REMIND_ALL = "Tell the board of this one", "Remind all that have not declared"


def a_course(scene):
    """Somebody registered for IT at the scene's centre, while the checkpoint is open."""
    entries.an_entry(scene.centre)
    make.window_around(localdate())


@sending("checkpoints:check")
def a_course_checked(scene):
    a_course(scene)
    return scene.presses(scene.office, scene.page("checkpoints:course", *COURSE), CHECK)


@sending("checkpoints:take_back")
def a_check_taken_back(scene):
    a_course(scene)
    make.check_all(scene.centre, scene.office, now())
    return scene.sends(scene.office, scene.page("checkpoints:take_back", *COURSE))


@sending("checkpoints:declare")
def a_declaration(scene):
    a_course(scene)
    make.check_all(scene.centre, scene.office, now())
    return scene.presses(scene.office, scene.page("checkpoints:declare"), DECLARE, sure="on")


@sending("checkpoints:tell_board")
def a_list_told(scene):
    qualification = offers.qualification(results.DIPLOMA)
    summer = summer_of(localdate())
    entry = entries.an_entry(scene.centre, qualification, completes_in=summer)
    results.hold([entry], results.OFFICIAL_EXAMPLE | {"1": "U"})
    results.settle_at(scene.centre)
    return scene.presses(scene.office, scene.page("checkpoints:section", "examined"), TELL)


@sending("tracker:still_expected")
def nobody_expected_any_more(scene):
    several = entries.entries(scene.centre, 2)
    asked = "&".join(f"entry={one.pk}" for one in several)
    address = f"{scene.page('tracker:still_expected')}?{asked}&answer=withdrawn"
    return scene.presses(scene.office, address, "Mark as Withdrawn", left="on")


# The board


@sending("checkpoints.centreatcheckpoint:remind")
def a_centre_reminded(scene):
    a_course(scene)
    return scene.acts(CentreAtCheckpoint.objects.get(pk=scene.centre.pk), "remind")


@sending("cases.case:remind")
def who_must_act_on_a_case_reminded(scene):
    case = Case.objects.create(kind="uci-missing", centre=scene.centre, number=1, opened_at=now())
    return scene.acts(case, "remind")


@sending("checkpoints.centreatcheckpoint:remind_all")
def all_centres_reminded(scene):
    a_course(scene)
    address = reverse("admin:checkpoints_centreatcheckpoint_remind_all")
    return scene.presses(scene.board, address, REMIND_ALL, sure="on")
