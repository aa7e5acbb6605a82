"""What a person reads on a page: a browser folds white space, and so do we."""

from django.contrib.messages import get_messages


def text(answer):
    """The page of the answer, each run of white space as one space."""
    return folded(answer.content.decode())


def folded(html):
    """The words, each run of white space as one space."""
    return " ".join(html.split())


def said(answer):
    """The messages that the next page will show."""
    return [str(message) for message in get_messages(answer.wsgi_request)]
