"""Which letters does the demo's page show?"""

from django import forms

from interchange.look import filters


class Filters(filters.Filters):
    """Letters to one address."""

    to = forms.CharField(label="To", required=False, max_length=254)
