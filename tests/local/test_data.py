"""The demo goes on from its data, or says why it cannot."""

import json

import pytest

from local import data, demo
from local.problem import CannotStart


def silent(line):
    pass


def test_an_empty_folder_is_a_first_run(tmp_path):
    said = []

    data.go_on(tmp_path, said.append)

    assert said == ["This is the first run: it takes a minute."]
    assert not data.is_up_to_date(tmp_path)


@pytest.mark.slow
def test_a_finished_first_run_is_gone_on_from(tmp_path):
    data.go_on(tmp_path, silent)
    data.mark_prepared(tmp_path)
    said = []

    data.go_on(tmp_path, said.append)

    assert not said
    assert data.is_up_to_date(tmp_path)


@pytest.mark.slow
def test_data_are_brought_up_to_date_after_a_change_of_the_code(tmp_path):
    data.mark_prepared(tmp_path)
    rewrite(tmp_path, lambda kept: kept.update(code="another"))

    data.go_on(tmp_path, silent)

    assert not data.is_up_to_date(tmp_path)


def test_what_an_unfinished_first_run_left_is_deleted(tmp_path):
    data.go_on(tmp_path, silent)
    (tmp_path / "postgres").mkdir()
    said = []

    data.go_on(tmp_path, said.append)

    assert not (tmp_path / "postgres").exists()
    assert said[0] == "The first run did not get to its end: starting it over."


def rewrite(folder, change):
    """Change what the folder says it was made with."""
    kept = data.prepared_with(folder)
    change(kept)
    (folder / data.PREPARED).write_text(json.dumps(kept))


def test_what_is_not_the_demos_own_is_kept(tmp_path):
    (tmp_path / "mine").touch()
    (tmp_path / "uploads").mkdir()

    data.delete(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path):
    key = data.secret_key(tmp_path)

    assert data.secret_key(tmp_path) == key
    assert len(key) > 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("act", [lambda folder: data.go_on(folder, silent), demo.reset])
def test_papers_that_no_demo_has_kept_stay(act, tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    paper = tmp_path / "uploads" / "register.pdf"
    paper.parent.mkdir()
    paper.write_bytes(b"%PDF")

    with pytest.raises(CannotStart, match="no demo has made that"):
        act(tmp_path)

    assert paper.exists()
    assert not (tmp_path / data.BEGUN).exists()


def test_what_the_demo_has_kept_is_deleted(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    data.go_on(tmp_path, silent)
    (tmp_path / "uploads").mkdir()

    demo.reset(tmp_path)

    assert not (tmp_path / "uploads").exists()
