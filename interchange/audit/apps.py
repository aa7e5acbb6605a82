"""What the area is called on the board's side."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The app with its title."""

    name = "interchange.audit"
    verbose_name = "The trail"
