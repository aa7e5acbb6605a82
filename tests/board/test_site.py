import pytest
from django.contrib import admin

from claims.admin import Concerns
from claims.models import Claim
from interchange.accounts.roles import PERMISSIONS, Permission, Role
from interchange.board import BoardAdmin
from tests.factories.notifications import a_letter

pytestmark = [pytest.mark.django_db]


def test_every_page_is_one_of_ours():
    assert all(isinstance(page, BoardAdmin) for page in admin.site._registry.values())


def test_no_page_of_a_package_stands_there():
    names = {model._meta.label for model in admin.site._registry}

    assert not names & {"auth.Group", "otp_totp.TOTPDevice", "otp_static.StaticDevice"}


def test_rows_beside_a_record_are_seen_by_whoever_may_see_their_own_page():
    pages = admin.site._registry
    rows = [(page, one) for page in pages.values() for one in page.inlines if one.model in pages]

    assert rows
    assert [one for page, one in rows if one.see != pages[one.model].see] == []


def test_who_may_not_process_claims_reads_of_no_concern(rf, monkeypatch, board_administrator):
    page, request = admin.site._registry[Claim], rf.get("/")
    request.user = board_administrator
    assert "concern" in page.get_list_display(request) and "concern" in page.get_fields(request)

    monkeypatch.setitem(PERMISSIONS, Role.BOARD_ADMINISTRATOR, {Permission.ADMIT_STAFF})

    assert "concern" not in [*page.get_list_display(request), *page.get_fields(request)]
    assert not Concerns(Claim, admin.site).has_view_permission(request)


@pytest.mark.slow
def test_the_index_counts_what_waits_and_leads_there(sign_in, processor):
    a_letter(attempts=2, problem="Refused")
    a_letter()
    client = sign_in(processor)

    waiting = {
        title: (number, link) for title, number, link in client.get("/board/").context["waiting"]
    }

    number, link = waiting["letters wait after a failed try"]
    assert number == 1
    assert len(client.get(link).context["cl"].result_list) == 1


@pytest.mark.slow
def test_staff_find_the_way_back_to_the_portal_and_out(sign_in, processor):
    page = sign_in(processor).get("/board/").content.decode()

    assert 'action="/log-out/"' in page
    assert 'href="/account/"' in page
    assert "To the portal" in page


@pytest.mark.slow
def test_logging_out_there_is_logging_out_everywhere(sign_in, processor):
    client = sign_in(processor)

    client.post("/board/logout/", follow=True)

    assert client.get("/board/").url.startswith("/log-in/")


@pytest.mark.slow
def test_passwords_are_not_changed_there(sign_in, processor):
    assert sign_in(processor).get("/board/password_change/").status_code == 404


@pytest.mark.slow
def test_every_list_opens_for_a_board_administrator(sign_in, board_administrator):
    client = sign_in(board_administrator)

    for model in admin.site._registry:
        meta = model._meta
        page = client.get(f"/board/{meta.app_label}/{meta.model_name}/")
        assert page.status_code == 200, meta.label
        assert "style=" not in page.content.decode(), meta.label
