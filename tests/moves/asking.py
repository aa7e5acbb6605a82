"""The moves by which somebody asks: for a visit, for consideration, for a result; and the day."""

from datetime import timedelta

from assessed import commands as assessed
from assessed.consideration_states import Status as Applied
from assessed.models import Consideration
from claims import commands as claims
from claims.models import Visit
from claims.visit_states import TO_COME
from entries import commands
from entries.unit_states import STANDING
from interchange.catalogue.models import Series
from mir import commands as requests
from mir.models import Request
from mir.request_types import MISSING_EXAM_RESULT
from mir.states import FINISHED
from tests.factories import mir
from tests.factories.assessed import apply_for
from tests.moves.entering import a_registration
from tests.moves.exams import a_unit_entry
from tests.moves.world import Idle, move

DAYS = (5, 30, 90, 250)  # from the world's day on


def one_of(pick, found):
    """One of the records, or nothing to do."""
    found = list(found.order_by("pk"))
    if not found:
        raise Idle
    return pick(found)


def a_day(world, pick):
    """A day to come, sooner or later."""
    return world.on + timedelta(days=pick(DAYS))


@move
def ask_for_a_visit(world, pick):
    """A centre asks for a visit of the subject that it claims in."""
    entry = a_registration(world, pick)
    claims.ask_for_visit(
        centre=entry.centre,
        subject=entry.qualification.subject,
        kind=Visit.Kind.VIRTUAL,
        on=a_day(world, pick),
        teacher="Ann Teacher",
        anyway=True,
        by=world.tutor[entry.centre_id],
        at=world.at,
    )


@move
def answer_for_a_visit(world, pick):
    """The moderator books it, on another day too, or calls it off; the centre takes it back."""
    visit = one_of(pick, Visit.objects.filter(status__in=sorted(TO_COME)))
    how = pick(["book", "book", "cancel", "call off"])
    told = {"visit": visit, "at": world.at}
    by = world.moderator[visit.centre_id]
    if how == "cancel":
        claims.cancel_visit(by=world.tutor[visit.centre_id], **told)
    elif how == "call off":
        claims.call_off_visit(because="Snow.", by=by, **told)
    else:
        put = claims.rebook_visit if visit.booked_at else claims.book_visit
        on = pick([visit.on, a_day(world, pick)])
        put(kind=Visit.Kind.VIRTUAL, on=on, by=by, **told)


@move
def apply_for_consideration(world, pick):
    """A centre applies for an exam that was missed."""
    absence = a_unit_entry(pick, series__isnull=False, status__in=sorted(STANDING))
    apply_for(absence, world.officer[absence.centre_id], at=world.at)


@move
def decide_consideration(world, pick):
    """The board asks, accepts, refuses or takes back; the centre takes its application back."""
    found = one_of(pick, Consideration.objects.exclude(status=Applied.REFUSED))
    board = {"consideration": found, "by": world.processor, "at": world.at}
    how = pick(["ask", "accept", "accept", "refuse", "take back", "withdraw"])
    if how == "ask":
        assessed.ask_about_consideration(question="Which leg?", **board)
    elif how == "accept":
        assessed.accept_consideration(**board)
    elif how == "refuse":
        assessed.refuse_consideration(words="No evidence.", **board)
    elif how == "take back":
        assessed.take_back_acceptance(words="In error.", **board)
    else:
        by = world.officer[found.entry.centre_id]
        assessed.withdraw_consideration(consideration=found, by=by, at=world.at)


@move
def give_assessed_grades(world, pick):
    """What the board owes by consideration is worked out."""
    assessed.assess(at=world.at)


@move
def raise_a_request(world, pick):
    """A centre asks for the result of an exam."""
    entry = a_registration(world, pick)
    sat = one_of(pick, entry.candidate.unit_entries.filter(series__isnull=False))
    about = {"unit": sat.unit, "series": sat.series}
    by = world.requester[entry.centre_id]
    mir.a_request(entry, by, MISSING_EXAM_RESULT, at=world.at, **about)


@move
def decide_a_request(world, pick):
    """The board takes it, asks, rejects it or closes it; the centre takes it back."""
    request = one_of(pick, Request.objects.exclude(status__in=sorted(FINISHED)))
    board = {"request": request, "by": world.processor, "at": world.at}
    how = pick(["take", "take", "ask", "reject", "resolve", "withdraw"])
    if how == "take":
        requests.take(**board)
    elif how == "ask":
        requests.ask(question="Which of the two?", **board)
    elif how == "reject":
        requests.reject(reason="It is on its way.", **board)
    elif how == "resolve":
        requests.resolve(decision="Told.", unchanged_because="It came by post.", **board)
    else:
        by = world.requester[request.centre_id]
        requests.withdraw(request=request, by=by, at=world.at)


@move
def move_a_results_day(world, pick):
    """The board puts the results day of a series that is not out yet on another day."""
    coming = [one for one in Series.objects.order_by("pk") if not one.is_opened(world.at)]
    coming = [one for one in coming if one.results_on]
    if not coming:
        raise Idle
    series = pick(coming)
    series.results_on = max(world.on, series.results_on + timedelta(days=pick([-9, 9])))
    series.save(update_fields=["results_on"])
    commands.results_come_otherwise(series, at=world.at)
