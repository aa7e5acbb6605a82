"""How does the board give a teacher assessed grade (TAG)? By a decision of its own."""

from django.db import transaction

from assessed.models import TeacherAssessedGrade
from assessed.rules import tags as rules
from interchange.catalogue.queries import figures
from results import commands as results_commands
from results.models import Decision, UnitResult

NO_SUMMER = "The figure “tag-summer” is missing: the catalogue's figures say which year had TAGs."


@transaction.atomic
def give_tag(
    *,
    candidate,
    centre,
    qualification,
    number,
    grade,
    planned_on,
    reason,
    by,
    at,
    papers="",
    request=None,
) -> UnitResult:
    """Give a candidate a TAG for the unit of that number; give its unit result.

    `planned_on` is the day for which its assessment was planned, `papers` says which papers the
    grade rests on, `request` is the missing-results request that it answers. The grade counts and
    supports assessed grades as one that was assessed does. Raises ResultRefused where the day is
    not of the one year that had TAGs, where the unit cannot have that grade or has one, and where
    the centre never registered the candidate for it. Carries out the board's guidance on missing
    TAGs.
    """
    summer = figures().get(rules.SUMMER)

    def check(unit, held):
        if summer is None:
            raise rules.ResultRefused(NO_SUMMER)
        rules.check_can_give(unit, grade, reason, planned_on=planned_on, summer=summer, held=held)

    result = results_commands.bank_decided(
        kind=Decision.Kind.TAG,
        candidate=candidate,
        centre=centre,
        qualification=qualification,
        number=number,
        grade=grade,
        check=check,
        reason=reason,
        papers=papers,
        request=request,
        by=by,
        at=at,
    )
    TeacherAssessedGrade.objects.create(decision=result.decision, planned_on=planned_on)
    return result
