"""What the pages of a sheet of candidates send."""

from tests import confirming

URL = "/centres/12345/entries/register/05839/"
TOKEN = "5f1a8f3e-8f0a-4c62-9d38-2f6f0f7f7b11"
ADA = {
    "surname": "Okafor",
    "forenames": "Ada",
    "born_on_day": "14",
    "born_on_month": "3",
    "born_on_year": "2009",
    "sex": "F",
    "candidate_number": "42",
}


def sheet(*rows, act="check", **more):
    """What the page sends: rows of typed details."""
    sent = {"token": TOKEN, "rows": len(rows), "act": act, **more}
    for at, row in enumerate(rows):
        sent |= {f"row-{at}-{name}": value for name, value in row.items()}
    return sent


def confirm(page, *rows, url=URL, **more):
    """Check the sheet, then confirm what that page showed; answers are given on that page."""
    unanswered = [{name: text for name, text in row.items() if name != "is"} for row in rows]
    looked, sent = sheet(*unanswered, **more), sheet(*rows, act="confirm", **more)
    return confirming.confirm(page, url, looked, sent, follow=True)
