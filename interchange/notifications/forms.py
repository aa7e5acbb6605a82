"""Which letters does the demo's page show?"""

from django import forms


class Filters(forms.Form):
    """Letters to one address."""

    to = forms.CharField(label="To", required=False, max_length=254)
