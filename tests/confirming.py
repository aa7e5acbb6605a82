"""Confirming on a page as a person does: look at it, then send what it carries."""

import re


def shown_on(answer):
    """What the page carries of what it shows; "" where it asks for no confirmation."""
    found = re.search(r'name="shown" value="([^"]*)"', answer.content.decode())
    return found[1] if found else ""


def confirm(client, address, look, sent, **options):
    """Send `look` to the address, then `sent` with what that page showed; give the last answer."""
    page = client.post(address, look)
    return client.post(address, {**sent, "shown": shown_on(page)}, **options)


def differences_on(answer):
    """What the page says is different from what it had shown, each as a sentence."""
    part = re.search(r'differences">(.*?)</ul>', answer.content.decode(), re.DOTALL)
    items = re.findall(r"<li>(.*?)</li>", part[1] if part else "", re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in items]
