import pytest
from django.core import mail

from interchange.notifications import tasks
from tests.factories.notifications import a_letter


@pytest.mark.django_db
def test_the_task_sends_what_is_due():
    a_letter()

    tasks.send_queued()

    assert len(mail.outbox) == 1
