"""What the board's side calls this area."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Post-results services for exams."""

    name = "reviews"
    verbose_name = "Post-results services"

    def ready(self):
        """Have told what is known here to whoever asks why there is no result."""
        from results.queries.circumstances import gathered_by
        from reviews.queries.circumstances import circumstances

        gathered_by(circumstances)
