"""New rules for the tests of award runs."""

import shutil

import pytest

from interchange.catalogue import specification as specifications

LADDER = "schemes/2016-L3.toml"


@pytest.fixture
def publish(tmp_path, monkeypatch):
    """A function that publishes other boundaries for the diplomas of Level 3."""
    folder = shutil.copytree(specifications.FOLDER, tmp_path / "specifications")
    monkeypatch.setattr(specifications, "FOLDER", folder)

    def write(old='"D*D" = 206, DD = 200', new='"D*D" = 200, DD = 196'):
        text = (folder / LADDER).read_text()
        assert old in text
        (folder / LADDER).write_text(text.replace(old, new, 1))

    return write
