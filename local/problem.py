"""Why can the servers not start? In one sentence that says what to do."""


class CannotStart(Exception):
    """The message is what the person at the terminal reads, before anything is left running."""
