"""What the board's side calls this area."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """Letters before key dates, and which letters each person wants."""

    name = "reminders"
    verbose_name = "Reminders"
