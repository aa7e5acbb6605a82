"""What the board's side calls this area."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases, by centre, for the board to look at."""

    name = "cases"
    verbose_name = "Cases"
