"""Comparing two records and merging them; pairs that wait; merges that can be undone."""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from entries import commands as entries_commands
from entries import queries
from entries.admin.comparing import side_by_side
from entries.forms.merging import MergeChoices
from entries.models import Candidate, DuplicateAnswer, Merge
from entries.rules import merging as rules
from interchange import board
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.catalogue.queries import figures
from interchange.keys import as_key
from tracker import commands
from tracker.queries import merging as merging_queries

RECENT = timedelta(days=90)  # records made since then are looked at for duplicates


class Compare(forms.Form):
    """The OCR candidate numbers of two records to compare."""

    one = forms.RegexField(r"^\d{8}$", label="OCR candidate number")
    other = forms.RegexField(r"^\d{8}$", label="OCR candidate number of the other record")

    def clean(self):
        """Find the records."""
        given = super().clean()
        for name in ("one", "other"):
            number = given.get(name)
            found = number and Candidate.objects.filter(ocr_number=number).first()
            if number and not found:
                self.add_error(name, f"There is no candidate {number}. Check the number.")
            given[name] = found
        return given


class MergeForm(MergeChoices):
    """Which details to keep where the two differ, and why the records are one person's."""

    because = forms.CharField(
        label="Why they are one person",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Write why the two are one person."},
    )

    def __init__(self, *args, kept, merged, **kwargs):
        """Offer a choice for each detail that differs."""
        super().__init__(*args, **kwargs)
        self.offer_details(kept, merged)


@board.action(
    "They are two people",
    Permission.PROCESS_ENTRIES,
    when=lambda pair: pair.answer == DuplicateAnswer.Answer.ONE_PERSON and not pair.parted_at,
)
def two_people(pair, by, at):
    """Take pairs off every list, telling the centres that asked."""
    entries_commands.part_duplicate(pair=pair, by=by, at=at)


@admin.register(DuplicateAnswer)
class DuplicateAnswerAdmin(board.RecordAdmin):
    """Pairs that a centre or the board has looked at, and the way to compare any two records."""

    see = Permission.PROCESS_ENTRIES
    waiting = (
        board.Waiting(
            "possible duplicates to merge",
            {"answer__exact": "one", "parted_at__isnull": True,
             "one__merged_into__isnull": True, "other__merged_into__isnull": True},
            since="answered_at",
        ),
    )  # fmt: skip
    list_display = ("one", "other", "answer", "centre", "answered_at", "parted_at", "compare")
    list_filter = ("answer",)
    search_fields = (
        "^one__ocr_number",
        "^other__ocr_number",
        "^centre__number",
    )
    list_select_related = ("one", "other", "centre")
    readonly_fields = ("compare",)
    actions = (two_people,)

    def get_urls(self):
        """Add the list of all possible duplicates, and the comparison of two records."""
        view = self.admin_site.admin_view
        return [
            path("found/", view(self.likely_pairs), name="entries_duplicates_found"),
            path("compare/", view(self.choose), name="entries_compare"),
            path("compare/<str:one>/<str:other>/", view(self.merge), name="entries_merge"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        """With the links to the further pages."""
        answer = super().changelist_view(request, extra_context)
        if hasattr(answer, "context_data"):
            answer.context_data["page_links"] = [
                ("Possible duplicates of all centres", reverse("admin:entries_duplicates_found")),
                ("Compare two records", reverse("admin:entries_compare")),
            ]
        return answer

    @admin.display(description="compare")
    def compare(self, pair):
        """The way to compare the two."""
        address = reverse("admin:entries_merge", args=[pair.one.ocr_number, pair.other.ocr_number])
        return format_html('<a href="{}">Compare {}</a>', address, pair)

    def likely_pairs(self, request):
        """All pairs with a record that was made lately."""
        permissions.check(request.user, self.see)
        before = as_key(request.GET.get("before", ""))
        looked = queries.duplicates_since(timezone.now() - RECENT, before=before)
        context = {"title": "Possible duplicates of all centres", "looked": looked}
        return self._shown(request, "admin/duplicates.html", context)

    def choose(self, request):
        """Ask which two records to compare."""
        permissions.check(request.user, self.see)
        form = Compare(request.GET or None)
        if form.is_valid():
            given = form.cleaned_data
            one, other = given["one"].ocr_number, given["other"].ocr_number
            return redirect("admin:entries_merge", one, other)
        context = {"title": "Compare two records", "form": form}
        return self._shown(request, "admin/compare.html", context)

    def merge(self, request, one, other):
        """Both records side by side, what a merge would give, and the form that merges."""
        permissions.check(request.user, self.see)
        records = list(Candidate.objects.filter(ocr_number__in=[one, other]))
        if len(records) != 2:
            messages.error(request, "Give the numbers of two records that are there.")
            return redirect("admin:entries_compare")
        kept, merged = rules.kept_first(*records)
        form = MergeForm(request.POST or None, kept=kept, merged=merged)
        if request.method == "POST" and form.is_valid():
            try:
                made = commands.merge(
                    one=kept,
                    other=merged,
                    from_merged=form.from_merged(),
                    because=form.cleaned_data["because"],
                    by=request.user,
                    at=timezone.now(),
                )
            except rules.MergeRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"Merged: {made}. Awards are being worked out again.")
                return redirect("admin:entries_merge_change", made.pk)
        sides = [merging_queries.side(kept), merging_queries.side(merged)]
        uci = rules.earliest_uci(kept.uci, merged.uci)
        context = {
            "title": f"Merge {merged.ocr_number} into {kept.ocr_number}",
            "form": form,
            "beside": {
                "caption": "The two records; the older number is kept",
                "heads": [f"{kept.ocr_number} (kept)", merged.ocr_number],
                "rows": side_by_side(sides, uci),
            },
            "said": queries.answers_about(kept, merged),
            "prospects": merging_queries.prospects(kept, merged),
            "closes": merging_queries.to_close(kept, merged),
            "refusal": rules.refusal(merging_queries.facts(kept, merged, "asked")),
        }
        return self._shown(request, "admin/merge.html", context)

    def _shown(self, request, template, context):
        known = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        return TemplateResponse(request, template, {**known, **context})


def _can_be_undone(made):
    """Whether the days for undoing the merge are not over."""
    last = rules.last_day(timezone.localdate(made.made_at), figures().get(rules.DAYS, 0))
    return made.undone_at is None and timezone.localdate() <= last


@board.action("Undo the merge", Permission.PROCESS_ENTRIES, when=_can_be_undone)
def undo(made, by, at):
    """Part the records again."""
    commands.undo_merge(made=made, by=by, at=at)


@admin.register(Merge)
class MergeAdmin(board.RecordAdmin):
    """Records that were merged, and for how long that can be undone."""

    see = Permission.PROCESS_ENTRIES
    list_display = ("kept", "merged", "made_at", "made_by", "undone_at", "can_undo_until")
    search_fields = (
        "^kept__ocr_number",
        "^merged__ocr_number",
        "kept__surname",
    )
    list_select_related = ("kept", "merged", "made_by")
    readonly_fields = ("can_undo_until",)
    actions = (undo,)

    @admin.display(description="can be undone until")
    def can_undo_until(self, made):
        """The last day for it."""
        if made.undone_at:
            return "undone"
        last = rules.last_day(timezone.localdate(made.made_at), figures().get(rules.DAYS, 0))
        return f"{last:%-d %B %Y}"
