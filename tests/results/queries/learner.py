"""What the one learner of these tests has claimed, and what it comes to."""

from claims import commands
from claims.states import Status
from results import queries
from tests.factories import claims


def prospect(claim, who, at):
    """What the claim adds to what the learner holds."""
    return queries.prospects(claim, [who.pk], at.date())[who.pk]


def saved(claim, by, at, grade="M", units=2, first=0):
    """Grades saved for the learner's units, so many from a first one on."""
    of_units = claims.cells(claim, units=first + units, grades=grade)[first:]
    commands.save_grades(claim=claim, cells=of_units, by=by, at=at)
    return of_units


def gone_through(claim, by, moderator, at):
    """The claim, submitted, sampled, agreed and processed."""
    claim = commands.submit(claim=claim, declared=True, by=by, at=at)
    return claims.moderated(claim, Status.PROCESSED, moderator, at)
