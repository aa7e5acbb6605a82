"""What the board's side calls this area."""

from django.apps import AppConfig


class MirConfig(AppConfig):
    """Missing and incomplete results."""

    name = "mir"
    verbose_name = "Missing and incomplete results"

    def ready(self):
        """Have told what is known here to whoever asks why there is no result."""
        from mir.queries.circumstances import circumstances
        from results.queries.circumstances import gathered_by

        gathered_by(circumstances)
