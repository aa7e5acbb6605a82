"""How does a claim stand to the visits of its subject: what comes when, and what is missing?"""

from dataclasses import dataclass
from datetime import date

from claims.rules.visits import Limits, about_last, away, said, submit_by
from claims.states import EDITABLE, Status

BEFORE_THE_VISIT = {*EDITABLE, Status.READY, Status.SAMPLED}


@dataclass(frozen=True)
class Visits:
    """What is known of a subject's visits at a centre: the next one, and the last that was."""

    subject: str
    booked_on: date | None = None
    booked_kind: str = ""
    asked_on: date | None = None
    held_on: date | None = None


@dataclass(frozen=True)
class Outlook:
    """What to know of the visit for a claim: dates, sentences, and warnings.

    `visit_on` is the next visit that is booked, `submit_by` the last day to submit a claim in
    progress for it, or for one asked for; `missing` is whether a visit should be asked for.
    """

    visit_on: date | None = None
    submit_by: date | None = None
    sentences: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    missing: bool = False


def outlook(
    status: str, submitted_on: date | None, visits: Visits, today: date, limits: Limits
) -> Outlook | None:
    """The outlook of a claim in the status; None once the moderator has agreed or withdrawn it."""
    if status not in BEFORE_THE_VISIT:
        return None
    if status in EDITABLE or submitted_on is None:
        return _to_submit(visits, today, limits)
    return _submitted(submitted_on, visits, today, limits)


def _to_submit(visits: Visits, today: date, limits: Limits) -> Outlook:
    """The outlook of a claim in progress: by when to submit it, and for which visit."""
    next_on = visits.booked_on or visits.asked_on
    by = submit_by(next_on, limits) if next_on else None
    sentences, warnings = [_next_visit(visits, today)], [_late(next_on, today, limits)]
    if by and by < today:
        warnings.insert(
            0,
            f"This claim was to be submitted by {said(by)}, {limits.claim_days} days before the"
            " visit. Submit it now, and ask the moderator whether the work can still be seen then.",
        )
        sentences.append(_for_the_next(visits, limits))
    elif by:
        sentences.append(
            f"Submit this claim by {said(by)}, {limits.claim_days} days before the visit"
            f" ({away(by, today)})."
        )
    elif limits.claims_by and limits.claims_by >= today:
        sentences.append(f"Claims for the final visit are submitted by {said(limits.claims_by)}.")
    elif limits.claims_by:
        warnings.append(
            f"Claims for the final visit were to be submitted by {said(limits.claims_by)}."
        )
    return _given(visits, by, sentences, warnings, missing=not next_on)


def _submitted(submitted_on: date, visits: Visits, today: date, limits: Limits) -> Outlook:
    """The outlook of a claim that waits for its sample or for the visit."""
    if visits.booked_on:
        by = submit_by(visits.booked_on, limits)
        warnings = [_late(visits.booked_on, today, limits)]
        if by and submitted_on > by:
            warnings.insert(
                0,
                f"This claim was submitted on {said(submitted_on)}, fewer than"
                f" {limits.claim_days} days before the visit: the moderator may not be able to see"
                " its work then.",
            )
        return _given(visits, None, [_next_visit(visits, today)], warnings)
    if visits.held_on and visits.held_on >= submitted_on:
        told = f"The visit for {visits.subject} took place on {said(visits.held_on)}."
        return _given(visits, None, [told], [])
    warnings = [_next_visit(visits, today), _late(visits.asked_on, today, limits)]
    return _given(visits, None, [], warnings, missing=not visits.asked_on)


def _next_visit(visits: Visits, today: date) -> str:
    """Which visit comes next, in words."""
    if visits.booked_on:
        return (
            f"The next visit for {visits.subject} is on {said(visits.booked_on)}"
            f" ({visits.booked_kind.lower()}), {away(visits.booked_on, today)}."
        )
    if visits.asked_on:
        return (
            f"No visit for {visits.subject} is booked yet: one on {said(visits.asked_on)} has been"
            " asked for."
        )
    return f"No visit for {visits.subject} is booked."


def _for_the_next(visits: Visits, limits: Limits) -> str:
    """By when to submit for the visit asked for, where another one is booked before."""
    if not visits.asked_on or not visits.booked_on or visits.asked_on < visits.booked_on:
        return ""
    by = submit_by(visits.asked_on, limits)
    if by is None:
        return ""
    return (
        f"For the visit asked for on {said(visits.asked_on)}, claims are submitted by {said(by)}."
    )


def _late(next_on: date | None, today: date, limits: Limits) -> str:
    """Say where the next visit, or one that was booked today, comes too late for results day."""
    return about_last(next_on or today, limits)


def _given(
    visits: Visits,
    by: date | None,
    sentences: list[str],
    warnings: list[str],
    *,
    missing: bool = False,
) -> Outlook:
    """Put the outlook together, without the sentences that need not be said."""
    told = tuple(filter(None, sentences)), tuple(filter(None, warnings))
    return Outlook(visits.booked_on, by, *told, missing)
