"""The look as a Django app, so that its template tags are found."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Holds no models: only how things are drawn."""

    name = "interchange.look"
    label = "look"
