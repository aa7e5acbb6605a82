"""What stands in the way: the shared kind of all refusals by a published rule."""


class RuleBroken(Exception):
    """A published rule forbids it; the message is the sentence the person reads."""


class AlreadyDone(RuleBroken):
    """Somebody has done it already, perhaps the same person by a first press of the button."""
