"""Units for which the board owes a grade, and applications for special consideration."""

import uuid

from assessed import commands
from assessed.consideration_states import Status
from assessed.models import ConsiderationPaper
from interchange.accounts.roles import Role
from interchange.catalogue.models import ConsiderationGround
from results.models import AwaitedGrade, Decision
from tests.factories import accounts, catalogue, papers
from tests.factories import entries as make
from tests.factories.results import NOW


def awaited(entry, number, *, by, series=None, kind=Decision.Kind.CONSIDERED, at=NOW):
    """The board owes the candidate of a registration a grade of the unit of that number."""
    return AwaitedGrade.objects.create(
        kind=kind,
        candidate=entry.candidate,
        centre=entry.centre,
        qualification=entry.qualification,
        unit=entry.qualification.units.get(number=number),
        series=series,
        stage=AwaitedGrade.Stage.GRANTED,
        made_at=at,
        made_by=by,
    )


def an_absence(centre, code="05842", number="1", *, sat=(2026, 6), candidate=None):
    """An entry for an exam of June 2026 that the board knows was missed: the UnitEntry."""
    from tests.factories.results import hold

    entry = make.an_entry(centre, catalogue.qualification(code), candidate=candidate)
    series = catalogue.a_series(*sat)
    hold([entry], {number: "absent"}, series=series)
    return entry.candidate.unit_entries.get(series=series, unit__number=number)


def an_exams_officer(centre):
    """An exams officer of the centre."""
    return accounts.with_role(Role.EXAMS_OFFICER, centre)


def apply_for(absence, by, at=NOW, **typed):
    """Apply for the absence, with evidence and the letter of a senior leader."""
    token = uuid.uuid4()
    told = {"by": by, "at": at}
    for document in ConsiderationPaper.What.values:
        commands.keep_paper(
            token=token,
            document=document,
            upload=papers.a_file("register.pdf"),
            centre=absence.centre,
            **told,
        )
    given = {
        "ground": ConsiderationGround.objects.first(),
        "happened": "A broken leg on the way.",
        "leader": "Ada Head, head of centre",
        "declared": True,
        **typed,
    }
    return commands.apply_for_consideration(entry=absence, token=token, **given, **told)


def consideration_at(status, absence, by, staff):
    """An application that has come to the status."""
    made = apply_for(absence, by)
    told = {"consideration": made, "by": staff, "at": NOW}
    match status:
        case Status.MORE_NEEDED:
            commands.ask_about_consideration(question="Which leg?", **told)
        case Status.ACCEPTED:
            commands.accept_consideration(**told)
        case Status.REFUSED:
            commands.refuse_consideration(words="No evidence.", **told)
    return made
