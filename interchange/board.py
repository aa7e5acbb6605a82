"""The board's side of the portal: the bases of its admin pages, all behind the second factor."""

from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.refusals import RuleBroken
from interchange.workflow import MoveRefused


class BoardSite(admin.AdminSite):
    """The admin site for board staff who have passed the second factor."""

    site_header = "Interchange: the board's side"
    site_title = "Interchange board"
    index_title = "Processing room"

    def has_permission(self, request):
        """Whether the person is board staff, logged in with the second factor."""
        return (
            request.user.is_authenticated
            and request.user.is_verified()
            and permissions.can(request.user, Permission.ADMIT_STAFF)
        )

    def login(self, request, extra_context=None):
        """Send people to the portal's one log-in; those logged in who are not staff get 403."""
        if request.user.is_authenticated and request.user.is_verified():
            raise PermissionDenied("This part of the portal is for board staff.")
        return redirect(f"{reverse('accounts:log_in')}?next={request.get_full_path()}")


class BoardAdmin(admin.ModelAdmin):
    """Ordinary pages for reference data; every change leaves an event in the trail.

    `see` is the permission to look, `manage` to add, change and delete.
    """

    see = Permission.ADMIT_STAFF
    manage = Permission.MANAGE_CATALOGUE

    def has_module_permission(self, request):
        """Whether the area stands in the person's index."""
        return permissions.can(request.user, self.see)

    def has_view_permission(self, request, obj=None):
        """Whether the person may look."""
        return permissions.can(request.user, self.see)

    def has_add_permission(self, request, obj=None):
        """Whether the person may add one."""
        return permissions.can(request.user, self.manage)

    def has_change_permission(self, request, obj=None):
        """Whether the person may change one."""
        return permissions.can(request.user, self.manage)

    def has_delete_permission(self, request, obj=None):
        """Whether the person may delete one."""
        return permissions.can(request.user, self.manage)

    def log_addition(self, request, obj, message):
        """Write the addition in the trail."""
        self._record("add", request, obj, message)

    def log_change(self, request, obj, message):
        """Write the change in the trail, with the fields that changed."""
        self._record("change", request, obj, message)

    def log_deletions(self, request, queryset):
        """Write the deletions in the trail."""
        for obj in queryset:
            self._record("delete", request, obj, [])

    def _record(self, verb, request, obj, message):
        name = f"{obj._meta.model_name}.{verb}"
        detail = {"changes": message} if message else {}
        trail.record(name, about=obj, by=request.user, at=timezone.now(), detail=detail)

    def history_view(self, request, object_id, extra_context=None):
        """Show the record's events in the trail."""
        about = f"{self.opts.model_name}:{object_id}"
        return redirect(f"{reverse('admin:audit_event_changelist')}?about={about}")


class RecordAdmin(BoardAdmin):
    """Pages for records that only commands change: everything read-only, buttons call commands.

    The actions also stand as buttons on the page of one record.
    """

    change_form_template = "admin/record.html"

    def has_add_permission(self, request, obj=None):
        """Nobody adds one here."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody edits one here."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody deletes one."""
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one record with its actions as buttons."""
        buttons = [(name, description) for _, name, description in self._actions_for(request)]
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), "buttons": buttons}
        )

    def _actions_for(self, request):
        return self.get_actions(request).values()


def action(description, permission):
    """Make a function(record, by, at) an admin action that runs it on each chosen record.

    A refusal is reported in its own sentence and does not keep the others from being done. Only
    who holds the permission sees the action.
    """

    def decorate(command):
        @admin.action(description=description, permissions=[permission.value])
        @wraps(command)
        def run(modeladmin, request, queryset):
            done = 0
            for record in queryset:
                try:
                    command(record, by=request.user, at=timezone.now())
                except (MoveRefused, RuleBroken, PermissionDenied) as refusal:
                    messages.error(request, f"{record}: {refusal}")
                else:
                    done += 1
            if done:
                messages.success(request, f"{description}: {done} done.")

        return run

    return decorate


def _asks(permission):
    def has(self, request):
        return permissions.can(request.user, permission)

    return has


for _permission in Permission:  # Django asks has_<permission>_permission of an action
    setattr(BoardAdmin, f"has_{_permission.value}_permission", _asks(_permission))
