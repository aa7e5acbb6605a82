"""For which reasons may an absence from an exam be considered? Choices that the board edits."""

from django.db import models

from interchange.catalogue.models.sourced import Sourced


class ConsiderationGround(Sourced):
    """A reason for which special consideration can be applied for, and what proves it."""

    title = models.CharField(max_length=120, unique=True)
    evidence = models.CharField("what to send", max_length=300)
    wrong_paper = models.BooleanField(
        default=False, help_text="The candidate was there and sat another paper than entered for."
    )
    offered = models.BooleanField(default=True, help_text="Centres can choose it.")
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["position", "title"]
        verbose_name = "ground for special consideration"
        verbose_name_plural = "grounds for special consideration"

    def __str__(self):
        return self.title
