import pytest

from tests.factories import second_factor

pytestmark = [pytest.mark.django_db]


@pytest.mark.slow
def test_the_account_shows_roles_and_unused_codes(sign_in, tutor):
    client = sign_in(tutor)
    second_factor.StaticDevice.objects.get(user=tutor).token_set.create(token="abcdefghjk")

    page = client.get("/account/").content.decode()

    assert "Fernhill College, centre 12345" in page
    assert "Tutor/Teacher" in page
    assert "1 unused" in page


def test_who_belongs_nowhere_is_told_what_to_do(sign_in, tutor):
    tutor.memberships.all().delete()

    assert "You belong to no centre" in sign_in(tutor).get("/centres/").content.decode()


def test_board_staff_find_the_way_to_their_side(sign_in, processor):
    assert 'href="/board/"' in sign_in(processor).get("/centres/").content.decode()
