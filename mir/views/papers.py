"""The files that come with a form of a request: kept until it is sent, or taken back."""

from django.utils import timezone

from entries.spreadsheets import NotATemplate
from interchange.keys import as_key
from interchange.uploads import UploadRefused
from mir import commands


def keep_papers(request, centre, token, documents):
    """Keep the files that can be kept; give (field, refusal) for each that cannot."""
    refused = []
    for document in documents:
        for upload in request.FILES.getlist(document.slug):
            try:
                commands.keep(
                    token=token,
                    document=document.slug,
                    template=document.template,
                    upload=upload,
                    centre=centre,
                    by=request.user,
                    at=timezone.now(),
                )
            except (UploadRefused, NotATemplate) as refusal:
                refused.append((document.slug, refusal))
    return refused


def take_back(request, token):
    """Throw away the papers ticked for that."""
    ticked = [key for one in request.POST.getlist("remove") if (key := as_key(one))]
    commands.drop(token=token, papers=ticked, by=request.user)
