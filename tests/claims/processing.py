"""How the board processes claims by the button of their list."""

from django.urls import reverse

from tests.confirming import shown_on

LIST = reverse("admin:claims_claim_changelist")


def process(browser, *chosen, meanwhile=lambda: None):
    """Press Process in the list, do what happens meanwhile, and confirm what the page shows."""
    look = {"action": "process", "_selected_action": [one.pk for one in chosen]}
    page = browser.post(LIST, look)
    meanwhile()
    return browser.post(LIST, {**look, "asked": "1", "shown": shown_on(page)}, follow=True)


def processed(browser, *chosen):
    """The page after the board has pressed Process for the claims, and Process again."""
    return process(browser, *chosen).content.decode()
