"""What the page that corrects details shows and sends."""

import re

from django.urls import reverse

from tests.reading import folded

UCI, ULN = "681990012058G", "9276308686"


def address(centre, candidate):
    """The page."""
    return reverse("entries:correct_details", args=[centre.number, candidate.ocr_number])


def shown(client, url):
    """What the form holds when the page is opened, to be typed over."""
    words = client.get(url).content.decode()
    hidden = dict(re.findall(r'name="(token|seen)" value="([^"]+)"', words))
    typed = {"surname": "Okafor", "forenames": "Ada", "sex": "F", "uci": "", "uln": ""}
    return {**typed, "born_on_day": "14", "born_on_month": "3", "born_on_year": "2009", **hidden}


def text(answer):
    """The words of a page, as read."""
    return folded(re.sub(r"<[^>]+>", " ", answer.content.decode()))
