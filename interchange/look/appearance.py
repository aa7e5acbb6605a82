"""How does a person want pages to look? Kept by the browser, so that it needs no account."""

from django import forms
from django.conf import settings

from interchange.look.widgets import Radios

COOKIE, SLASH = "appearance", "slash"
KEPT = 365 * 24 * 60 * 60  # seconds
SYSTEMS, LIGHT, DARK = "", "light", "dark"
APPEARANCES = {SYSTEMS: "As this device is set", LIGHT: "Light", DARK: "Dark"}
OFF = "off"


class Appearance(forms.Form):
    """Light or dark, and whether a single key does something."""

    appearance = forms.ChoiceField(
        label="Light or dark", choices=APPEARANCES.items(), required=False, widget=Radios
    )
    slash = forms.BooleanField(
        label="The key / goes to the search at the top of each page", required=False
    )


def chosen(request) -> dict[str, object]:
    """What was chosen in this browser, by the names of the form's boxes."""
    appearance = request.COOKIES.get(COOKIE, "")
    return {
        "appearance": appearance if appearance in APPEARANCES else SYSTEMS,
        "slash": request.COOKIES.get(SLASH) != OFF,
    }


def keep(answer, wanted) -> None:
    """Have the browser keep what was chosen."""
    for name, value in {
        COOKIE: wanted["appearance"],
        SLASH: "" if wanted["slash"] else OFF,
    }.items():
        answer.set_cookie(
            name,
            value,
            max_age=KEPT,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def look(request) -> dict[str, object]:
    """Give templates `look`: what was chosen in this browser."""
    return {"look": chosen(request)}
