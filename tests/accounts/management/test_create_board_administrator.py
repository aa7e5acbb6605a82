import pytest
from django.core.management import CommandError, call_command

from interchange.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_it_prints_the_link_to_begin_with(capsys, settings, client):
    settings.PORTAL_ADDRESS = "https://portal.example"

    call_command("create_board_administrator", "bo@board.example", "Bo Board")

    link = capsys.readouterr().out.split()[-1]
    assert link.startswith(f"https://portal.example/password/{User.objects.get().pk}/")
    assert client.get(link.removeprefix("https://portal.example")).status_code == 200


def test_a_name_with_a_link_is_refused():
    with pytest.raises(CommandError, match="no address of a page"):
        call_command("create_board_administrator", "bo@board.example", "Bo www.x.example")


def test_an_address_that_is_none_is_refused():
    with pytest.raises(CommandError, match="bo is not an e-mail address"):
        call_command("create_board_administrator", "bo", "Bo Board")
