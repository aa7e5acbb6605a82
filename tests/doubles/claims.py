"""What tutors and moderators send about claims, samples and reports."""

import json
from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from claims import commands, queries
from interchange.accounts.roles import Role
from tests.doubles.scene import sending
from tests.doubles.visits import boxes
from tests.factories import accounts, catalogue, entries, papers
from tests.factories import claims as make
from tests.journeys.crawling import signed_in


def a_claim(scene, status="draft", **more):
    """A claim of the centre at the status."""
    return make.claim_at(
        status, centre=scene.centre, by=scene.office, moderator=accounts_moderator(scene), **more
    )


def accounts_moderator(scene):
    """Another moderator, who brings claims along."""
    from interchange.catalogue.models import Subject

    return accounts.with_role(Role.MODERATOR, scene.centre, Subject.objects.get(code="IT"))


def cells_of(claim):
    """What a page sends that claims another unit for the first candidate, as names and values."""
    cell = make.cells(claim, units=3)[2]
    key = f"{cell.candidate_id}-{cell.unit_id}"
    return {f"grade-{key}": "M", f"was-{key}": "", f"assessor-{key}": cell.assessor_id}, cell


# The centre


@sending("claims:start")
def a_claim_started(scene):
    entries.entries(scene.centre, 1)
    make.an_assessor(scene.centre, by=scene.office)
    return scene.sends(scene.office, scene.page("claims:start", "05839"))


@sending("claims:assessors")
def an_assessor(scene):
    entries.entries(scene.centre, 1)
    address = scene.page("claims:assessors", "05839")
    return scene.sends(scene.office, address, name="Ann Lee", initials="AL")


@sending("claims:change_assessor")
def an_assessor_who_stops(scene):
    entries.entries(scene.centre, 1)
    assessor = make.an_assessor(scene.centre, by=scene.office)
    address = scene.page("claims:change_assessor", "05839", assessor.pk)
    return scene.sends(scene.office, address, stop="1")


@sending("claims:candidate")
def grades_of_a_candidate(scene):
    claim = a_claim(scene)
    typed, cell = cells_of(claim)
    number = claim.lines.get(pk=claim.lines.first().pk).candidate.ocr_number
    who = entries.Candidate.objects.get(pk=cell.candidate_id).ocr_number
    return scene.presses(
        scene.office, scene.page("claims:candidate", claim.pk, who or number), "Save", **typed
    )


@sending("claims:unit")
def grades_of_a_unit(scene):
    claim = a_claim(scene)
    typed, cell = cells_of(claim)
    number = queries.units(claim.qualification)[2].number
    return scene.presses(scene.office, scene.page("claims:unit", claim.pk, number), "Save", **typed)


def grid_cells(claim, by):
    """What the grid's script sends."""
    cell = make.cells(claim, units=3)[2]
    row = [cell.candidate_id, cell.unit_id, "M", cell.assessor_id, "", ""]
    return json.dumps({"typist": by.pk, "cells": [row]})


@sending("claims:grid_cells")
def grades_in_the_grid(scene):
    claim = a_claim(scene)
    made = scene.sends(scene.office, scene.page("claims:grid_cells", claim.pk))
    return replace(made, body=grid_cells(claim, scene.office))


@sending("claims:keep")
def typed_and_kept(scene):
    claim = a_claim(scene)
    typed, _ = cells_of(claim)
    address = scene.page("claims:keep", claim.pk)
    return scene.sends(scene.office, address, typist=scene.office.pk, **typed)


@sending("claims:unsaved")
def kept_and_saved(scene):
    claim = a_claim(scene)
    cell = make.cells(claim, units=3)[2]
    commands.remember(claim=claim, cells=[cell], by=scene.office, at=timezone.now())
    return scene.presses(scene.office, scene.page("claims:unsaved", claim.pk), "Save")


@sending("claims:upload")
def grades_by_file(scene):
    claim = make.a_draft(scene.centre, by=scene.office)
    template = signed_in(scene.office).get(scene.page("claims:grades_csv", claim.pk))
    lines = b"".join(template.streaming_content).decode("utf-8-sig").splitlines()
    lines[1] = lines[1].replace(",,", ",P,", 1)
    files = {"file": lambda: SimpleUploadedFile("grades.csv", "\n".join(lines).encode())}
    address = scene.page("claims:upload", claim.pk)
    return scene.presses(scene.office, address, "Upload", files=files)


@sending("claims:submit")
def a_submission(scene):
    address = scene.page("claims:submit", a_claim(scene).pk)
    return scene.presses(scene.office, address, "Yes", look={"declared": "on"})


