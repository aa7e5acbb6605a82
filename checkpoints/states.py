"""How far is a centre with the term-time checkpoint? It follows from its ticks: no move sets it."""

from django.db.models import TextChoices


class Status(TextChoices):
    """How far a centre is (the board's page on the declaration names the first three)."""

    NOTHING = "nothing", "Nothing to check"
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    READY = "ready", "Ready to submit"
    SUBMITTED = "submitted", "Submitted"


MEANING = {  # status: (what it means, who acts next)
    Status.NOTHING: (
        "Nobody at your centre is registered, so there is nothing to check or declare.",
        "Nobody",
    ),
    Status.NOT_STARTED: (
        "No subject has been checked yet.",
        "Teachers: look at each subject and mark it as checked",
    ),
    Status.IN_PROGRESS: (
        "Some subjects are still to be checked, or changed since they were.",
        "Teachers: look at the subjects that are left and mark them as checked",
    ),
    Status.READY: (
        "Every subject is checked.",
        "The exams officer: submit the declaration",
    ),
    Status.SUBMITTED: (
        "The board has your centre's declaration. Dates may still be changed; that needs no new"
        " declaration.",
        "Nobody",
    ),
}
