"""What the area is called on the board's side."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app with its title."""

    name = "interchange.accounts"
    verbose_name = "People and centres"
