"""What a person reads on a page."""

from django.contrib.messages import get_messages


def text(response):
    return response.content.decode()


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]
