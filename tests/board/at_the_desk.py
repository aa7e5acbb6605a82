"""What the desk's tests send and read."""

from datetime import UTC, datetime

INDEX, HAND, NEXT, FIND = "/board/", "/board/desk/hand/", "/board/desk/next/", "/board/desk/find/"
LONG_AGO = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def lines(client, **asked):
    return client.get(INDEX, asked).context["items"]


def hand(client, record, act, **more):
    given = {"kind": record._meta.label_lower, "record": record.pk, "act": act, **more}
    return client.post(HAND, given, follow=True)


def said(page):
    return [str(one) for one in page.context["messages"]]
