"""The bases of the board's admin pages: reference data, records, and rows of another record."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode

from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.board import desk_pages, extra, lists, searching
from interchange.board.held import HeldWhileChanged
from interchange.board.rows import Rows
from interchange.look.paging import ByKeys


class Rights:
    """Rights by the portal's own table: `see` is needed to look, `manage` to change."""

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


class ReadOnly(Rights):
    """Nobody adds, edits or deletes here."""

    def has_add_permission(self, request, obj=None):
        """Nobody adds one here."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody edits one here."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody deletes one."""
        return False

    def get_fieldsets(self, request, obj=None):
        """The fields; what a field names is no link for who may not open it."""

        def readable(name):
            return self._plain(name) if self._leads_astray(request, name) else name

        sets = super().get_fieldsets(request, obj)
        return [(title, {**one, "fields": [*map(readable, one["fields"])]}) for title, one in sets]

    def _leads_astray(self, request, name):
        named = {field.name: field.related_model for field in self.opts.fields}.get(name)
        pages = self.admin_site._registry.get(named)
        return bool(pages) and not pages.has_view_permission(request)

    def _plain(self, name):
        @admin.display(description=self.opts.get_field(name).verbose_name)
        def plain(record):
            return getattr(record, name)

        return plain


class BoardAdmin(HeldWhileChanged, Rights, admin.ModelAdmin):
    """Ordinary pages for reference data; every change is of a held record, and leaves an event.

    Actions also stand as buttons on the page of one record. `pages` are further pages with a form
    each (`board.page`), linked above the list. `waiting` names what waits to be done, each a
    `board.Waiting`. A list is asked only by its filters, its date hierarchy and the look-ups of
    `waiting` and `admits`. `when_empty` says above a list with nothing in it what to do. A list
    `by_telephone` is asked by the desk's one search.
    """

    pages = ()
    waiting = ()
    by_telephone = False
    admits = ()
    when_empty = ""
    change_list_template = "admin/board_list.html"
    change_form_template = "admin/record.html"
    view_on_site = False  # a centre's pages are not open to the board
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # counting every choice reads the whole table many times

    def lookup_allowed(self, lookup, value, request):
        """Whether the list may be filtered so: only where it says so itself."""
        return lists.declared(self, lookup, value, request)

    def get_search_results(self, request, queryset, search_term):
        """Find the records by each of the `search_fields` by itself; none of them twice."""
        fields = self.get_search_fields(request) if search_term.strip() else ()
        found = searching.searched(queryset, fields, search_term) if fields else queryset
        return found, False

    def get_paginator(self, request, queryset, per_page, orphans=0, allow_empty_first_page=True):
        """Give the pages of the list, read with what the list names."""
        rows = self.get_queryset(request)
        rows.query.select_related = queryset.query.select_related
        return ByKeys(queryset, per_page, orphans, allow_empty_first_page, rows=rows)

    def get_changelist(self, request, **kwargs):
        """Give the class of the list."""
        return lists.ByPages

    def to_field_allowed(self, request, to_field):
        """Whether a record may be named by that field: only by its own number."""
        return to_field == self.opts.pk.name

    def get_urls(self):
        """Add the further pages."""
        more = [
            path(
                f"{one.__name__.replace('_', '-')}/",
                self.admin_site.admin_view(extra.view(self, one)),
                name=self._page_name(one),
            )
            for one in self.pages
        ]
        return [*more, *super().get_urls()]

    def waiting_now(self, request):
        """Give (what, how many, link) of all that waits here, for the index."""
        if not self.has_view_permission(request):
            return []
        opts = self.opts
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        return [
            (one.title, one.records(self.model).count(), f"{address}?{urlencode(one.lookups)}")
            for one in self.waiting
        ]

    def changelist_view(self, request, extra_context=None):
        """Show the list, with links to the further pages that the person may use.

        Asked by what it does not declare, it does nothing but say so.
        """
        if names := lists.undeclared(self, request):
            messages.error(request, lists.sentence(names))
            return redirect(lists.without(request, names))
        links = [
            (one.title, reverse(f"admin:{self._page_name(one)}"))
            for one in self.pages
            if permissions.can(request.user, one.permission)
        ]
        return super().changelist_view(
            request, {**(extra_context or {}), "page_links": links, "when_empty": self.when_empty}
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one record with the actions it is ready for as buttons."""
        record = self.get_object(request, object_id)
        buttons = [
            (name, description)
            for function, name, description in self.get_actions(request).values()
            if record is not None
            and name != "delete_selected"
            and getattr(function, "when", _always)(record)
        ]
        beside = desk_pages.beside(self.admin_site, request, self, record)
        context = {**(extra_context or {}), "buttons": buttons, **beside}
        return super().change_view(request, object_id, form_url, context)

    def log_addition(self, request, obj, message):
        """Write the addition in the trail."""
        self._record("add", request, obj, message)

    def log_change(self, request, obj, message):
        """Write the change in the trail, with the fields that changed, if any did."""
        if message:
            self._record("change", request, obj, message)

    def log_deletions(self, request, queryset):
        """Write the deletions in the trail."""
        for obj in queryset:
            self._record("delete", request, obj, [])

    def history_view(self, request, object_id, extra_context=None):
        """Show the record's events in the trail."""
        about = f"{self.opts.model_name}:{object_id}"
        return redirect(f"{reverse('admin:audit_event_changelist')}?about={about}")

    def _record(self, verb, request, obj, message):
        name = f"{obj._meta.model_name}.{verb}"
        detail = {"changes": message} if message else {}
        trail.record(name, about=obj, by=request.user, at=timezone.now(), detail=detail)

    def _page_name(self, one):
        return f"{self.opts.app_label}_{self.opts.model_name}_{one.__name__}"


class RecordAdmin(ReadOnly, BoardAdmin):
    """Pages for records that only commands change: everything read-only, buttons call commands."""


class BoardInline(Rights, admin.StackedInline):
    """Rows that belong to a record of reference data."""

    formset = Rows
    extra = 0
    view_on_site = False


class RecordInline(ReadOnly, admin.TabularInline):
    """Rows that belong to a record, to look at."""

    template = "admin/record_rows.html"
    extra = 0
    view_on_site = False


def _always(record):
    """An action without `when` suits every record."""
    return True


def _asks(permission):
    def has(self, request):
        return permissions.can(request.user, permission)

    return has


for _permission in Permission:  # Django asks has_<permission>_permission of an action
    setattr(BoardAdmin, f"has_{_permission.value}_permission", _asks(_permission))
