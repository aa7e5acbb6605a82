"""What the board's side calls this area."""

from django.apps import AppConfig


class AssessedConfig(AppConfig):
    """Unit grades that the board works out itself, where nothing could be sat or claimed."""

    name = "assessed"
    verbose_name = "Assessed grades"

    def ready(self):
        """Have told what is known here to whoever asks why there is no result."""
        from assessed.queries.circumstances import circumstances, older
        from results.queries.circumstances import gathered_by

        gathered_by(circumstances)
        gathered_by(older)
