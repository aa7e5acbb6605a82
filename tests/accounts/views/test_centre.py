import pytest

from interchange.catalogue.models import Contact

pytestmark = [pytest.mark.django_db]


@pytest.mark.slow
def test_the_page_names_administrators_moderators_and_the_boards_contacts(
    sign_in, tutor, centre_administrator, moderator
):
    page = sign_in(tutor).get("/centres/12345/information/").content.decode()

    assert "Fernhill College" in page
    assert centre_administrator.email in page
    assert "Morgan Moderator" in page
    assert Contact.objects.first().address in page


@pytest.mark.slow
def test_a_centre_without_moderator_is_told_what_happens_to_claims(sign_in, tutor):
    page = sign_in(tutor).get("/centres/12345/information/").content.decode()

    assert "No moderator is allocated" in page
