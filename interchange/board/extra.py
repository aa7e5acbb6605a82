"""How does the board's side get a page with a form of its own, such as an upload?"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from interchange.accounts import permissions
from interchange.clashes import Clash, clashes_told
from interchange.refusals import RuleBroken
from interchange.workflow import MoveRefused


def page(title, permission, *, form):
    """Make a function(by, at, **cleaned data) a page with that form, for an admin's `pages`.

    The function gives the sentence to show when it is done, and with it the record of the same
    admin whose page is to follow, if any. A refusal is shown above the form,
    each of its `sentences` by itself if it has such, and what was typed stays.
    """

    def decorate(command):
        command.title, command.permission, command.form = title, permission, form
        return command

    return decorate


def view(modeladmin, one):
    """The view of a page."""

    def show(request):
        permissions.check(request.user, one.permission)
        given = (request.POST, request.FILES) if request.method == "POST" else ()
        form = one.form(*given)
        if form.is_valid() and (done := _carried_out(request, one, form)):
            sentence, record = (done, None) if isinstance(done, str) else done
            messages.success(request, sentence)
            return redirect(_next(modeladmin.opts, record))
        context = {
            **modeladmin.admin_site.each_context(request),
            "title": one.title,
            "opts": modeladmin.opts,
            "form": form,
            "media": modeladmin.media + form.media,
        }
        return TemplateResponse(request, "admin/extra.html", context)

    return show


def _carried_out(request, one, form):
    """Run the command; give what it gives. A refusal becomes errors of the form."""
    try:
        with clashes_told():
            return one(by=request.user, at=timezone.now(), **form.cleaned_data)
    except (MoveRefused, RuleBroken, PermissionDenied, Clash) as refusal:
        for problem in getattr(refusal, "sentences", [str(refusal)]):
            form.add_error(None, problem)
        return None


def _next(opts, record):
    """The list of the records, or the page of one of them."""
    here = f"admin:{opts.app_label}_{opts.model_name}"
    return reverse(f"{here}_change", args=[record.pk]) if record else reverse(f"{here}_changelist")
