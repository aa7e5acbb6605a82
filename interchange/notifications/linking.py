"""How does a link that only its reader may use come into a letter? When the letter is sent.

The letter that is kept has a line in its place. So neither staff nor a copy of the database can
read a link, and one in a letter that is sent late is as fresh as any.
"""

from django.conf import settings

STAND_IN = "[a link for the reader alone, made when this letter is sent]"


class NoLink(Exception):
    """There is no such link for the person any more; the message says why, to staff."""


def with_link(message, link_for):
    """The letter's text as its reader gets it, with the link that is made now.

    `link_for(kind, person, address)` gives the link's path for a person whom the letter reaches at
    the address, or raises NoLink. Only a whole line is taken for the link's place, so that nobody
    can put the link elsewhere by the name of a person or a centre.
    """
    if not message.link:
        return message.body
    path = link_for(message.link, message.reader, message.to)
    address = f"{settings.PORTAL_ADDRESS}{path}"
    lines = message.body.split("\n")
    return "\n".join(address if line == STAND_IN else line for line in lines)
