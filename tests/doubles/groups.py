"""Teaching groups: made, changed, filled, emptied and deleted."""

from tests.doubles.scene import sending
from tests.factories import entries as make
from tests.factories.groups import a_group


@sending("entries:make_group")
def a_group_made(scene):
    address = scene.page("entries:make_group")
    return scene.presses(scene.office, address, "Make the group", name="12B IT")


@sending("entries:change_group")
def a_group_changed(scene):
    address = scene.page("entries:change_group", a_group(scene.centre).pk)
    return scene.presses(scene.office, address, "Save", name="13B IT")


@sending("entries:fill_group")
def a_group_filled(scene):
    entry = make.an_entry(scene.centre)
    address = scene.page("entries:fill_group", a_group(scene.centre).pk)
    return scene.presses(scene.office, address, "Add those ticked", entry=[entry.pk])


@sending("entries:take_out_of_group")
def somebody_taken_out_of_a_group(scene):
    entry = make.an_entry(scene.centre)
    address = scene.page("entries:group", a_group(scene.centre, entry).pk)
    return scene.presses(scene.office, address, "Take those ticked out", entry=[entry.pk])


@sending("entries:delete_group")
def a_group_deleted(scene):
    address = scene.page("entries:delete_group", a_group(scene.centre).pk)
    return scene.presses(scene.office, address, "Yes, delete it")
