"""What stands in the way: the shared kind of all refusals by a published rule."""


class RuleBroken(Exception):
    """A published rule forbids it; the message is the sentence the person reads."""
