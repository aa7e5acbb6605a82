"""How does a centre make, fill and delete a teaching group?"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from entries.commands.locking import one_at_a_time
from entries.models import QualificationEntry, TeachingGroup
from entries.rules.groups import check_group
from interchange.accounts import permissions
from interchange.accounts.models import Centre, User
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.models import Qualification
from interchange.refusals import AlreadyDone

GONE = "Somebody at your centre has deleted this group meanwhile. Nothing was changed."


@transaction.atomic
def make_group(
    *,
    centre: Centre,
    name: str,
    qualification: Qualification | None,
    teachers: Collection[User],
    by: User,
    at: datetime,
) -> TeachingGroup:
    """Make a group without members; the same click twice makes one. Raises GroupRefused."""
    permissions.check(by, Permission.MAKE_GROUPS, centre=centre)
    one_at_a_time([f"teaching groups {centre.pk}"])
    made = {"name": name, "qualification": qualification, "made_by": by}
    same = TeachingGroup.objects.filter(centre=centre, members=None, **made).first()
    if same and {*same.teachers.all()} == {*teachers}:
        return same
    check_group(name, _names(centre), "", ())
    group = TeachingGroup.objects.create(centre=centre, made_at=at, **made)
    group.teachers.set(teachers)
    trail.record("teachinggroup.make", about=group, by=by, at=at, detail=_told(group))
    return group


@transaction.atomic
def change_group(
    *,
    group: TeachingGroup,
    name: str,
    qualification: Qualification | None,
    teachers: Collection[User],
    by: User,
    at: datetime,
) -> None:
    """Give the group another name, qualification or teachers. Raises GroupRefused, AlreadyDone."""
    permissions.check(by, Permission.MAKE_GROUPS, centre=group.centre)
    one_at_a_time([f"teaching groups {group.centre_id}"])
    group = _held(group)
    before = _told(group)
    codes = set(group.members.values_list("qualification__code", flat=True))
    names = _names(group.centre) - {group.name}
    check_group(name, names, qualification.code if qualification else "", codes)
    group.name, group.qualification = name, qualification
    group.save(update_fields=["name", "qualification"])
    group.teachers.set(teachers)
    if (after := _told(group)) != before:
        detail = {"before": before, "after": after}
        trail.record("teachinggroup.change", about=group, by=by, at=at, detail=detail)


@transaction.atomic
def add_to_group(
    *, group: TeachingGroup, entries: Iterable[QualificationEntry], by: User, at: datetime
) -> int:
    """Put those of the centre's registrations that fit into the group; give how many are new.

    Of a group of one qualification only registrations for it fit. Raises AlreadyDone.
    """
    permissions.check(by, Permission.MAKE_GROUPS, centre=group.centre)
    group = _held(group)
    fitting = {
        one.pk
        for one in entries
        if one.centre_id == group.centre_id
        and group.qualification_id in (None, one.qualification_id)
    }
    new = fitting - set(group.members.filter(pk__in=fitting).values_list("pk", flat=True))
    group.members.add(*new)
    _record_members("teachinggroup.add", group, new, by, at)
    return len(new)


@transaction.atomic
def take_out_of_group(
    *, group: TeachingGroup, entries: Iterable[QualificationEntry], by: User, at: datetime
) -> int:
    """Take the registrations out of the group; give how many were in it. Raises AlreadyDone."""
    permissions.check(by, Permission.MAKE_GROUPS, centre=group.centre)
    group = _held(group)
    asked = {one.pk for one in entries}
    gone = set(group.members.filter(pk__in=asked).values_list("pk", flat=True))
    group.members.remove(*gone)
    _record_members("teachinggroup.take_out", group, gone, by, at)
    return len(gone)


@transaction.atomic
def delete_group(*, group: TeachingGroup, by: User, at: datetime) -> None:
    """Delete the group; registrations stay as they are. Raises AlreadyDone."""
    permissions.check(by, Permission.MAKE_GROUPS, centre=group.centre)
    group = _held(group)
    trail.record("teachinggroup.delete", about=group, by=by, at=at, detail=_told(group))
    group.delete()


def go_on_in_groups(entry: QualificationEntry, made: QualificationEntry) -> None:
    """Put what took a registration's place at the same centre into its groups, in its place.

    A group of the qualification that was left holds the new one no more.
    """
    if entry.centre_id != made.centre_id:
        return
    groups = list(entry.groups.all())
    entry.groups.clear()
    made.groups.add(
        *(one for one in groups if one.qualification_id in (None, made.qualification_id))
    )


def _held(group):
    """The group as it is under its lock."""
    found = TeachingGroup.objects.select_for_update(of=("self",), no_key=True)
    held = found.select_related("centre", "qualification").filter(pk=group.pk).first()
    if held is None:
        raise AlreadyDone(GONE)
    return held


def _names(centre):
    return set(TeachingGroup.objects.filter(centre=centre).values_list("name", flat=True))


def _told(group):
    return {
        "name": group.name,
        "qualification": group.qualification.code if group.qualification else "",
        "teachers": sorted(group.teachers.values_list("pk", flat=True)),
    }


def _record_members(name, group, keys, by, at):
    if keys:
        trail.record(name, about=group, by=by, at=at, detail={"registrations": sorted(keys)})
