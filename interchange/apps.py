"""Which site Django's admin is: the board's processing room."""

from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.apps import AuthConfig
from django.contrib.auth.signals import user_logged_in


class BoardConfig(AdminConfig):
    """Django's admin with the board's own site as its default."""

    default_site = "interchange.board.BoardSite"


class SignInConfig(AuthConfig):
    """Django's accounts and sessions; a log-in counts from the second factor on.

    `accounts.commands.log_in` notes it. A password alone would otherwise end the link by which its
    owner chooses another.
    """

    def ready(self):
        """Let Django note no log-in of its own."""
        super().ready()
        user_logged_in.disconnect(dispatch_uid="update_last_login")
