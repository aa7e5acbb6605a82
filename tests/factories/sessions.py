"""Sessions of people who have logged in: one row, where logging in takes a dozen statements."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import update_last_login
from django.contrib.sessions.backends.db import SessionStore
from django.utils.crypto import get_random_string
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_static.models import StaticDevice


def begin(client, person, **more):
    """Sign the person in on a test client, past the second factor; `more` stands there too.

    `tests/accounts/views/test_log_in.py` shows how people come to such a session.
    """
    device, _ = StaticDevice.objects.get_or_create(user=person, name="codes")
    update_last_login(None, user=person)
    held = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: person.get_session_auth_hash(),
        DEVICE_ID_SESSION_KEY: device.persistent_id,
        **more,
    }
    session = SessionStore(get_random_string(32))  # nobody else's: that need not be asked
    session.update(held)
    session.create_model_instance(held).save(force_insert=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
