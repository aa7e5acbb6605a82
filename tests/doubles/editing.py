"""What the board's administrators add by hand, and send on pages of their own."""

from datetime import date, timedelta
from functools import partial

from django.urls import reverse
from django.utils import timezone

from entries.commands import let_rules_go_on
from entries.models import Approval
from interchange.accounts.roles import Role
from interchange.catalogue.models import EnteredRules, OtherBodyUnits, Qualification, Subject
from tests.doubles.scene import sending
from tests.factories import accounts, catalogue
from tests.factories import entries as make

NAMED = {"title": "Something new", "source": "a letter"}


def taken():
    """The qualifications that are known to take units of another body."""
    return OtherBodyUnits.objects.values("qualification")


def of_a_day(scene, name="from_on"):
    """A day that nobody of another scene names."""
    return {name: (date(2030, 1, 1) + timedelta(days=scene.place)).isoformat()}


ADDED = {
    "accounts.centre": lambda scene: {
        "number": f"{70_000 + scene.place}",
        "name": "New School",
        "email": "new@school.example",
    },
    "accounts.user": lambda scene: {"name": "Nia", "email": f"nia{scene.place}@board.example"},
    "accounts.membership": lambda scene: {
        "user": accounts.a_person().email,
        "role": Role.MODERATOR,
        "centre": scene.centre.number,
        "subject": Subject.objects.get(code="IT").pk,
    },
    "catalogue.series": lambda scene: {
        "year": 2031 + scene.place % 60,
        "month": "6",
        "entries_open_on": f"{2030 + scene.place % 60}-09-01",
    },
    "catalogue.keydate": lambda scene: {
        **NAMED,
        "slug": f"day-{scene.place}",
        "academic_year": "2026/27",
        "on": "2027-01-15",
    },
    "catalogue.fee": lambda scene: {
        **NAMED,
        **of_a_day(scene),
        "slug": "late-entry",
        "pence": "100",
    },
    "catalogue.wording": lambda scene: {
        **of_a_day(scene),
        "source": "a letter",
        "slug": "terms",
        "words": "Within 30 days.",
    },
    "catalogue.figure": lambda scene: {**NAMED, "slug": f"figure-{scene.place}", "value": "3"},
    "catalogue.registrationrule": lambda scene: {
        **of_a_day(scene),
        "before": "exam",
        "days": "7",
        "source": "a letter",
    },
    "catalogue.closedunit": lambda scene: {
        **of_a_day(scene),
        "qualification": catalogue.qualification().pk,
        "unit": catalogue.qualification().units.order_by("pk")[scene.place % 12].pk,
        "source": "a letter",
    },
    "catalogue.bankholiday": lambda scene: {
        "on": f"{2030 + scene.place % 60}-05-06",
        "title": "A jubilee",
        "source": "a letter",
    },
    "catalogue.reductionwindow": lambda scene: {
        "summer": "2022",
        "opens_on": f"{2030 + scene.place % 60}-03-20",
        "closes_on": f"{2030 + scene.place % 60}-04-28",
        "source": "a letter",
    },
    "catalogue.considerationground": lambda scene: {
        "title": f"Ground {scene.place}",
        "evidence": "A letter",
        "position": "5",
        "source": "a letter",
    },
    "catalogue.gradenumbers": lambda scene: {
        **of_a_day(scene),
        "failed": "0",
        "near_pass": "0.5",
        "passed": "1",
        "merit": "2",
        "distinction": "3",
        "halfway": "better",
        "source": "a letter",
    },
    "reviews.lastday": lambda scene: {
        "series": catalogue.a_series(2040 + scene.place % 50, 6).pk,
        "service": "clerical-check",
        "on": f"{2041 + scene.place % 50}-01-31",
        "source": "a letter",
    },
    "catalogue.samplesize": lambda scene: {
        "cohort_from": 500 + scene.place,
        "candidates": "30",
        "source": "a letter",
    },
    "catalogue.otherbodyunits": lambda scene: {
        "qualification": Qualification.objects.exclude(pk__in=taken()).order_by("pk").first().pk,
        "source": "a letter",
    },
    "catalogue.contact": lambda scene: {
        "slug": f"desk-{scene.place}",
        "title": "A desk",
        "about": "Desks.",
        "email": "desk@board.example",
    },
}


