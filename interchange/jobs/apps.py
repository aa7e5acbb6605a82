"""What the area is called on the board's side."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The app with its title."""

    name = "interchange.jobs"
    verbose_name = "Clock"
