"""How are the papers of an application kept? Until its form is sent, as the form's own."""

from django.db import transaction

from assessed import queries
from assessed.models import ConsiderationPaper
from interchange import form_papers, keeping, uploads
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.keeping import files_go_if_refused


@files_go_if_refused
@transaction.atomic
def keep_paper(*, token, document, upload, centre, by, at) -> ConsiderationPaper:
    """Keep a file chosen in a form until the form is sent; give the ConsiderationPaper.

    `token` names the form, `document` is a ConsiderationPaper.What. The same file twice is one.
    Raises UploadRefused.
    """
    permissions.check(by, Permission.APPLY_CONSIDERATION, centre=centre)
    checked = uploads.check(upload)
    hold_centre(centre)
    chosen = queries.chosen_papers(token, by)
    if held := chosen.filter(document=document, digest=checked.digest).first():
        return held
    uploads.check_count(chosen.count() + 1)
    return ConsiderationPaper.objects.create(
        token=token,
        document=document,
        **keeping.write(ConsiderationPaper, upload, checked),
        added_at=at,
        added_by=by,
    )


@transaction.atomic
def drop_papers(*, token, papers, by) -> None:
    """Throw away papers (by their keys) that a person chose in a form not sent yet."""
    keeping.delete(queries.chosen_papers(token, by).filter(pk__in=papers))


def forget_papers(*, at) -> int:
    """Throw away the papers of forms that nobody has touched for a day; give how many."""
    left = ConsiderationPaper.objects.filter(consideration=None)
    return form_papers.forget(left, at=at)
