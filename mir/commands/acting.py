"""How is a request resolved by the act? By the commands that do it, with the request as cause."""

from dataclasses import dataclass

from assessed import commands as assessed_commands
from entries.commands import raise_award_due
from entries.models import Candidate, QualificationEntry
from entries.rules.merging import TITLES
from interchange.catalogue import queries as catalogue_queries
from mir import acts, rules
from results import commands as results_commands
from results.models import NOT_ACHIEVED, UnitResult
from tracker import commands as tracker_commands

NO_RECORD = (
    "There is no record with the OCR candidate number {}, so there is nothing to merge. Ask the"
    " centre for the right number, or reject the request."
)


@dataclass(frozen=True)
class Done:
    """What an act has done, in a sentence, and the candidates (ids) whom it concerns."""

    sentence: str
    candidates: tuple[int, ...]


def carry_out(act, request, decision, *, by, at) -> Done:
    """Do one act for a request, as decided in those words; raises what its command raises.

    Belongs in the transaction of the resolution.
    """
    cause = rules.cause_of_correction(request.number, decision)
    return DOING[type(act)](act, request, cause, {"by": by, "at": at})


def _papers(request):
    return {
        "papers": f"The papers of missing-results request {request.number}",
        "request": request,
    }


def _bank(act, request, cause, told):
    """Bank the unit; of what stands there as not achieved, or without a grade, correct it."""
    if before := _not_achieved(act, request):
        return _correct(acts.CorrectGrade(before, act.grade), request, cause, told)
    made = results_commands.bank_unit(
        candidate=act.candidate,
        centre=request.centre,
        qualification=request.qualification,
        number=act.number,
        grade=act.grade,
        series=act.series,
        reason=cause,
        **_papers(request),
        **told,
    )
    return _of_result(made, f"banked as {made.shown}")


def _not_achieved(act, request):
    """The result that stands in the way of banking and says that nothing was achieved; or None."""
    found = UnitResult.objects.standing().filter(
        candidate__person=act.candidate.person_id,
        centre=request.centre,
        unit__number=act.number,
        unit__in=request.qualification.units.all(),
        series=act.series,
        grade__in=NOT_ACHIEVED,
        decision__isnull=True,
    )
    return found.select_related("unit", "candidate").first()


def _correct(act, request, cause, told):
    before = act.result.shown
    made = results_commands.correct(
        result=act.result, grade=act.grade, cause=cause, **_papers(request), **told
    )
    return _of_result(made, f"corrected from {before} to {made.shown}")


def _move(act, request, cause, told):
    """Take the grade off the unit that was claimed, and bank the one that was meant."""
    wrong = act.result
    specification = catalogue_queries.specification(wrong.qualification)
    lowest = {unit.number: unit.grades[-1] for unit in specification.units}
    number = wrong.unit.number
    if act.number == number:
        raise rules.ActRefused(
            f"Unit {number} is the one that was claimed. Type the number of the unit that was"
            " meant, or leave it empty to correct the grade alone."
        )
    taken = _correct(acts.CorrectGrade(wrong, lowest[number]), request, cause, told)
    right = acts.BankUnit(wrong.candidate, act.number, act.grade)
    banked = _bank(right, request, cause, told)
    return Done(f"{taken.sentence} {banked.sentence}", taken.candidates)


def _of_result(made, what):
    number = made.candidate.ocr_number
    return Done(f"Unit {made.unit.number} of {number}: {what}.", (made.candidate_id,))


def _give_tag(act, request, cause, told):
    made = assessed_commands.give_tag(
        candidate=request.candidate,
        centre=request.centre,
        qualification=request.qualification,
        number=act.number,
        grade=act.grade,
        planned_on=act.planned_on,
        reason=cause,
        **_papers(request),
        **told,
    )
    day = f"{act.planned_on:%-d %B %Y}"
    return _of_result(made, f"TAG {made.shown} given, for an assessment planned for {day}")


def _reduce(act, request, cause, told):
    made = assessed_commands.reduce_as_board(
        candidate=request.candidate,
        centre=request.centre,
        qualification=request.qualification,
        number=act.number,
        reason=cause,
        **told,
    )
    return _of_reduction(made, "stands as reduced; its assessed grade follows by itself")


def _take_back(act, request, cause, told):
    made = assessed_commands.take_back_as_board(
        candidate=request.candidate,
        centre=request.centre,
        qualification=request.qualification,
        number=act.number,
        reason=cause,
        **told,
    )
    return _of_reduction(made, "does not stand as reduced any more")


def _of_reduction(reduction, what):
    number = reduction.candidate.ocr_number
    return Done(f"Unit {reduction.unit.number} of {number} {what}.", (reduction.candidate_id,))


def _process(act, request, cause, told):
    change = act.change
    tracker_commands.process_size_change(change=change, **told)
    candidate = change.entry.candidate
    return Done(f"{candidate.ocr_number} was changed {change.what}.", (candidate.pk,))


def _work_out(act, request, cause, told):
    raise_award_due([request.candidate], at=told["at"])
    number = request.candidate.ocr_number
    return Done(f"The awards of {number} are worked out again.", (request.candidate_id,))


def _merge(act, request, cause, told):
    other = Candidate.objects.filter(ocr_number=request.other_ocr_number).first()
    if other is None:
        raise rules.ActRefused(NO_RECORD.format(request.other_ocr_number))
    made = tracker_commands.merge(
        one=request.candidate,
        other=other,
        from_merged=act.from_merged,
        because=cause,
        **told,
    )
    kept, merged = made.kept.ocr_number, made.merged.ocr_number
    said = [f"Record {merged} was merged into {kept}.", _details(act)]
    closed = QualificationEntry.objects.filter(pk__in=made.closed).order_by("pk")
    said += [
        f"The newer registration for {one.qualification.code} at {one.centre.number} was closed."
        for one in closed.select_related("qualification", "centre")
        if one.centre_id == request.centre_id
    ]
    return Done(" ".join(said), (made.kept_id, made.merged_id))


def _details(act):
    """Whose details a merge keeps, in a sentence."""
    if not act.from_merged:
        return "The details stay as they are in the record that is kept."
    taken = ", ".join(TITLES[name] for name in act.from_merged)
    return f"Taken from the record that was merged: {taken}."


DOING = {
    acts.BankUnit: _bank,
    acts.CorrectGrade: _correct,
    acts.MoveUnit: _move,
    acts.GiveTag: _give_tag,
    acts.ApplyReduction: _reduce,
    acts.TakeReductionBack: _take_back,
    acts.ProcessSizeChange: _process,
    acts.WorkOutAward: _work_out,
    acts.MergeRecords: _merge,
}
