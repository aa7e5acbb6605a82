"""Loading the catalogue: twice, changed, and broken."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from interchange.audit.models import Event
from interchange.catalogue import commands, defaults, queries
from interchange.catalogue.models import (
    Contact,
    Fee,
    Figure,
    KeyDate,
    OtherBodyUnits,
    Qualification,
    RegistrationRule,
    SampleSize,
    Series,
    SpecificationVersion,
    Subject,
    Unit,
)
from interchange.catalogue.specification import SpecificationError, load


def test_every_qualification_is_loaded(catalogue):
    it = Qualification.objects.get(code="05842")

    assert Qualification.objects.count() == 66
    assert (it.qan, it.size_title, it.total, it.offered) == ("601/7101/7", "Diploma", 720, True)
    assert it.units.count() == 20
    assert Subject.objects.get(code="SPO").title == "Sport and Physical Activity"


@pytest.mark.slow
def test_units_are_shared_by_sizes(catalogue):
    assert Unit.objects.filter(subject__code="IT", suite="2016", level=3).count() == 20
    unit = Unit.objects.get(subject__code="IT", suite="2016", level=3, number="1")

    assert set(unit.in_sizes.values_list("code", flat=True)) == {
        *("05838", "05839", "05840", "05841", "05842", "05877"),
    }


@pytest.mark.slow
def test_a_unit_of_two_subjects_names_the_one_it_is(catalogue):
    shared = Unit.objects.get(subject__code="IT", suite="2012", level=3, number="29")

    assert (shared.same_as.subject.code, shared.same_as.number) == ("BUS", "1")


def test_units_stand_in_the_order_of_the_specification(catalogue):
    it = Qualification.objects.get(code="05842")
    rows = it.qualificationunit_set.select_related("unit")

    assert [row.unit.number for row in rows] == [unit.number for unit in load("05842").units]


def test_what_is_not_offered_says_why(catalogue):
    found = Qualification.objects.get(code="05871")

    assert not found.offered
    assert found.not_offered_because == "only 780 of 1080 GLH of its units are known"


def test_the_same_files_again_change_nothing(catalogue, service, at):
    events = Event.objects.count()

    assert commands.load_catalogue(by=service, at=at) == []
    assert SpecificationVersion.objects.count() == 66
    assert Event.objects.count() == events


@pytest.mark.slow
def test_each_loaded_version_leaves_a_trail(nothing_loaded, service, at):
    commands.load_catalogue(by=service, at=at)

    event = Event.objects.get(label="05842 version 1", by=service)

    assert (event.name, event.by, event.at) == ("specification.load", service, at)


@pytest.mark.slow
def test_a_changed_unit_makes_a_new_version_of_its_sizes_only(
    catalogue, service, at, folder, change
):
    change("2016/units/HSC-L3.toml", "Infection control", "Controlling infection")

    changed = commands.load_catalogue(by=service, at=at, folder=folder)

    assert changed == ["05830", "05831", "05832", "05833", "05871"]
    versions = SpecificationVersion.objects.filter(qualification__code="05831")
    assert [row.version for row in versions] == [2, 1]
    assert Unit.objects.filter(title="Controlling infection").count() == 1
    assert Event.objects.filter(label="05831 version 2").count() == 1


@pytest.mark.slow
def test_a_unit_taken_out_of_a_size_can_no_longer_be_claimed(
    catalogue, service, at, folder, change
):
    change("2016/05831.toml", '"5", "10"', '"10"')

    commands.load_catalogue(by=service, at=at, folder=folder)

    assert not Qualification.objects.get(code="05831").units.filter(number="5").exists()
    assert Unit.objects.filter(subject__code="HSC", number="5", suite="2016").exists()


@pytest.mark.slow
def test_a_broken_file_changes_nothing(nothing_loaded, service, at, folder, change):
    change("2016/05842.toml", "counts = 3", "counts = 4")

    with pytest.raises(SpecificationError, match=r"05842.toml, line 22"):
        commands.load_catalogue(by=service, at=at, folder=folder)

    assert not Qualification.objects.exists()
    assert not Contact.objects.exists()


@pytest.mark.slow
def test_the_newest_version_holds(catalogue, service, at, folder, change):
    change("2016/units/HSC-L3.toml", "Infection control", "Controlling infection")
    qualification = Qualification.objects.get(code="05831")
    before = queries.specification(qualification)

    commands.load_catalogue(by=service, at=at, folder=folder)

    after = queries.specification(qualification)
    assert (before.version, before.unit("5").title) == (1, "Infection control")
    assert (after.version, after.unit("5").title) == (2, "Controlling infection")


def test_a_new_installation_has_series_dates_fees_and_contacts(catalogue):
    june = Series.objects.get(year=2027, month=6)

    assert june.provisional and june.entries_close_on == date(2027, 2, 21)
    assert Series.objects.get(year=2026, month=9).entries_close_on is None
    assert KeyDate.objects.get(slug="claims", academic_year="2026/27").on == date(2027, 6, 15)
    assert Fee.objects.get(slug="centre").pence == 51500
    assert {contact.slug for contact in Contact.objects.all()} == {
        *("support", "processing", "requirements", "visits", "credit"),
    }


def test_a_new_installation_has_nobodys_address_and_writes_to_its_own_inboxes(catalogue, settings):
    settings.SUPPORT_INBOX = "support@here.example"

    assert not Contact.objects.exclude(email="", phone="").exists()
    assert queries.address_of("support") == "support@here.example"
    assert queries.address_of("credit") == "support@here.example"  # until the board sets one
    assert queries.address_of("visits") == settings.MODERATION_INBOX
    assert queries.address_of("processing") == settings.PROCESSING_INBOX


def test_a_contact_that_the_board_has_set_is_written_to_there(catalogue):
    Contact.objects.filter(slug="credit").update(email="credit@here.example")

    assert queries.address_of("credit") == "credit@here.example"


def test_an_inbox_of_the_installation_is_the_one_address_of_its_team(catalogue, settings):
    Contact.objects.filter(slug="processing").update(email="other@here.example")

    assert queries.address_of("processing") == settings.PROCESSING_INBOX


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (Series, {"year": 2027, "month": 6}),
        (KeyDate, {"slug": "claims", "academic_year": "2026/27"}),
        (Fee, {"slug": "centre"}),
        (Figure, {"slug": "free-visits"}),
        (RegistrationRule, {"before": "exam"}),
        (SampleSize, {"cohort_from": 7}),
        (Contact, {"slug": "credit"}),
        (OtherBodyUnits, {"qualification__code": "05309"}),
    ],
)
def test_what_staff_have_deleted_does_not_come_back(kind, names, catalogue, service, at):
    kind.objects.get(**names).delete()

    commands.load_catalogue(by=service, at=at)

    assert not kind.objects.filter(**names).exists()


@pytest.mark.slow
def test_what_staff_have_moved_does_not_come_back_where_it_was(catalogue, service, at):
    Fee.objects.filter(slug="centre").update(from_on=date(2026, 9, 1))

    commands.load_catalogue(by=service, at=at)

    assert Fee.objects.get(slug="centre").from_on == date(2026, 9, 1)


def test_a_default_that_a_later_version_adds_is_written_then(catalogue, service, at, monkeypatch):
    file = defaults.read_file()
    later = {"slug": "new", "title": "A new figure", "value": 3}
    monkeypatch.setattr(defaults, "read_file", lambda: {**file, "figure": [*file["figure"], later]})

    commands.load_catalogue(by=service, at=at)

    assert Figure.objects.get(slug="new").value == 3


@pytest.mark.slow
def test_what_staff_have_edited_stays(catalogue, service, at):
    Contact.objects.filter(slug="support").update(phone="01223 000000")
    Series.objects.filter(year=2027, month=6).update(provisional=False)
    Fee.objects.filter(slug="centre").update(pence=60000)

    commands.load_catalogue(by=service, at=at)

    assert Contact.objects.get(slug="support").phone == "01223 000000"
    assert not Series.objects.get(year=2027, month=6).provisional
    assert Fee.objects.get(slug="centre").pence == 60000


def test_the_dates_of_a_series_follow_one_another():
    series = Series(
        year=2027,
        month=6,
        entries_open_on=date(2026, 9, 1),
        entries_close_on=date(2027, 2, 21),
        very_late_until_on=date(2027, 2, 20),
    )

    with pytest.raises(ValidationError, match="earlier than “entries close on”"):
        series.clean()

    series.very_late_until_on = None
    series.clean()
