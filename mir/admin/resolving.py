"""The page on which staff resolve one request by the act: typed, shown what it changes, done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from interchange import shown
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.board.actions import REFUSALS
from interchange.clashes import clashes_told
from interchange.workflow import MoveRefused
from mir import commands
from mir.forms.resolving_rows import resolving
from mir.models import Request
from mir.request_types import BY_SLUG
from mir.states import RESOLVE

DONE = "Request {} is resolved, and the centre has been told."


def resolve_by_the_act(modeladmin, request, pk):
    """Type what to do, see what changes by it, confirm."""
    permissions.check(request.user, Permission.RESOLVE_REQUESTS)
    record = get_object_or_404(Request.objects.select_related("candidate", "unit", "series"), pk=pk)
    if request.method != "POST" and record.status not in RESOLVE.sources:
        messages.error(request, f"Request {record.number} is {record.get_status_display()}.")
        return redirect("admin:mir_request_change", record.pk)
    form = resolving(record)(request.POST or None, record=record)
    lines, differences = {}, []
    if request.method == "POST" and form.is_valid():
        asked = {"request": record, "acts": form.to_do(), "by": request.user, "at": timezone.now()}
        asked["decision"] = form.cleaned_data["decision"]
        seen = shown.carried_by(request.POST, _purpose(record))
        try:
            if seen and "confirm" in request.POST:
                with clashes_told():
                    commands.resolve(**asked, seen=seen)
                messages.success(request, DONE.format(record.number))
                return redirect("admin:mir_request_change", record.pk)
            with clashes_told():
                lines = commands.foreseen(**asked)
        except shown.ShownOtherwise as refusal:
            form.add_error(None, str(refusal))
            differences, lines = refusal.differences, commands.foreseen(**asked)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:mir_request_change", record.pk)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": f"Resolve request {record.number}",
        "opts": modeladmin.opts,
        "media": modeladmin.media + form.media,
        "form": form,
        "record": record,
        "kind": BY_SLUG[record.kind],
        "lines": [(what, list(parts.items())) for what, parts in lines.items()],
        "shown": shown.carried(_purpose(record), lines) if lines else "",
        "differences": differences,
    }
    return TemplateResponse(request, "admin/resolve.html", context)


def _purpose(record):
    return f"resolve request {record.pk}"
