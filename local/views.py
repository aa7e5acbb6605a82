"""Who may come into the demo, with passwords and codes? Only the demo has this page."""

import time

from django.shortcuts import render

from interchange.accounts.access import public
from local.term import cast


@public
def people(request):
    """Show each person of the demo, what they do, and the code their app shows now."""
    return render(
        request,
        "local/people.html",
        {
            "people": [(player, player.code()) for player in cast.CAST],
            "password": cast.PASSWORD,
            "seconds": cast.CODE_LASTS - int(time.time()) % cast.CODE_LASTS,
        },
    )
