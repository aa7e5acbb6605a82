"""What the area is called."""

from django.apps import AppConfig


class InvariantsConfig(AppConfig):
    """Nothing of its own is kept here: the app brings `manage.py check_data`."""

    name = "invariants"
    verbose_name = "Invariants"
