import pytest

from tests.factories.notifications import a_letter

pytestmark = [pytest.mark.django_db]


@pytest.mark.slow
def test_in_the_demo_everybody_reads_the_letters(client, settings):
    settings.DEMO = True
    a_letter(subject="Your app", body="See https://portal.example/account/ soon")

    page = client.get("/letters/").content.decode()

    assert "Your app" in page
    assert 'href="https://portal.example/account/"' in page


@pytest.mark.slow
def test_letters_to_one_address_are_found(client, settings):
    settings.DEMO = True
    a_letter(subject="For Sam")
    a_letter(subject="For Nell", to="nell@school.example")

    page = client.get("/letters/?to=NELL").content.decode()

    assert "For Nell" in page
    assert "For Sam" not in page


def test_without_letters_the_page_says_so(client, settings):
    settings.DEMO = True

    assert "Nothing has happened yet" in client.get("/letters/").content.decode()


@pytest.mark.slow
def test_outside_the_demo_there_is_no_such_page(client, sign_in, board_administrator):
    assert client.get("/letters/").status_code == 404
    assert sign_in(board_administrator).get("/letters/").status_code == 404