@sending("claims:again")
def why_claimed_again(scene):
    make.claim_at("processed", centre=scene.centre, by=scene.office, candidates=1, units=1)
    claim = make.claim_at("draft", centre=scene.centre, by=scene.office, candidates=0, units=1)
    return scene.sends(scene.office, scene.page("claims:again", claim.pk), rest="improved")


@sending("claims:recall")
def a_recall(scene):
    return scene.sends(scene.office, scene.page("claims:recall", a_claim(scene, "ready").pk))


@sending("claims:other_bodies")
def a_unit_of_another_body(scene):
    claim = make.a_draft(scene.centre, catalogue.qualification("05349"), 1, scene.office)
    entry = scene.centre.entries.get()
    address = scene.page("claims:other_bodies", claim.pk, entry.candidate.ocr_number)
    unit = queries.units(claim.qualification)[0]
    assessor = scene.centre.assessors.get()
    return scene.sends(
        scene.office,
        address,
        unit=unit.pk,
        body="Pearson",
        assessor=assessor.pk,
        add="1",
    )


@sending("claims:add_evidence")
def evidence_attached(scene):
    claim = a_claim(scene)
    line = make.from_elsewhere(claim)
    files = {"file": lambda: papers.a_file("register.pdf")}
    about = f"{line.candidate_id}-{line.unit_id}"
    return scene.sends(
        scene.office, scene.page("claims:add_evidence", claim.pk), files, about=about
    )


@sending("claims:remove_evidence")
def evidence_taken_away(scene):
    claim = a_claim(scene)
    paper = make.evidence_on(claim, scene.office)
    return scene.sends(scene.office, scene.page("claims:remove_evidence", claim.pk, paper.pk))


@sending("claims:claim_again")
def withdrawn_and_claimed_again(scene):
    claim = a_claim(scene, "withdrawn")
    return scene.sends(scene.office, scene.page("claims:claim_again", claim.pk))


# The moderator


@sending("claims:sample")
def a_sample_proposed(scene):
    address = scene.page("claims:sample", a_claim(scene, "ready").pk)
    return scene.sends(scene.moderator, address, propose="1")


@sending("claims:send_sample")
def a_sample_sent(scene):
    claim = a_claim(scene, "ready")
    person = scene.moderator
    lines = list(claim.lines.all()[:1])
    commands.save_sample(claim=claim, lines=lines, by=person, at=timezone.now())
    return scene.sends(person, scene.page("claims:send_sample", claim.pk))


@sending("claims:review")
def a_review(scene):
    claim = a_claim(scene, "sampled")
    line = claim.lines.first()
    typed = {f"grade-{line.pk}": "U", f"reason-{line.pk}": "No evidence."}
    address = scene.page("claims:review", claim.pk)
    return scene.presses(scene.moderator, address, "Save review", **typed)


@sending("claims:review_cells")
def a_review_in_the_grid(scene):
    claim = a_claim(scene, "sampled")
    line, person = claim.lines.first(), scene.moderator
    row = [line.candidate_id, line.unit_id, line.pk, "U", "No evidence.", f"{line.grade}:"]
    made = scene.sends(person, scene.page("claims:review_cells", claim.pk))
    return replace(made, body=json.dumps({"typist": person.pk, "cells": [row]}))


@sending("claims:agree")
def an_agreement(scene):
    claim = a_claim(scene, "sampled")
    day = boxes(timezone.localdate(), "visited_on") | {"unbooked": "on"}
    address = scene.page("claims:agree", claim.pk)
    return scene.presses(scene.moderator, address, "Submit claim", **day)


@sending("claims:withdraw")
def a_claim_withdrawn(scene):
    address = scene.page("claims:withdraw", a_claim(scene, "sampled").pk)
    return scene.sends(scene.moderator, address, because="Wrong assessors.")


@sending("claims:report")
def a_report(scene):
    address = scene.page("claims:report", a_claim(scene, "ready").pk)
    return scene.presses(scene.moderator, address, "Save", to_do="Cite the evidence.")


@sending("claims:send_report")
def a_report_sent(scene):
    claim, person = a_claim(scene, "ready"), scene.moderator
    commands.save_report(claim=claim, to_do="Cite.", by=person, at=timezone.now())
    return scene.sends(person, scene.page("claims:send_report", claim.pk))


@sending("claims:concern")
def a_concern(scene):
    address = scene.page("claims:concern", a_claim(scene, "ready").pk)
    return scene.sends(scene.moderator, address, about="Two alike.")
