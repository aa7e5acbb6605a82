"""The gallery is for developers and the demo."""

import pytest


@pytest.mark.slow
@pytest.mark.parametrize(("demo", "status"), [(True, 200), (False, 404)])
def test_the_gallery_is_open_in_the_demo_only(db, client, settings, demo, status):
    settings.DEMO = demo

    assert client.get("/look/gallery/", secure=True).status_code == status
