"""How does a request come to its end with something done? First tried and shown, then done."""

from django.db import transaction
from django.db.models import Max, Q
from django.utils.timezone import localdate

from entries.models import Candidate, Charge, QualificationEntry
from entries.states import OPEN
from interchange import shown
from interchange.money import pounds
from interchange.refusals import check_says_something
from mir import states
from mir.commands.acting import carry_out
from mir.commands.deciding import decide
from mir.commands.telling import say_where_it_stands, tell_centre
from mir.models import Request
from results.commands.foreseeing import foresee

NO_AWARD = {"": "None changes."}


@transaction.atomic
def resolve(*, request, decision, by, at, acts=(), unchanged_because="", seen=None) -> None:
    """Bring a request to its end by the acts, or by words alone, and tell the centre.

    `decision` says what was done; without an act `unchanged_because` says why nothing is changed in
    the portal, which the centre reads. `seen` is what the page showed of what the acts would change
    (`foreseen`). Raises NothingSaid for words that are not there, ShownOtherwise where it comes
    to something else by now, MoveRefused where somebody decided sooner, and what an act's own
    command raises; then nothing is done.
    """
    check_says_something(decision, "Write what was done.")
    if not acts:
        check_says_something(unchanged_because, "Write why nothing is changed.")
    words = {} if acts else {"unchanged_because": unchanged_because.strip()}
    decide(states.RESOLVE, request, decision, by, at, **words)
    if acts:
        sentences, lines = _carried_out(request, acts, decision, by, at)
        shown.check_same(seen, lines)
        Request.objects.filter(pk=request.pk).update(changed=sentences)
        request.changed = sentences
    say_where_it_stands(request, at)  # once the persons are held
    tell_centre("resolved", request, at, decision=decision)


def foreseen(*, request, acts, decision, by, at) -> shown.Lines:
    """What the acts would change, were the request resolved by them now; nothing of it is kept.

    What each does, the awards that change by it, and what is charged. Raises what their commands
    raise.
    """
    try:
        with transaction.atomic():
            raise _Tried(_carried_out(request, acts, decision, by, at)[1])
    except _Tried as tried:
        return tried.lines


class _Tried(Exception):
    """Thrown to take back what was only tried."""

    def __init__(self, lines):
        """Keep what it came to."""
        super().__init__()
        self.lines = lines


def _carried_out(request, acts, decision, by, at):
    """Do the acts; give what each did, in a sentence, and all that changed, for a page."""
    last = Charge.objects.aggregate(last=Max("pk"))["last"] or 0
    done = [carry_out(act, request, decision, by=by, at=at) for act in acts]
    sentences = [one.sentence for one in done]
    concerned = {pk for one in done for pk in one.candidates}
    people = Candidate.objects.filter(pk__in=concerned).values_list("person", flat=True)
    persons = set(people)
    lines = {
        "What is done": {f"{place}": text for place, text in enumerate(sentences, start=1)},
        "Awards": _awards(persons, localdate(at)) or NO_AWARD,
    }
    if charges := _charges(persons, last):
        lines["Charged"] = charges
    return sentences, lines


def _awards(persons, on):
    """The awards of the persons that change, by their entry codes and centres."""
    found = QualificationEntry.objects.filter(candidate__person__in=persons)
    found = found.filter(Q(status__in=OPEN) | Q(qualification_results__isnull=False)).distinct()
    entries, rivals = {}, {}
    for one in found.select_related("candidate", "centre", "qualification"):
        entries[one.pk] = one
        rivals.setdefault((one.candidate.person_id, one.qualification_id), []).append(one.pk)
    changes = foresee(list(rivals.values()), on) if rivals else []
    return {_named(entries[one.entry]): _becomes(one) for one in changes}


def _named(entry):
    return f"{entry.qualification.code} at {entry.centre.number}, {entry.candidate.ocr_number}"


def _becomes(change):
    return f"{change.before or 'none'} → {change.after or 'none'}"


def _charges(persons, last):
    """What was charged for the persons since the charge of that id, by what for and for whom."""
    of_them = Q(registration__candidate__person__in=persons)
    of_them |= Q(unit_entry__candidate__person__in=persons)
    found = Charge.objects.filter(of_them, pk__gt=last).select_related("line").order_by("pk")
    charged = {}
    for one in found:
        charged.setdefault(f"{one.line.title}, {one.who}", []).append(pounds(one.line.pence))
    return {what: " and ".join(each) for what, each in charged.items()}
