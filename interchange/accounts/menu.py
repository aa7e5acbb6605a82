"""What stands in the left-hand menu: what you may do, and the role needed for what you may not."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.look.addresses import address


@dataclass(frozen=True)
class Item:
    """A link of the menu; `needs` names the roles where it is not allowed."""

    title: str
    url: str
    allowed: bool
    needs: str
    current: bool


@dataclass(frozen=True)
class Heading:
    """A heading of the menu with its items; `here` where the page is one of its area."""

    title: str
    items: tuple[Item, ...]
    here: bool


CENTRE_MENU = (
    (
        "Home",
        (
            ("Home", "tracker:centre_home", Permission.VIEW_CENTRE),
            ("Guide to entries", "tracker:guide", Permission.VIEW_CENTRE),
            ("Key dates", "tracker:key_dates", Permission.VIEW_CENTRE),
        ),
    ),
    (
        "Entries",
        (
            ("Entries by candidate", "entries:entries", Permission.VIEW_CENTRE),
            ("Register candidates", "entries:register", Permission.MAKE_ENTRIES),
            ("Enter for exams", "entries:exams", Permission.MAKE_ENTRIES),
            ("Send an entry file", "entries:send_file", Permission.MAKE_ENTRIES),
            ("Submitted entries", "entries:submitted", Permission.VIEW_CENTRE),
            ("Teaching groups", "entries:groups", Permission.VIEW_CENTRE),
            ("Approved subjects", "entries:approvals", Permission.VIEW_CENTRE),
            ("Transfers", "entries:transfers", Permission.VIEW_CENTRE),
            ("Possible duplicates", "entries:duplicates", Permission.VIEW_CENTRE),
            ("Questions to the board", "entries:identity_questions", Permission.VIEW_CENTRE),
            ("Invoices", "entries:invoices", Permission.VIEW_CENTRE),
            ("Fees", "entries:fees", Permission.VIEW_CENTRE),
            ("Entry codes", "catalogue:qualifications", None),
            ("Basedata", "entries:basedata", Permission.VIEW_CENTRE),
        ),
    ),
    (
        "Cambridge Technicals",
        (
            ("Make claims", "claims:make", Permission.MAKE_CLAIMS),
            ("View claim history", "claims:history", Permission.VIEW_CENTRE),
            ("Visits", "claims:visits", Permission.VIEW_CENTRE),
            ("Test Results", "results:test_results", Permission.VIEW_CENTRE),
            ("Results files", "results:results_files", Permission.VIEW_CENTRE),
            ("Certificates", "certificates:certificates", Permission.VIEW_CENTRE),
        ),
    ),
    (
        "Reduction in assessment",
        (("Reduction in assessment", "assessed:reductions", Permission.REPORT_REDUCTIONS),),
    ),
    (
        "Progress Tracker",
        (
            ("Progress Tracker", "tracker:progress", Permission.VIEW_CENTRE),
            ("Open cases", "cases:cases", Permission.VIEW_CENTRE),
            ("Term-time checkpoint", "checkpoints:checkpoint", Permission.VIEW_CENTRE),
            ("Units still needed", "checkpoints:units", Permission.VIEW_CENTRE),
        ),
    ),
    (
        "Post-results",
        (
            ("Missing and incomplete results", "mir:requests", Permission.VIEW_REQUESTS),
            ("Post-results services", "reviews:reviews", Permission.VIEW_REQUESTS),
            (
                "Special consideration",
                "assessed:considerations",
                Permission.APPLY_CONSIDERATION,
            ),
        ),
    ),
    (
        "Centre information",
        (
            ("Centre details", "accounts:centre", Permission.VIEW_CENTRE),
            ("Examiner-moderator reports", "claims:reports", Permission.VIEW_CENTRE),
            ("People and roles", "accounts:people", Permission.MANAGE_PEOPLE),
        ),
    ),
)
HOME = ("Home", (("Home", "tracker:home", None),))  # of a moderator who has no role at a centre
MODERATOR_MENU = (
    (
        "Assessors",
        (
            ("Request a sample", "claims:to_sample", Permission.MODERATE_CLAIMS),
            ("Review claims", "claims:to_review", Permission.MODERATE_CLAIMS),
            ("Visits", "claims:to_visit", Permission.MODERATE_CLAIMS),
        ),
    ),
)
AREAS = {  # pages that stand in another area than the rest of their app
    "tracker:home": "home",
    "tracker:centre_home": "home",
    "tracker:guide": "home",
    "tracker:key_dates": "home",
    "assessed:reductions": "reductions",
    "assessed:reduce": "reductions",
    "assessed:reduction_report": "reductions",
    "claims:reports": "reports",
    "claims:read_report": "reports",
}
BOARD_MENU = (("The board's side", (("Processing room", "admin:index", Permission.ADMIT_STAFF),)),)


def menu(request):
    """Give templates `menu`, `centre` (where the person is), two addresses, and `demo`.

    `switch_centre_url` is for who has several centres, `search_url` for who may look at this one.
    """
    given = {"menu": (), "centre": None, "demo": settings.DEMO}
    given |= {"switch_centre_url": "", "search_url": ""}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.is_verified():
        return given
    permissions.remember(user)
    centre = current_centre(request)
    if len(permissions.own_centres(user)) > 1:
        given["switch_centre_url"] = reverse("accounts:centres")
    if centre and permissions.can(user, Permission.VIEW_CENTRE, centre=centre):
        given["search_url"] = address("tracker:search", centre.number)
    return given | {"menu": SimpleLazyObject(lambda: _headings(request, centre)), "centre": centre}


def current_centre(request):
    """The centre of the page, else the one chosen last, else the first; None for who has none."""
    if hasattr(request, "centre"):
        return request.centre
    mine = permissions.own_centres(request.user)
    chosen = request.session.get("centre")
    return next((one for one in mine if one.number == chosen), mine[0] if mine else None)


def _headings(request, centre):
    """The headings that concern the person, in the order of the tables above."""
    user = request.user
    centres = permissions.centres(user)
    shown = []
    if centre and permissions.can(user, Permission.VIEW_CENTRE, centre=centre):
        shown += [_heading(request, one, centre) for one in CENTRE_MENU]
    if any(permissions.can(user, Permission.MODERATE_CLAIMS, centre=at) for at in centres):
        home = () if shown else (HOME,)
        shown += [_heading(request, one, None) for one in (*home, *MODERATOR_MENU)]
    if permissions.can(user, Permission.ADMIT_STAFF):
        shown += [_heading(request, one, None) for one in BOARD_MENU]
    return tuple(shown)


def _heading(request, row, centre):
    """A heading of the tables, for this person at this centre."""
    title, rows = row
    items = [_item(request, one, centre) for one in rows]
    here = any(one.current for one in items) or _is_below(request, rows)
    if here and len(items) == 1:
        items[0] = replace(items[0], current=True)
    return Heading(title, tuple(items), here)


def _is_below(request, rows):
    """Whether the page is one of the same area as the rows; Home has no pages below it."""
    page = request.resolver_match
    areas = {_area_of(name) for _, name, _ in rows} - {"home"}
    return bool(page) and _area_of(page.view_name) in areas


def _area_of(name):
    """The area of the page of that name: its app's, or its own."""
    return AREAS.get(name, name.split(":")[0])


def _item(request, row, centre):
    """A link of the tables, for this person at this centre."""
    title, name, permission = row
    about_centre = centre and name != "catalogue:qualifications"
    url = address(name, centre.number) if about_centre else address(name)
    allowed = permission is None or centre is None
    allowed = allowed or permissions.can(request.user, permission, centre=centre)
    needs = "" if allowed else permissions.needed(permission)
    return Item(title, url, allowed, needs, request.path == url)
