"""UCIs and ULNs that two records had, or a centre asks about: the board says whose they are."""

from django.contrib import admin

from entries import commands, queries
from entries.admin.comparing import beside, beside_typed
from entries.forms.papers import Reason
from entries.identity_states import DECLINE, SAY_OTHER, SAY_SAME, Status
from entries.models import IdentityQuestion, NumberTwice
from interchange import board
from interchange.accounts.roles import Permission

STAYS, GOES_BACK = NumberTwice.Answer.STAYS, NumberTwice.Answer.GOES_BACK


class ComparingAdmin(board.RecordAdmin):
    """Records on whose page the persons they are about stand side by side."""

    see = Permission.PROCESS_ENTRIES

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show the record, above it the persons."""
        record = self.get_object(request, object_id)
        shown = {"beside": self.side_by_side(record)} if record else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **shown})


def _is_open(twice):
    return not twice.answer


@board.action("It stays with the earlier record", Permission.PROCESS_ENTRIES, when=_is_open)
def stays(twice, by, at):
    """Leave the number with the earlier record."""
    commands.say_whose_number(twice=twice, answer=STAYS, by=by, at=at)


@board.action("It goes back to this record", Permission.PROCESS_ENTRIES, when=_is_open)
def goes_back(twice, by, at):
    """Take the number off the earlier record and give it back to this one."""
    commands.say_whose_number(twice=twice, answer=GOES_BACK, by=by, at=at)


@admin.register(NumberTwice)
class NumberTwiceAdmin(ComparingAdmin):
    """Numbers held twice: one record only may have a UCI or ULN."""

    waiting = (
        board.Waiting(
            "UCIs and ULNs held twice", {"answer__exact": ""}, since="noted_at", centre=""
        ),
    )
    list_display = ("candidate", "kind", "number", "holder", "noted_at", "answer", "answered_at")
    list_filter = ("kind", "answer")
    search_fields = (
        "number",
        "^candidate__ocr_number",
        "^holder__ocr_number",
    )
    list_select_related = ("candidate", "holder")
    actions = (stays, goes_back)

    def side_by_side(self, twice):
        """The earlier record, and the one that had the number too."""
        title = twice.get_kind_display()
        persons = {
            twice.holder.person_id: f"has the {title}",
            twice.candidate.person_id: f"had the {title} too",
        }
        heads, rows = beside(queries.compared(persons))
        caption = f"Whose is {title} {twice.number}?"
        return {"caption": caption, "heads": heads, "rows": rows}


@board.action("It is this person", Permission.PROCESS_ENTRIES, when=SAY_SAME)
def same_person(question, by, at):
    """Register the person as asked, by the record that has the number."""
    commands.say_same_person(question=question, by=by, at=at)


@board.action("It is somebody else", Permission.PROCESS_ENTRIES, when=SAY_OTHER)
def somebody_else(question, by, at):
    """Register somebody new, without the number."""
    commands.say_somebody_else(question=question, by=by, at=at)


@board.action("Decline", Permission.PROCESS_ENTRIES, form=Reason, when=DECLINE)
def decline(question, by, at, words):
    """Register nobody, and say why."""
    commands.decline_question(question=question, words=words, by=by, at=at)


@admin.register(IdentityQuestion)
class IdentityQuestionAdmin(ComparingAdmin):
    """Identity questions: a centre typed a UCI or ULN that somebody with other details has."""

    waiting = (
        board.Waiting.of_status(
            "identity questions to answer",
            Status.ASKED,
            since="asked_at",
        ),
    )
    list_display = (
        "name",
        "born_on",
        "centre",
        "kind",
        "record",
        "born_there",
        "status",
        "asked_at",
    )
    list_filter = ("status", "kind")
    search_fields = (
        "surname",
        "uci",
        "uln",
        "^centre__number",
        "^record__ocr_number",
    )
    list_select_related = ("centre", "record")
    ordering = ("asked_at", "id")
    actions = (same_person, somebody_else, decline)

    def side_by_side(self, question):
        """What was typed, who has the numbers, and who looks alike."""
        heads, rows = beside_typed(question, queries.compared_for(question))
        caption = f"Whose is {question.get_kind_display()} {question.number}?"
        return {"caption": caption, "heads": heads, "rows": rows}

    @admin.display(description="born, by the record")
    def born_there(self, question):
        """The date of birth on the record that has the number."""
        return question.record.born_on
