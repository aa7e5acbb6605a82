"""The moves by which the board says what nobody else can: whose a number is, what a grade is."""

from entries import commands
from entries.identity_states import OPEN
from entries.models import IdentityQuestion
from interchange.catalogue.models import Series
from interchange.catalogue.queries import specification
from results import commands as results
from results.models import UnitResult
from tests.moves.entering import a_registration, a_typed_person
from tests.moves.world import SIZES, Idle, move


@move
def ask_identity(world, pick):
    """A centre asks whose a UCI is that it typed for somebody."""
    centre, qualification = pick(world.centres), world.qualifications[pick(SIZES)]
    human, person = a_typed_person(world, pick, centre)
    ways = [way.name for way in specification(qualification).pathways]
    asked = commands.ask_identity(
        centre=centre,
        qualification=qualification,
        person=person,
        pathway=pick(ways) if ways else "",
        by=world.officer[centre.pk],
        at=world.at,
    )
    world.asked_of[asked.pk] = human


@move
def answer_identity(world, pick):
    """The board says that it is this person, somebody else, or neither; or it is taken back."""
    found = list(IdentityQuestion.objects.filter(status__in=OPEN).order_by("pk"))
    if not found:
        raise Idle
    question, board = pick(found), {"by": world.processor, "at": world.at}
    human = world.asked_of[question.pk]
    how = pick(["same", "same", "other", "other", "decline", "take back"])
    if how == "same":
        commands.say_same_person(question=question, **board)
    elif how == "other":
        commands.say_somebody_else(question=question, **board)
    elif how == "decline":
        commands.decline_question(question=question, words="Send the papers.", **board)
    else:
        by = world.officer[question.centre_id]
        commands.take_back_question(question=question, by=by, at=world.at)
    question.refresh_from_db()
    if question.entry:
        world.note(question.entry.candidate, human)


@move
def correct_a_grade(world, pick):
    """The board finds that a unit's grade is another one."""
    found = UnitResult.objects.standing().order_by("pk")
    found = list(found.select_related("candidate", "unit", "centre", "qualification"))
    if not found:
        raise Idle
    results.correct(
        result=pick(found), grade=pick("PMDU"), cause="Swapped.", by=world.processor, at=world.at
    )


@move
def bank_a_unit(world, pick):
    """The board banks a unit that was missed, of an exam or not."""
    entry = a_registration(world, pick, centre__in=world.centres)
    unit = pick(world.units[entry.qualification_id])
    series = Series.objects.filter(year__lte=world.on.year, month=1).order_by("pk")
    results.bank_unit(
        candidate=entry.candidate,
        centre=entry.centre,
        qualification=entry.qualification,
        number=unit.number,
        grade=pick("PMD"),
        reason="The moderator's report names it.",
        series=pick(list(series)) if unit.examined else None,
        by=world.processor,
        at=world.at,
    )
