"""What may a browser keep? Nothing of what the portal answers; only static files are kept."""

from django.utils.cache import patch_cache_control


class NeverKept:
    """Tell browsers and proxies to keep no page, file or answer of the API.

    Computers at schools are shared: whoever presses Back after somebody logged out sees nothing.
    Static files never come here, since WhiteNoise answers for them before.
    """

    def __init__(self, get_response):
        """Stand before `get_response`."""
        self.get_response = get_response

    def __call__(self, request):
        """Answer the request, and mark the answer."""
        response = self.get_response(request)
        patch_cache_control(response, no_store=True, private=True)
        return response
