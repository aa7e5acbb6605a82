"""The board's side of what the catalogue lacks: which figures, a page to enter them, what was."""

from io import BytesIO

from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from entries import commands as entries_commands
from entries.queries import rules_that_wait
from interchange import board, downloads, shown
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.catalogue import booklet, entered
from interchange.catalogue.admin.typed import TypedRules
from interchange.catalogue.models import EnteredRules
from interchange.catalogue.specification import SpecificationError
from interchange.refusals import RuleBroken

LACKING = "admin:catalogue_enteredrules_lacking"


@board.action(
    "Let the file count again",
    Permission.MANAGE_CATALOGUE,
    when=lambda one: bool(one.text) and not _later(one).exists(),
    shows=lambda one: {"Entered": f"{one.entered_at:%-d %B %Y}"},
)
def let_the_file_count(one, by, at, seen):
    """Take what was entered out of the place of the installation's own file."""
    entries_commands.let_the_file_count(entered=one, by=by, at=at)


@admin.register(EnteredRules)
class EnteredRulesAdmin(board.RecordAdmin):
    """Rules that the board entered itself; the last of a qualification stands for its file."""

    list_display = ("qualification", "number", "entered_at")
    list_filter = ("qualification__suite", "qualification__level")
    search_fields = ("qualification__code", "qualification__title")
    list_select_related = ("qualification",)
    fields = ("qualification", "number", "entered_at", "what_follows", "file")
    readonly_fields = ("what_follows", "file")
    actions = (let_the_file_count,)

    def get_urls(self):
        """Add what is lacking, the page to enter it, and the file to take away."""
        wrap = self.admin_site.admin_view
        name = "catalogue_enteredrules"
        return [
            path("lacking/", wrap(self.lacking), name=f"{name}_lacking"),
            path("lacking/<str:code>/", wrap(self.enter), name=f"{name}_enter"),
            path("<int:pk>/file/", wrap(self.hand_over), name=f"{name}_file"),
            *super().get_urls(),
        ]

    def waiting_now(self, request):
        """The qualifications that lack figures, and what was entered and no longer loads."""
        if not permissions.can(request.user, Permission.MANAGE_CATALOGUE):
            return []
        address = reverse(LACKING)
        try:
            found = len(entered.lacking()), len(entered.unreadable())
        except SpecificationError:
            return []
        what = ("qualifications that lack figures", "entered rules that no longer load")
        return [(title, count, address) for title, count in zip(what, found, strict=True)]

    def changelist_view(self, request, extra_context=None):
        """Show the list, with the way to what is lacking."""
        response = super().changelist_view(request, extra_context)
        links = getattr(response, "context_data", {}).get("page_links")  # a page that asks has none
        if links is not None and permissions.can(request.user, Permission.MANAGE_CATALOGUE):
            links.append(("What the catalogue lacks", reverse(LACKING)))
        return response

    def lacking(self, request):
        """Each qualification that is not offered, with exactly which figures are missing."""
        permissions.check(request.user, Permission.MANAGE_CATALOGUE)
        context = {
            **self.admin_site.each_context(request),
            "title": "What the catalogue lacks",
            "opts": self.opts,
            "found": entered.lacking(),
            "unreadable": entered.unreadable(),
            "others": booklet.qualifications().filter(offered=True),
        }
        return TemplateResponse(request, "admin/lacking.html", context)

    def enter(self, request, code):
        """Type the figures of a qualification, check them, and keep them."""
        permissions.check(request.user, Permission.MANAGE_CATALOGUE)
        qualification = booklet.qualification(code)
        if qualification is None:
            raise Http404
        sheet = TypedRules(qualification, request.POST if request.method == "POST" else None)
        rules = sheet.checked()
        seen = shown.carried_by(request.POST, sheet.purpose)
        if rules and request.POST.get("act") == "keep":
            if seen == sheet.shows and (kept := self._kept(request, sheet)):
                return redirect("admin:catalogue_enteredrules_change", kept.pk)
            if seen != sheet.shows:
                sheet.figures.add_error(None, shown.CHANGED)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Enter the rules of {qualification.code}",
            "opts": self.opts,
            "qualification": qualification,
            "sheet": sheet,
            "rules": rules,
            "points": rules and booklet.points_table(rules),
            "differences": entered.differences(rules) if rules else [],
            "shown": rules and shown.carried(sheet.purpose, sheet.shows),
        }
        return TemplateResponse(request, "admin/enter_rules.html", context)

    def _kept(self, request, sheet):
        try:
            kept = entries_commands.enter_rules(
                qualification=sheet.qualification,
                text=sheet.text,
                seen=sheet.seen,
                by=request.user,
                at=timezone.now(),
            )
        except RuleBroken as refusal:
            sheet.figures.add_error(None, str(refusal))
            return None
        messages.success(request, f"The rules of {sheet.qualification.code} are kept.")
        return kept

    def hand_over(self, request, pk):
        """Hand over what was entered, as a specification file."""
        permissions.check(request.user, self.see)
        one = self.get_object(request, str(pk))
        if one is None or not one.text:
            raise Http404
        name = f"{one.qualification.code}.toml"
        return downloads.handed_over(BytesIO(one.text.encode()), name, "application/toml")

    @admin.display(description="what follows")
    def what_follows(self, one):
        """Whether it counts, and what is to be done until it does."""
        waits = one.qualification.code in rules_that_wait()
        loaded = one.qualification.code not in entered.not_loaded_codes()
        context = {"one": one, "later": _later(one).exists(), "waits": waits, "loaded": loaded}
        return render_to_string("admin/entered_rules.html", context)

    @admin.display(description="file")
    def file(self, one):
        """The text, and the way to take it away."""
        if not one.text:
            return "The file of the installation counts again."
        address = reverse("admin:catalogue_enteredrules_file", args=[one.pk])
        link = format_html('<a href="{}">{}.toml</a>', address, one.qualification.code)
        return format_html(
            '<p>{}</p><pre tabindex="0" role="region" aria-label="The file">{}</pre>',
            link,
            one.text,
        )


def _later(one):
    return EnteredRules.objects.filter(qualification=one.qualification_id, number__gt=one.number)
