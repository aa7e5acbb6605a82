"""What tests of the catalogue need: files of their own to spoil, and a database without one."""

import shutil

import pytest

from interchange.catalogue import models
from interchange.catalogue.specification import FOLDER


@pytest.fixture
def folder(tmp_path):
    """A copy of all specification files, to be changed."""
    return shutil.copytree(FOLDER, tmp_path / "specifications")


@pytest.fixture
def change(folder):
    """Write something else into a file of the folder: `change(name, old, new)`."""

    def write(name, old, new):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return write


@pytest.fixture
def nothing_loaded(db):
    """A new installation, before the catalogue is loaded."""
    models.SpecificationVersion.objects.all().delete()
    models.Qualification.objects.all().delete()
    models.Unit.objects.update(same_as=None)
    for kind in (models.Unit, models.Subject, models.Series):
        kind.objects.all().delete()
    for kind in (models.KeyDate, models.Fee, models.Contact, models.WrittenDefault):
        kind.objects.all().delete()
