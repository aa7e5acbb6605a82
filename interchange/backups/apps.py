"""What the area is called."""

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    """Nothing of its own is kept here: the app brings `manage.py backup` and `restore`."""

    name = "interchange.backups"
    verbose_name = "Copies"
