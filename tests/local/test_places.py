"""Sockets have short paths in folders that are ours alone."""

import pytest

from local import places
from local.problem import CannotStart


def test_a_deep_folder_has_a_short_place_for_sockets(tmp_path):
    deep = tmp_path / ("deep " * 20) / ("deeper " * 20)

    assert len(str(places.socket_folder(deep))) < 60


def test_two_folders_have_two_places_for_sockets(tmp_path):
    assert places.socket_folder(tmp_path / "a") != places.socket_folder(tmp_path / "b")


def test_a_socket_path_the_kernel_would_refuse_is_refused(tmp_path):
    with pytest.raises(CannotStart, match="too long for a socket"):
        places.fitting(tmp_path / ("x" * 100))


def test_a_folder_others_can_write_to_is_refused(tmp_path):
    tmp_path.chmod(0o777)

    with pytest.raises(CannotStart, match="belongs to somebody else"):
        places.checked(tmp_path)


def test_a_link_in_place_of_our_folder_is_refused(tmp_path):
    link = tmp_path / "link"
    link.symlink_to(tmp_path)

    with pytest.raises(CannotStart, match="belongs to somebody else"):
        places.checked(link)
