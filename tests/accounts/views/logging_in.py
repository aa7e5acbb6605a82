"""How people give their password and their code."""

from django.urls import reverse

from tests.factories import accounts, second_factor

LOG_IN = "/log-in/"


def give_password(client, password=accounts.PASSWORD, email="sam@school.example", **more):
    """The answer to the first step."""
    return client.post(LOG_IN, {"email": email, "password": password, **more})


def give_code(client, **more):
    """The answer to the second step, with the code of now."""
    return client.post(reverse("accounts:second_factor"), {"code": second_factor.code(), **more})
