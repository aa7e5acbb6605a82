"""How does a command become an admin action? One decorator, with a form where it must ask first."""

from functools import partial, wraps

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from interchange import shown
from interchange.clashes import Clash, clashes_told
from interchange.refusals import RuleBroken
from interchange.workflow import MoveRefused

PREFIX = "ask"  # of the form's fields, so that none is taken for one of Django's own
REFUSALS = (MoveRefused, RuleBroken, PermissionDenied, Clash)


GONE = "What you chose is not there any more: somebody was quicker. Nothing was changed."


def action(description, permission, *, form=None, when=None, shows=None, keeps=None):
    """Make a function(record, by, at) an admin action that runs it on each chosen record.

    A refusal is reported in its own sentence and does not keep the others from being done. Only
    who holds the permission sees the action. With `form` (a form class, or a function of the
    chosen records that gives one) a page asks first and the function also gets the form's cleaned
    data by name; for records that were refused it asks again, with what was typed. Of the records
    that `keeps` gives for the chosen ones ({record: why}, as the form's notes say) that page offers
    none. With `shows` (a function of a record that gives its parts in words) a page shows that
    first, and the function also gets what was `seen` there: {str(record): parts}, for
    interchange.shown. `when` says of a record whether the button stands on its page, as a
    function of it or as the Move that the button makes.
    """

    def decorate(command):
        @admin.action(description=description, permissions=[permission.value])
        @wraps(command)
        def run(modeladmin, request, queryset):
            records = list(queryset)
            if form is None and shows is None:
                refused = carry_out(request, command, description, records)
                for text in refused.values():
                    messages.error(request, text)
                return _done(modeladmin, request, records, goes_on=not refused)
            asked = _filled(request, _form_of(form, records))
            page = partial(_ask, modeladmin, request, description, shows=shows, keeps=keeps)
            if not asked.is_valid():
                return page(records, form=asked)
            refused = carry_out(request, command, description, records, asked.cleaned_data, shows)
            if not refused:
                return _done(modeladmin, request, records)
            now = modeladmin.get_queryset(request).in_bulk([one.pk for one in refused])
            left = [now[one.pk] for one in refused if one.pk in now]
            asked = _filled(request, _form_of(form, left))
            asked.full_clean()
            asked.add_error(None, list(refused.values()))
            return page(left, form=asked)

        if when:
            run.when = when if callable(when) else lambda record: record.status in when.sources
        return run

    return decorate


def _form_of(form, records):
    """The class of the form to ask with; one with nothing to type where there is none."""
    if form is None:
        return forms.Form
    return form if isinstance(form, type) else form(records)


def carry_out(request, command, description, records, answers=None, shows=None):
    """Run the command on each record and say how many it was done to; give {refused: sentence}."""
    at, refused, more = timezone.now(), {}, dict(answers or {})
    seen = shown.carried_by(request.POST, _purpose(request))
    for record in records:
        if shows:
            name = str(record)
            more["seen"] = {name: seen[name]} if name in seen else {}
        try:
            with clashes_told(), transaction.atomic():
                command(record, by=request.user, at=at, **more)
        except REFUSALS as refusal:
            refused[record] = _sentence(record, refusal)
    if not records:
        messages.warning(request, GONE)
    if count := len(records) - len(refused):
        messages.success(request, f"{description}: {count} done.")
    return refused


def _purpose(request):
    """What the page that asks may be used for."""
    return f"board {request.POST.get('action', '')}"


def _sentence(record, refusal):
    """The refusal, naming the record unless it does so itself."""
    text = str(refusal)
    return text if str(record) in text else f"{record}: {text}"


def _filled(request, form):
    """The form, with what was typed if it was on the page."""
    if "asked" in request.POST:
        return form(request.POST, request.FILES, prefix=PREFIX)
    return form(prefix=PREFIX)


def _ask(modeladmin, request, title, records, *, form, shows=None, keeps=None):
    """The page that asks before the action runs; with what is not as it had shown it before."""
    kept = keeps(records) if keeps else {}
    now = {str(one): shows(one) for one in records} if shows else {}
    seen = shown.carried_by(request.POST, _purpose(request))
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": title,
        "opts": modeladmin.opts,
        "records": [
            (one, list(now.get(str(one), {}).items())) for one in records if one not in kept
        ],
        "one": records[0] if len(records) == 1 else None,
        "form": form,
        "media": modeladmin.media + form.media,
        "action": request.POST["action"],
        "checkbox": ACTION_CHECKBOX_NAME,
        "back": request.POST.get("back", ""),
        "desk": request.POST.get("desk", ""),
        "place": request.POST.get("place", ""),
        "list_url": _list_url(modeladmin),
        "back_to": _back_to(modeladmin, request, records),
        "shown": shown.carried(_purpose(request), now) if shows else "",
        "differences": shown.differences({name: seen[name] for name in now if name in seen}, now),
    }
    return TemplateResponse(request, "admin/ask.html", context)


def _done(modeladmin, request, records, goes_on=True):
    """On to the desk's next item, or back to the record's page, if the button stood there.

    What was refused stays where it is. None is Django's way to the list.
    """
    if not request.POST.get("back") or len(records) != 1:
        return None
    if goes_on and request.POST.get("place"):
        return redirect(f"{reverse('admin:desk_next')}?{_carried(request)}")
    return redirect(_back_to(modeladmin, request, records))


def _back_to(modeladmin, request, records):
    """Where whoever does not go on goes back to: the record's page, or the list."""
    if not request.POST.get("back") or len(records) != 1:
        return _list_url(modeladmin)
    opts = modeladmin.opts
    page = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[records[0].pk])
    return f"{page}?{_carried(request)}" if request.POST.get("place") else page


def _carried(request):
    """The place at the desk from which the record was come to, for an address."""
    return urlencode({name: request.POST.get(name, "") for name in ("desk", "place")})


def _list_url(modeladmin):
    """Where the list of the records is."""
    opts = modeladmin.opts
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
