"""Several requests of one kind, chosen by tick, answered together: asked, tried and shown, done.

Each is answered by the command of its own button, in a transaction of its own. What a press would
do is tried first and taken back, so that the page says of which requests it will be done and why
not of others; what was not shown is not done.
"""

from dataclasses import dataclass
from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils import timezone

from interchange import shown
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.board.actions import PREFIX, REFUSALS
from interchange.clashes import clashes_told
from mir import commands
from mir.forms.resolving_rows import resolving
from mir.forms.together import Said, Together
from mir.models import Request
from mir.rules import ActRefused

ANSWER = "Answer together"
PURPOSE = "answer requests together"
BY_ITSELF = "its own page asks for more than words: resolve it there."
DONE, SAID = "What is done", "What is said"


@dataclass(frozen=True)
class Tried:
    """What would be done: by request what it changes, and of the others why it is not done."""

    lines: dict[Request, shown.Lines]
    refused: dict[Request, str]


@admin.action(description=ANSWER, permissions=[Permission.RESOLVE_REQUESTS.value])
def answer_together(modeladmin, request, queryset):
    """Ask what becomes of the requests chosen, show what is done of which, and do it."""
    permissions.check(request.user, Permission.RESOLVE_REQUESTS)
    records = list(queryset.select_related("candidate", "unit", "series", "qualification"))
    asked = "asked" in request.POST
    form = Together(request.POST if asked else None, prefix=PREFIX, records=records)
    tried = None
    if asked and form.is_valid():
        given = {"by": request.user, "at": timezone.now(), **form.cleaned_data}
        seen = shown.carried_by(request.POST, PURPOSE)
        if "confirm" in request.POST and seen.get(SAID) == form.as_shown:
            _carry_out(request, records, given, seen)
            return None
        tried = _tried(records, given)
    return _page(modeladmin, request, records, form, tried)


def _page(modeladmin, request, records, form, tried):
    lines = _carried(tried.lines, form) if tried and tried.lines else {}
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": ANSWER,
        "opts": modeladmin.opts,
        "media": modeladmin.media + form.media,
        "form": form,
        "records": records,
        "tried": tried,
        "will": [(one, _in_words(parts)) for one, parts in tried.lines.items()] if tried else [],
        "will_not": list(tried.refused.items()) if tried else [],
        "shown": shown.carried(PURPOSE, lines) if lines else "",
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/answer_together.html", context)


def _tried(records, given) -> Tried:
    """Do it with each and take it back: what it would change, or why it would be refused."""
    lines, refused = {}, {}
    for record in records:
        try:
            with clashes_told(), transaction.atomic():
                lines[record] = _answer(record, seen=None, **given)
                transaction.set_rollback(True)
        except REFUSALS as refusal:
            refused[record] = str(refusal)
    return Tried({one: found for one, found in lines.items() if one not in refused}, refused)


def _carry_out(request, records, given, seen) -> None:
    """Do it with each that was shown, and say of which it was done and of which not."""
    done = []
    for record in records:
        before = _carried_of(seen, record)
        if not before:
            continue
        try:
            with clashes_told(), transaction.atomic():
                _answer(record, seen=before, **given)
            done.append(record)
        except REFUSALS as refusal:
            text = str(refusal)
            named = text if str(record) in text else f"{record}: {text}"
            messages.error(request, f"Not done. {named[0].upper()}{named[1:]}")
    if done:
        numbers = ", ".join(str(one.number) for one in done)
        what = Said(given["said"]).label
        messages.success(request, f"{what}: {len(done)} done, and their centres told ({numbers}).")


def _answer(record, *, said, words, unchanged_because, seen, by, at) -> shown.Lines:
    """Do with a request what was said; give what that changes, as a page shows it."""
    told = {"request": record, "by": by, "at": at}
    if said == Said.ACT:
        return _by_the_act(record, words, seen, told)
    {
        Said.TAKE: commands.take,
        Said.ASK: partial(commands.ask, question=words),
        Said.WORDS: partial(commands.resolve, decision=words, unchanged_because=unchanged_because),
        Said.REJECT: partial(commands.reject, reason=words),
    }[Said(said)](**told)
    return {DONE: {"": record.get_status_display()}}


def _by_the_act(record, words, seen, told) -> shown.Lines:
    """Resolve it as its own page suggests; raises ActRefused where that asks for more."""
    form_class = resolving(record)
    suggested = form_class(record=record)
    data = {
        name: suggested.get_initial_for_field(field, name)
        for name, field in suggested.fields.items()
    }
    form = form_class({**_plain(data), "decision": words}, record=record)
    if not form.is_valid():
        raise ActRefused(f"{record}: {BY_ITSELF}")
    asked = {**told, "acts": form.to_do(), "decision": words}
    if seen is None:
        return commands.foreseen(**asked)
    commands.resolve(**asked, seen=seen)
    return seen


def _plain(data) -> dict:
    """What a form has at first, as a browser would send it."""
    return {name: getattr(value, "pk", value) for name, value in data.items() if value is not None}


def _carried(lines, form) -> shown.Lines:
    """What is said, and shown of all of them, in one mapping for the page's box."""
    return {SAID: form.as_shown} | {
        f"{record}: {what}": dict(parts)
        for record, found in lines.items()
        for what, parts in found.items()
    }


def _carried_of(seen, record) -> shown.Lines:
    begins = f"{record}: "
    return {
        what.removeprefix(begins): parts for what, parts in seen.items() if what.startswith(begins)
    }


def _in_words(lines) -> list[str]:
    """What changes, a sentence each."""
    return [
        f"{what}: " + "; ".join(f"{part}: {said}" if part else said for part, said in parts.items())
        for what, parts in lines.items()
    ]


answer_together.when = lambda record: False  # a single one has buttons of its own
