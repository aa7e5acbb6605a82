"""How is a paper that a centre sends kept?"""

import uuid

from django.core.files.base import File

from entries.models import Paper
from interchange import uploads


def keep_paper(upload, *, by, at):
    """Keep an uploaded file, checked by its content; None where there is none.

    Belongs in the transaction of what it is sent with. Raises UploadRefused.
    """
    if upload is None:
        return None
    checked = uploads.check(upload)
    return Paper.objects.create(
        file=File(upload, name=uuid.uuid4().hex),
        name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        digest=checked.digest,
        added_at=at,
        added_by=by,
    )
