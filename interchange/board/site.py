"""Who may come to the board's side, and what stands there."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.board import desk_pages
from interchange.board.held import delete_selected
from interchange.board.pages import BoardAdmin

LEFT_OUT = {
    "password_change",  # accounts has pages of its own
    "password_change_done",
    "autocomplete",  # no form here needs it, and it searches any list
    "view_on_site",  # a centre's pages are not open to the board
}

ORDER = (
    "claims",
    "mir",
    "reviews",
    "checkpoints",
    "results",
    "assessed",
    "certificates",
    "entries",
    "accounts",
    "catalogue",
    "notifications",
    "audit",
)


def _place(area):
    """Where an area stands in the index; one that is not named stands last."""
    return ORDER.index(area) if area in ORDER else len(ORDER)


class BoardSite(admin.AdminSite):
    """The admin site for board staff who have passed the second factor."""

    site_header = "Interchange: the board's side"
    site_title = "Interchange board"
    index_title = "Processing room"
    enable_nav_sidebar = True

    def __init__(self, name="admin"):
        """Delete from lists what is held."""
        super().__init__(name)
        self.disable_action("delete_selected")
        self.add_action(delete_selected)

    def register(self, model_or_iterable, admin_class=None, **options):
        """Take only pages with our rights and our trail.

        Packages bring pages of their own (groups, second-factor devices); those are left out.
        """
        if admin_class and issubclass(admin_class, BoardAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def in_order(self):
        """The lists, in the order in which staff need their areas."""
        return sorted(self._registry.values(), key=lambda page: _place(page.opts.app_label))

    def index(self, request, extra_context=None):
        """Show the desk, with what waits to be done, then everything there is."""
        shown = desk_pages.shown(self, request)
        return super().index(request, {**(extra_context or {}), **shown})

    def get_app_list(self, request, app_label=None):
        """Give the areas in the order in which staff need them."""
        areas = super().get_app_list(request, app_label)
        return sorted(areas, key=lambda area: (_place(area["app_label"]), area["name"]))

    def get_urls(self):
        """Add those of the desk; leave out the general ones that nothing here needs."""
        usual = [one for one in super().get_urls() if getattr(one, "name", "") not in LEFT_OUT]
        return [*desk_pages.addresses(self), *usual]

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
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('accounts:log_in')}?{query}")

    def logout(self, request, extra_context=None):
        """Log out as everywhere: the form is sent on to the portal's own page."""
        return redirect("accounts:log_out", preserve_request=True)
