"""How is a letter queued? In the transaction of the change it tells of."""

from django.conf import settings
from django.template import Context, engines

from interchange.notifications.models import Enclosure, Message
from interchange.queue import hint


def queue(template, *, to, at, secret=False, files=(), **context):
    """Queue the letter `emails/<template>.txt`, its first line being the subject.

    `to` is one e-mail address. The context knows `portal`, the portal's address, for links. A
    `secret` letter holds a link only its reader may use: the board's side does not show it. The
    letter is sent only if the transaction commits. `files` go with it: (name, kind of content,
    bytes). Gives the message.
    """
    subject, _, body = written(template, context).strip().partition("\n")
    message = Message.objects.create(
        template=template,
        to=to,
        subject=" ".join(subject.split())[:200],
        body=body.strip() + "\n",
        secret=secret,
        queued_at=at,
        next_try_at=at,
    )
    Enclosure.objects.bulk_create(
        Enclosure(message=message, name=name, content_type=kind, content=content)
        for name, kind, content in files
    )
    hint("notifications.send_queued")
    return message


def written(template, context):
    """The letter as plain text: an apostrophe stays one."""
    known = {"portal": settings.PORTAL_ADDRESS, **context}
    found = engines["django"].engine.get_template(f"emails/{template}.txt")
    return found.render(Context(known, autoescape=False))
