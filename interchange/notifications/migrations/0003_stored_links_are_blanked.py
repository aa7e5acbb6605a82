"""Letters already written lose the links that stand in them; who waits for one gets a fresh one."""

import re

from django.db import migrations

LINK = re.compile(r"\S*/password/(\d+)/[^/\s]+/?")
STAND_IN = "[a link for the reader alone, made when this letter is sent]"
KIND = "choose a password"
TRIES_LEFT_FROM = 29  # who was tried for long is tried once more, and the count does not overflow


def blank_links(apps, schema_editor):
    """Put the stand-in where a link stands, and note its kind and whom it is for."""
    letters = apps.get_model("notifications", "Message").objects
    people = set(apps.get_model("accounts", "User").objects.values_list("pk", flat=True))
    for letter in letters.filter(body__contains="/password/").iterator():
        found = LINK.search(letter.body)
        if found is None:
            continue
        letter.body = LINK.sub(STAND_IN, letter.body)
        if int(found[1]) in people:
            letter.link, letter.reader_id = KIND, int(found[1])
        letter.save(update_fields=["body", "link", "reader"])
    letters.filter(sent_at=None, attempts__gt=TRIES_LEFT_FROM).update(attempts=TRIES_LEFT_FROM)


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0002_links_are_made_when_sent"),
        ("accounts", "0001_initial"),
    ]

    operations = [migrations.RunPython(blank_links, migrations.RunPython.noop, elidable=False)]
