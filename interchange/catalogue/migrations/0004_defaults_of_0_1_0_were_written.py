"""An installation of 0.1.0 was given its defaults already, some of them real addresses of a board.

The defaults are noted as written, so that what staff moved or deleted stays so. Addresses that
nobody chose are taken out: they are set where the portal is installed, or by the board's staff.
"""

from django.db import migrations

YEARS = ("2025/26", "2026/27", "2027/28")
DATES = ("checkpoint-opens", "checkpoint-closes", "visits-booked", "claims", "visits")
OLD_FEES = ("centre", "clerical-check")
FEES = (
    *("registration", "registration-ext-cert", "registration-found-dip", "registration-dip"),
    *("registration-ext-dip", "unit-entry", "unit-resit", "late-entry", "very-late-entry"),
)
FIGURES = (
    *("free-visits", "claim-days", "visit-type-days", "august-days", "medical-withdrawal-days"),
    *("approval-working-days", "transfer-waits-for-claims", "merge-undo-days"),
    *("size-change-after-result", "size-change-after-claims", "register-again"),
)
SERIES = (
    *("2025 9", "2026 1", "2026 6", "2026 9", "2027 1", "2027 6", "2027 9", "2028 1", "2028 6"),
)
ADDRESSES = {
    "support": "support@ocr.org.uk",
    "processing": "vqprocessing@ocr.org.uk",
    "requirements": "srteam@ocr.org.uk",
    "visits": "VQ.panelmanagement@ocr.org.uk",
    "credit": "creditcontrol@ocr.org.uk",
}
PHONE = "01223 553998"
KEYS = (
    "other_body_units",
    "sample_size 7",
    *(f"series {each}" for each in SERIES),
    *(f"key_date {slug} {year}" for slug in DATES for year in YEARS),
    *(f"fee {slug} 2017-09-01" for slug in OLD_FEES),
    *(f"fee {slug} 2025-08-01" for slug in FEES),
    *(f"figure {slug}" for slug in FIGURES),
    *(f"registration_rule {before} 2025-08-01" for before in ("exam", "claim", "visit")),
    *(f"contact {slug}" for slug in ADDRESSES),
)


def note_and_clear(apps, schema_editor):
    """Note the defaults as written, and take out the addresses nobody chose."""
    if not apps.get_model("catalogue", "SpecificationVersion").objects.exists():
        return  # nothing was loaded yet: a new installation
    written = apps.get_model("catalogue", "WrittenDefault")
    written.objects.bulk_create([written(key=key) for key in KEYS])
    contacts = apps.get_model("catalogue", "Contact").objects
    contacts.filter(slug="support", phone=PHONE).update(phone="")
    for slug, address in ADDRESSES.items():
        contacts.filter(slug=slug, email=address).update(email="")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_defaults_are_written_once_and_contacts_may_wait")]

    operations = [migrations.RunPython(note_and_clear, migrations.RunPython.noop, elidable=False)]
