"""What stands in the way: the shared kind of all refusals by a published rule."""


class RuleBroken(Exception):
    """A published rule forbids it; the message is the sentence the person reads.

    `field` is the name of what was typed that it is about; empty where it is about the whole.
    """

    def __init__(self, sentence: str = "", *, field: str = "") -> None:
        """Take the sentence, and the field where there is one."""
        super().__init__(sentence)
        self.field = field


class AlreadyDone(RuleBroken):
    """Somebody has done it already, perhaps the same person by a first press of the button."""


class NothingSaid(RuleBroken):
    """Words are needed that were not given."""


def check_says_something(words: str, sentence: str, *, field: str = "") -> None:
    """Refuse words that say nothing with the sentence, about the field where there is one."""
    if not words.strip():
        raise NothingSaid(sentence, field=field)
