"""How is a letter queued? In the transaction of the change it tells of."""

from django.conf import settings
from django.template.loader import render_to_string

from interchange.notifications.models import Message
from interchange.queue import hint


def queue(template, *, to, at, **context):
    """Queue the letter `emails/<template>.txt`, its first line being the subject.

    `to` is one e-mail address. The context knows `portal`, the portal's address, for links. The
    letter is sent only if the transaction commits. Gives the message.
    """
    text = render_to_string(
        f"emails/{template}.txt", {"portal": settings.PORTAL_ADDRESS, **context}
    )
    subject, _, body = text.strip().partition("\n")
    message = Message.objects.create(
        template=template,
        to=to,
        subject=subject.strip()[:200],
        body=body.strip() + "\n",
        queued_at=at,
        next_try_at=at,
    )
    hint("notifications.send_queued")
    return message
