"""How is a letter queued? In the transaction of the change it tells of."""

from django.conf import settings
from django.template import Context, engines

from interchange.notifications.enclosing import Drawing
from interchange.notifications.linking import STAND_IN
from interchange.notifications.models import Enclosure, Message
from interchange.queue import hint


def queue(template, *, to, at, link="", reader=None, files=(), **context):
    """Queue the letter `emails/<template>.txt`, its first line being the subject.

    `to` is one e-mail address. The context knows `portal`, the portal's address, for links that
    anybody may know. One that only its reader may use is made when the letter is sent: `link` is
    its kind, `reader` the person, and `{{ link }}`, alone on a line, its place. The letter is sent
    only if the transaction commits. `files` go with it: (name, kind of content, bytes), or a
    Drawing. Gives the message.
    """
    if link:
        context["link"] = STAND_IN
    subject, _, body = _written(template, context).strip().partition("\n")
    if link and STAND_IN not in body.split("\n"):
        raise ValueError(f"emails/{template}.txt has no line for its link")
    message = Message.objects.create(
        template=template,
        to=to,
        subject=" ".join(subject.split())[:200],
        body=body.strip() + "\n",
        link=link,
        reader=reader,
        queued_at=at,
        next_try_at=at,
    )
    Enclosure.objects.bulk_create(_enclosure(message, file) for file in files)
    hint("notifications.send_queued")
    return message


def _enclosure(message, file):
    if isinstance(file, Drawing):
        known = {"name": file.name, "content_type": file.content_type}
        return Enclosure(message=message, drawn=file.kind, key=file.key, **known)
    name, kind, content = file
    return Enclosure(message=message, name=name, content_type=kind, content=content)


def _written(template, context):
    """The letter as plain text: an apostrophe stays one."""
    known = {"portal": settings.PORTAL_ADDRESS, **context}
    found = engines["django"].engine.get_template(f"emails/{template}.txt")
    return found.render(Context(known, autoescape=False))