def adding(label, typed, scene):
    """A new row, typed by the board."""
    address = reverse(f"admin:{label.replace('.', '_')}_add")
    return scene.presses(scene.board, address, "Save", **typed(scene))


for one, boxes in ADDED.items():
    sending(f"{one}:add")(partial(adding, one, boxes))


@sending("catalogue.qualificationdates:change")
def dates_of_a_qualification(scene):
    one = catalogue.qualification("05842")
    address = reverse("admin:catalogue_qualificationdates_change", args=[one.pk])
    return scene.presses(scene.board, address, "Save", dates_source="Notice 12 of the board")


@sending("catalogue.enteredrules:let_the_file_count")
def a_file_that_counts_again(scene):
    one = catalogue.qualification("05885")
    entered = EnteredRules.objects.create(
        qualification=one,
        number=one.entered_rules.count() + 1,
        text="# what the board typed\n",
        entered_at=timezone.now(),
    )
    return scene.acts(entered, "let_the_file_count", _=True)


@sending("catalogue.specificationversion:let_rules_go_on")
def older_rules_that_go_on(scene):
    one = catalogue.qualification("05842").versions.get()
    day = {"before_day": "1", "before_month": "9", "before_year": f"{2010 + scene.place % 15}"}
    return scene.acts(one, "let_rules_go_on", because="They began by these.", **day)


@sending("catalogue.specificationversion:let_newer_rules_count")
def newer_rules_that_count(scene):
    one = catalogue.qualification("05835").versions.get()
    let_rules_go_on(
        version=one,
        before=timezone.localdate(),
        because="They began by these.",
        by=scene.board,
        at=timezone.now(),
    )
    return scene.acts(one, "let_newer_rules_count", because="The figures were wrong.")


@sending("entries.approval:approve_a_centre")
def a_centre_approved(scene):
    subject = Subject.objects.get(code="IT")
    Approval.objects.filter(centre=scene.centre, about=subject).delete()
    address = reverse("admin:entries_approval_approve_a_centre")
    return scene.sends(scene.board, address, centre=scene.centre.number, subjects=[subject.pk])


@sending("results.unitresult:bank_a_unit")
def a_unit_banked(scene):
    entry = make.an_entry(scene.centre, catalogue.qualification("05842"))
    return scene.sends(
        scene.board,
        reverse("admin:results_unitresult_bank_a_unit"),
        centre=scene.centre.number,
        candidate=entry.candidate.ocr_number,
        qualification=entry.qualification.code,
        number="4",
        grade="M",
        reason="Left out of a claim.",
    )


@sending("assessed.teacherassessedgrade:give_a_tag")
def a_tag_given(scene):
    entry = make.an_entry(scene.centre, catalogue.qualification("05842"))
    return scene.sends(
        scene.board,
        reverse("admin:assessed_teacherassessedgrade_give_a_tag"),
        centre=scene.centre.number,
        candidate=entry.candidate.ocr_number,
        qualification=entry.qualification.code,
        number="4",
        grade="M",
        planned_on_day="12",
        planned_on_month="5",
        planned_on_year="2021",
        reason="Mid-flight in 2021.",
        papers="A letter.",
    )


@sending(
    "catalogue.qualification:load_the_specification_files",
    "catalogue.specificationversion:load_the_specification_files",
)
def the_specifications(scene):
    address = reverse("admin:catalogue_qualification_load_the_specification_files")
    return scene.sends(scene.board, address, sure="on")
