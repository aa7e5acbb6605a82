"""How are personal details changed? A correction at once; what needs the board when it says so."""

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from entries import queries
from entries.commands.awards import raise_award_due_of
from entries.commands.locking import hold_people, one_at_a_time
from entries.commands.papers import keep_paper
from entries.commands.persons import carry_details
from entries.details_states import APPROVE, CANCEL, REFUSE, Status
from entries.models import Candidate, DetailsChange, Proof
from entries.rules import details as rules
from entries.rules.sent import name_of_change
from interchange import uploads, workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.keeping import files_go_if_refused
from interchange.notifications import outbox

NOT_HERE = (
    "Your centre has no entry of this candidate now. If another centre has, that one corrects the"
    " details."
)


@files_go_if_refused
@transaction.atomic
def change_details(
    *, candidate, centre, seen, new, by, at, reason="", proofs=(), token=None
) -> DetailsChange:
    """Correct the details of the centre's candidate, or ask the board to; give the DetailsChange.

    `seen` are the rules.details.Details that the page showed, `new` those wanted, `proofs` uploaded
    files. A correction is made at once and free of charge; what rules.details.why_board names
    waits for the board. The same token with the same change again gives that of the first time.
    Raises DetailsOvertaken where somebody else was sooner, ProofRefused or UploadRefused for the
    papers, DetailsRefused for what else cannot be.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=centre)
    candidate = _hold_record(candidate, new)
    token = name_of_change(token, candidate.pk, centre.pk, new, reason, map(uploads.digest, proofs))
    if sent := DetailsChange.objects.filter(token=token).first():
        return sent
    if queries.person_at(centre, candidate.ocr_number, at) is None:
        raise rules.DetailsRefused(NOT_HERE)
    old = _check(candidate, seen, new, at)
    rules.check_none_waits(queries.waiting_change(candidate))
    taken = bool(queries.holders(candidate, new))
    shared = queries.is_shared(centre, candidate, at)
    why = rules.why_board(queries.settled_details(candidate), old, new, held=taken, shared=shared)
    checked = [uploads.check(upload) for upload in proofs] if why else []
    rules.check_proof(why, checked)
    change = _kept(
        candidate, old, new, token=token, centre=centre, why=why, reason=reason, by=by, at=at
    )
    if why:
        _keep_proofs(change, proofs, checked)
        trail.record("detailschange.ask", about=change, by=by, at=at)
        _tell("asked", change, to=centre.email, at=at)
        _tell("to_the_board", change, to=settings.PROCESSING_INBOX, at=at)
        return change
    trail.record("detailschange.make", about=change, by=by, at=at)
    _make(change, candidate, by, at)
    _tell("corrected", change, to=centre.email, at=at)
    return change


@transaction.atomic
def correct_details(*, candidate, seen, new, reason, by, at, token=None) -> DetailsChange:
    """Change a candidate's details as the board, saying why; give the DetailsChange.

    Nothing needs to wait or to be proved. The centres with entries of the candidate are told.
    Raises DetailsOvertaken as `change_details` does, DetailsRefused also without a reason and for
    a UCI or ULN that another record holds.
    """
    permissions.check(by, Permission.PROCESS_ENTRIES)
    rules.check_words(reason, rules.NO_REASON)
    candidate = _hold_record(candidate, new)
    token = name_of_change(token, candidate.pk, None, new, reason)
    if sent := DetailsChange.objects.filter(token=token).first():
        return sent
    old = _check(candidate, seen, new, at)
    rules.check_not_held(queries.holders(candidate, new))
    change = _kept(candidate, old, new, token=token, reason=reason, by=by, at=at)
    trail.record("detailschange.make", about=change, by=by, at=at)
    _make(change, candidate, by, at)
    return change


@transaction.atomic
def approve_details(*, change, words="", by, at) -> None:
    """Approve a change that waits and make it; the centre that asked is told, and any other.

    Asked for a record that was merged since, it is made for the person, if it still fits.
    Raises DetailsRefused where the centre that asked has the candidate no more, what it changes
    was changed meanwhile, or another record holds its UCI or ULN; MoveRefused where it is over.
    """
    candidate = _hold_person(change.candidate_id, change.after)
    workflow.perform(APPROVE, change, by=by, at=at, **_decision(words, by, at))
    if not queries.asks_of_its_own(change, at):
        raise rules.DetailsRefused(rules.NOT_THEIRS.format(change.centre))
    rules.check_not_stale(candidate, change.before, change.after)
    rules.check_not_held(queries.holders(candidate, change.after))
    _make(change, candidate, by, at)
    _tell("approved", change, to=change.centre.email, at=at)


@transaction.atomic
def refuse_details(*, change, words, by, at) -> None:
    """Refuse a change that waits, in words that the centre reads.

    Raises DetailsRefused without words, MoveRefused where it is decided or cancelled already.
    """
    rules.check_words(words, rules.NO_WORDS)
    workflow.perform(REFUSE, change, by=by, at=at, **_decision(words, by, at))
    _tell("refused", change, to=change.centre.email, at=at)


@transaction.atomic
def cancel_details(*, change, by, at) -> None:
    """Take back a change that the board has not decided yet, or raise MoveRefused."""
    workflow.perform(CANCEL, change, by=by, at=at)
    _tell("cancelled", change, to=settings.PROCESSING_INBOX, at=at)


# What they share


def _hold_record(candidate, new):
    """The candidate's record as it is saved, held until the commit with the new UCI and ULN."""
    person = _hold_person(candidate.pk, new)
    if person.pk != candidate.pk:
        raise rules.DetailsRefused(rules.MERGED)
    return person


