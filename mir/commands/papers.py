"""What becomes of the papers of a form that is not sent yet?"""

from django.db import transaction

from interchange import form_papers, keeping, uploads
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.keeping import files_go_if_refused
from mir import queries
from mir.filled import filled_rows
from mir.models import Attachment, Draft
from mir.request_types import OTHER, document_kinds


@files_go_if_refused
@transaction.atomic
def keep(*, token, document, upload, centre, by, at, template=None) -> Attachment:
    """Keep a file chosen in a form until the form is sent; give the Attachment.

    `token` names the form, `document` which paper it is; of one that is a filled `template` its
    rows are read, and NotATemplate is raised where it is none, or nothing was filled in. A second
    file for the same paper takes the place of the first, except among the other papers. Raises
    UploadRefused.
    """
    permissions.check(by, Permission.RAISE_REQUESTS, centre=centre)
    checked = uploads.check(upload, document_kinds(document))
    rows = filled_rows(uploads.read_tables(upload), template) if template else []
    hold_centre(centre)
    held = queries.chosen(token, by).filter(document=document, digest=checked.digest).first()
    if held:
        return held
    if document != OTHER.slug:
        keeping.delete(queries.chosen(token, by).filter(document=document))
    uploads.check_count(queries.chosen(token, by).count() + 1)
    return Attachment.objects.create(
        token=token,
        document=document,
        **keeping.write(Attachment, upload, checked),
        rows=rows,
        added_at=at,
        added_by=by,
    )


@transaction.atomic
def drop(*, token, papers, by) -> None:
    """Throw away papers (by their keys) that a person chose in a form not sent yet."""
    keeping.delete(queries.chosen(token, by).filter(pk__in=papers))


def forget_forms(*, at) -> int:
    """Throw away the papers of forms that nobody has touched for a day; give how many.

    The papers of a draft stay as long as it does.
    """
    drafts = Draft.objects.values("token")
    left = Attachment.objects.filter(request=None).exclude(token__in=drafts)
    return form_papers.forget(left, at=at)
