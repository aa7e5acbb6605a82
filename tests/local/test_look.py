"""The look is built by whatever Node there is, and is nobody else's brand."""

import re

import pytest

from local import look, places


def npm_beside_node(folder, version):
    """Make programs that say what node of the version would."""
    for name in ("node", "npm"):
        (folder / name).write_text(f"#!/bin/sh\necho {version}\n")
        (folder / name).chmod(0o755)


@pytest.mark.parametrize(
    ("version", "used"), [("v20.0.0", True), ("v24.1.0", True), ("v18.20.1", False)]
)
def test_a_node_of_twenty_or_newer_is_used(tmp_path, monkeypatch, version, used):
    npm_beside_node(tmp_path, version)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert (look.system_npm() is not None) is used


def test_a_machine_without_node_is_known(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert look.system_npm() is None


def test_the_style_sheet_carries_no_crown_crest_or_font_of_the_government():
    sheet = (places.ROOT / "static" / "built" / "portal.css").read_text()

    assert not re.findall(r"crown|crest|GDS Transport", sheet, re.IGNORECASE)


def test_the_style_sheet_loads_nothing_from_elsewhere():
    sheet = (places.ROOT / "static" / "built" / "portal.css").read_text()

    assert not re.findall(r"@import|url\([^)]*//", sheet)
