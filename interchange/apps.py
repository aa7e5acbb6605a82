"""Which site Django's admin is: the board's processing room."""

from django.contrib.admin.apps import AdminConfig


class BoardConfig(AdminConfig):
    """Django's admin with the board's own site as its default."""

    default_site = "interchange.board.BoardSite"
