"""An absence in the demo that the board is asked to consider: the wrong paper was sat."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from assessed import commands
from assessed.models import ConsiderationPaper
from entries.models import UnitEntry
from interchange.catalogue.models import ConsiderationGround
from local.term import cast
from local.term.mending import PAPER


def an_absence(term, it, days):
    """Who sat another paper than entered for: the board asks which one it was."""
    officer, token = term.people[cast.OFFICER], uuid.uuid4()
    absence = UnitEntry.objects.get(
        candidate=it.candidates[16], unit=it.unit("3"), series__year=days.summer - 1
    )
    for document in ConsiderationPaper.What.values:
        commands.keep_paper(
            token=token,
            document=document,
            upload=SimpleUploadedFile(f"{document}.pdf", PAPER),
            centre=it.centre,
            by=officer,
            at=days.ago(3),
        )
    made = commands.apply_for_consideration(
        entry=absence,
        ground=ConsiderationGround.objects.get(wrong_paper=True),
        happened="The candidate was in another room and was handed the paper of another unit.",
        leader="Alex Morgan, head of centre",
        declared=True,
        token=token,
        by=officer,
        at=days.ago(3),
    )
    commands.ask_about_consideration(
        consideration=made,
        question="Which paper did the candidate sit, and was it sent to us?",
        by=term.people[cast.PROCESSOR],
        at=days.ago(2),
    )