def _hold_person(record_id, new):
    """The kept record of the person whose the record is, held as in `_hold_record`."""
    one_at_a_time([f"{kind} {value}" for kind in ("uci", "uln") if (value := getattr(new, kind))])
    person_id = hold_people([record_id])[record_id]
    return Candidate.objects.get(pk=person_id)


def _check(candidate, seen, new, at):
    """The details as they are saved; raises DetailsRefused for what cannot be changed."""
    old = rules.of(candidate)
    rules.check_seen(seen, old)
    rules.check(old, new, localdate(at))
    return old


def _kept(candidate, old, new, *, token, by, at, centre=None, why=(), reason=""):
    """The change, saved: waiting where the board decides."""
    return DetailsChange.objects.create(
        token=token,
        candidate=candidate,
        centre=centre,
        status=Status.WAITING if why else Status.MADE,
        old=rules.as_json(old),
        new=rules.as_json(new),
        needs_board=list(why),
        reason=reason.strip(),
        made_at=at,
        made_by=by,
    )


def _keep_proofs(change, proofs, checked):
    """Keep the papers of a change, each once."""
    papers = {one.digest: upload for upload, one in zip(proofs, checked, strict=True)}
    for upload in papers.values():
        paper = keep_paper(upload, by=change.made_by, at=change.made_at)
        Proof.objects.create(change=change, paper=paper)


def _make(change, candidate, by, at):
    """Change the record; the other centres with entries of the candidate are told that, not what.

    Nothing of an award follows from details; but whoever has no UCI is left out of results files.
    """
    names = rules.changed(change.before, change.after)
    detail = {name: [change.old[name], change.new[name]] for name in names}
    new = rules.carrying(candidate, change.before, change.after)
    for name in names:
        setattr(candidate, name, getattr(new, name))
    candidate.save(update_fields=[*names, "likeness_keys"])
    carry_details(candidate)
    if "uci" in names:
        raise_award_due_of([candidate.pk], at=at)
    trail.record(
        "candidate.change_details",
        about=candidate,
        by=by,
        at=at,
        detail=detail,
        centre=change.centre,
    )
    for other in queries.centres_with(candidate, at).exclude(pk=change.centre_id):
        _tell("changed_elsewhere", change, to=other.email, at=at, centre=other)


def _decision(words, by, at):
    """What a move of the board sets."""
    return {"words": words.strip(), "decided_at": at, "decided_by": by}


def _tell(letter, change, *, to, at, **context):
    """Queue a letter about a change; none names the candidate or tells a detail."""
    titles = [rules.TITLES[name] for name in rules.changed(change.before, change.after)]
    outbox.queue(f"entries/details_{letter}", to=to, at=at, change=change, titles=titles, **context)
