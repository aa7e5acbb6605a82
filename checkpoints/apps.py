"""What the board's side calls this area."""

from django.apps import AppConfig


class CheckpointsConfig(AppConfig):
    """Who expects a result this summer, as each centre declares it in term time."""

    name = "checkpoints"
    verbose_name = "Checkpoints"
