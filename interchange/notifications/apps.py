"""What the area is called on the board's side."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """The app with its title."""

    name = "interchange.notifications"
    verbose_name = "Letters"
