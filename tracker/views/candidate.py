"""One candidate's whole story, and what an Exams Officer changes on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assessed import queries as assessed_queries
from certificates import queries as certificates_queries
from entries import commands as entries_commands
from entries import queries as entries_queries
from entries.details_states import TO_DECIDE
from entries.rules.registering import EntryRefused
from entries.states import CLOSED, Status
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.catalogue.models import Qualification
from interchange.workflow import MoveRefused
from mir import queries as mir_queries
from results import queries as results_queries
from results.models import QualificationResult
from results.queries import Progress, UnitProgress
from results.urgency import Urgent
from reviews import queries as reviews_queries
from tracker import commands
from tracker.forms import WITHDRAWN, Completion
from tracker.queries import progress as progress_queries
from tracker.queries import sizes, story, what_if
from tracker.queries.unit_states import KEY
from tracker.rules import WithdrawalRefused

LACK_UNITS = (
    "units_missing",
    "exam_not_entered",
    "exams_and_units_missing",
    "reduction_not_reported",
    "registered_late",
    "not_expected_yet",
)  # causes where a unit may have been reduced


@dataclass(frozen=True)
class Registration:
    """An open registration as the page shows it; `also` are other awards of the person.

    `year` is the one of which units may have been reduced and not reported, if there is one;
    `is_due` says that the award is being worked out again.
    """

    progress: Progress
    units: list[UnitProgress]
    step: results_queries.NextStep
    urgent: Urgent
    also: Sequence[QualificationResult]
    year: assessed_queries.Year | None = None
    is_due: bool = False

    @property
    def unreported(self) -> list[str]:
        """The moderated units that are missing, and may have been reduced in that year."""
        if not self.year or self.progress.standing.result:
            return []
        moderated = [
            one.number for one in self.progress.standing.specification.units if not one.examined
        ]
        return [number for number in self.progress.reason.units if number in moderated]

    @cached_property
    def reached(self) -> list[tuple[Qualification, str]]:
        """Other sizes that what is held is enough for, where no result of this one is issued."""
        held = {one.entry.qualification for one in self.also}
        if self.progress.standing.result or not self.progress.entry.is_open:
            return []
        found = what_if.reached_already(self.progress)
        return [(size, grade) for size, grade in found if size not in held]


@at_centre(Permission.VIEW_CENTRE)
def candidate(request, centre, ocr_number):
    """Show where the candidate stands in each entry, what is missing, and what happened."""
    named = story.candidate(centre, ocr_number)
    if named is None:
        raise Http404
    person, at = named.person, timezone.now()
    on = timezone.localdate(at)
    records = list(results_queries.persons([person.pk]))
    there = story.entries(centre, records).exclude(status=Status.TRANSFERRED)
    here = list(results_queries.with_kept(there))
    due = {one.pk for one in here if one.is_still_due}
    unknown = [one for one in here if one.is_given_up]
    found = results_queries.progress([one for one in here if one not in unknown], on)
    units = results_queries.units_on(centre, {one.entry: one.units for one in found}, on)
    also = results_queries.also_held(centre, [one.entry for one in found])
    missing = [one.entry for one in found if one.reason and one.reason.code in LACK_UNITS]
    acting = results_queries.Acting(request.user, centre, on)
    lack = assessed_queries.may_lack_reports(centre, missing, on)
    considerations = assessed_queries.of_candidates(centre, records)
    can = {
        name: permissions.can(request.user, permission, centre=centre)
        for name, permission in (
            ("set_completion", Permission.SET_COMPLETION),
            ("claim", Permission.MAKE_CLAIMS),
            ("enter", Permission.MAKE_ENTRIES),
            ("raise_request", Permission.RAISE_REQUESTS),
            ("apply", Permission.APPLY_CONSIDERATION),
            ("reduce", Permission.REPORT_REDUCTIONS),
        )
    }
    left = entries_queries.left_since(centre, [person.pk], at).get(person.pk)
    shown = entries_queries.as_read(centre, named, left)
    if shown is None:
        raise Http404
    person.surname, person.forenames = shown.surname, shown.forenames
    can["correct"] = can["enter"] and not left
    return render(
        request,
        "tracker/candidate.html",
        {
            "candidate": shown,
            "merged": named if named != shown else None,
            "alike": not left and entries_queries.duplicates_at(centre, among=[person.pk]).pairs,
            "registrations": [
                Registration(
                    one,
                    units[one.entry.pk],
                    acting.on(one.entry, one.reason),
                    progress_queries.urgent_of(one, acting.dates),
                    also.get(one.entry.pk, ()),
                    lack.get(one.entry.pk),
                    one.entry.pk in due,
                )
                for one in found
                if one.entry.status not in CLOSED
            ],
            "key": KEY,
            "raised_by": permissions.needed(Permission.RAISE_REQUESTS),
            "closed": [one for one in found if one.entry.status in CLOSED],
            "unknown": unknown,
            "former_names": entries_queries.former_names(person, centre, left),
            "waiting_change": entries_queries.details_changes(centre)
            .filter(candidate=person, status__in=TO_DECIDE)
            .first(),
            "withdrawable": story.withdrawable(centre, records, at).exists(),
            "certificates": certificates_queries.of_person(centre, records, left),
            "steps": _steps(request, centre, person, records, left, considerations),
            "left_at": story.left_at(centre, records),
            "has_left": left is not None,
            "can": can,
            "considerations": considerations,
            "missed": assessed_queries.may_be_applied_for(centre, records, on)
            if can["apply"]
            else (),
            "not_for_candidates": results_queries.not_for_candidates(centre, at),
            "size_changes": sizes.open_changes(centre, records),
        },
    )


def _steps(request, centre, person, records, left, considerations):
    """The story of the candidate, with what the centre asked for after their exams."""
    applies = permissions.can(request.user, Permission.APPLY_CONSIDERATION, centre=centre)
    considered = assessed_queries.steps(considerations, linked=applies)
    linked = permissions.can(request.user, Permission.VIEW_REQUESTS, centre=centre)
    asked = reviews_queries.steps(centre, records, linked=linked)
    asked += mir_queries.steps(centre, records) if linked else []
    steps = [*asked, *(story.Step(*one) for one in considered), *story.story(centre, person, left)]
    return sorted(steps, key=lambda step: step.at, reverse=True)


@at_centre(Permission.SET_COMPLETION)
def completion(request, centre, pk):
    """Set the summer in which a candidate will complete, or mark the entry Withdrawn."""
    entry = get_object_or_404(progress_queries.listed(centre), pk=pk)
    at = timezone.now()
    withdrawn = entry.status == Status.WITHDRAWN
    form = Completion(
        request.POST or None,
        on=timezone.localdate(at),
        initial={"completes": WITHDRAWN if withdrawn else str(entry.completes_in)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = _change(entry, form.cleaned_data, by=request.user, at=at)
        except (WithdrawalRefused, EntryRefused) as refusal:
            form.add_error(refusal.field or "completes", str(refusal))
        except MoveRefused as refusal:
            form.add_error("completes", str(refusal))
        else:
            messages.success(request, done)
            return redirect(entry.get_absolute_url())
    return render(request, "tracker/completion.html", {"form": form, "entry": entry})


def _change(entry, chosen, *, by, at):
    """Do what was chosen for the entry; give the sentence that says so."""
    name = entry.candidate.name
    if chosen["completes"] == WITHDRAWN:
        if entry.status == Status.WITHDRAWN:
            return f"{name} was marked Withdrawn already. Nothing has changed."
        commands.withdraw(entry=entry, left=chosen["left"], by=by, at=at)
        return (
            f"{name} is marked Withdrawn. Until the board processes it you can undo this by"
            " choosing a completion date again."
        )
    year = int(chosen["completes"])
    if entry.status == Status.WITHDRAWN:
        commands.undo_withdrawal(entry=entry, completes_in=year, by=by, at=at)
        return f"{name} is registered again and expected to complete in summer {year}."
    entries_commands.set_completion(entry=entry, year=year, by=by, at=at)
    return f"{name} is expected to complete in summer {year}."
