"""What the board's side calls this area."""

from django.apps import AppConfig


class MirConfig(AppConfig):
    """Missing and incomplete results."""

    name = "mir"
    verbose_name = "Missing and incomplete results"
