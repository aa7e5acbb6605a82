"""All pages of the portal, read from the URL configuration, and what their addresses may name."""

import re
import uuid
from dataclasses import dataclass, field
from datetime import date

from django.urls import URLPattern, get_resolver, reverse

from assessed.consideration_states import Status as Asked
from claims.states import Status
from entries.models import Submission
from entries.states import Status as Entry
from interchange.accounts.roles import Role
from interchange.catalogue.models import Series
from tests.architecture.pages import (
    PAGES_OF_A_CHANGE,
    PAGES_OF_A_CONSIDERATION,
    PAGES_OF_A_FILE,
    PAGES_OF_A_GROUP,
    PAGES_OF_A_RESULTS_FILE,
    PAGES_OF_A_TRANSFER,
    PAGES_OF_A_VISIT,
    PAGES_OF_AN_INVOICE,
)
from tests.factories import (
    accounts,
    assessed,
    catalogue,
    claims,
    details,
    edi,
    entries,
    groups,
    mir,
    reductions,
    results,
    reviews,
    visits,
)

ANYTHING = {  # an address may name these without belonging to a centre
    "code": "05839",
    "unit": "3",
    "series": "2027-06",
    "summer": 2022,
    "data_type": "S",
    "subject": "IT",
    "level": 3,
    "section": "examined",
    "spreadsheet": "missed-candidates",
    "token": "abc-def",
}


@dataclass(frozen=True)
class Route:
    """One page: how it is called, what guards it, what its address names beside the centre."""

    name: str
    path: str
    permission: str | None
    names: tuple[str, ...] = field(default=())

    @property
    def of_a_centre(self):
        """Whether it is a page of one centre."""
        return "number" in self.names

    @property
    def of_an_object(self):
        """Whether its address names something that belongs to a centre."""
        return bool(set(self.names) - {"number"} - set(ANYTHING))

    def address(self, **named):
        """Its address; whatever is not given is something that is not there."""
        known = {**ANYTHING, "pk": 999_999, "request_number": 999_999, "ocr_number": "99999999"}
        known |= dict.fromkeys(("evidence_pk", "invoice_number", "result", "paper_pk"), 999_999)
        return reverse(self.name, kwargs={name: {**known, **named}[name] for name in self.names})


def routes():
    """Every page but those of Django's admin, which the board's site guards as a whole."""
    return list(walk(get_resolver().url_patterns))


def walk(patterns, path="", spaces=()):
    """The pages below, with the path and the namespaces that lead there."""
    for pattern in patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route(pattern, here, spaces)
        elif pattern.namespace != "admin":
            more = (pattern.namespace,) if pattern.namespace else ()
            yield from walk(pattern.url_patterns, here, (*spaces, *more))


def route(pattern, path, spaces):
    """The page of a pattern; an API view carries its permission on its class."""
    view = pattern.callback
    holder = view if hasattr(view, "permission") else getattr(view, "view_class", view)
    names = tuple(re.findall(r"<(?:\w+:)?(\w+)>", path))
    name = ":".join([*spaces, pattern.name or ""])
    return Route(name, f"/{path}", getattr(holder, "permission", None), names)


def objects(centre, candidates=2):
    """Something of the centre's for each page whose address names one: page or area, then names.

    Its claims are of so many candidates each. A new page with a name that stands in none of these
    fails the tests until it gets its line.
    """
    tutor = accounts.with_role(Role.TUTOR, centre)
    administrator = accounts.with_role(Role.CENTRE_ADMINISTRATOR, centre)
    draft = claims.claim_at(Status.DRAFT, centre=centre, candidates=candidates, by=tutor)
    ready = claims.claim_at(
        Status.READY,
        centre=centre,
        qualification=catalogue.qualification("05842"),
        candidates=candidates,
        by=tutor,
    )
    entry = centre.entries.filter(qualification=draft.qualification).first()
    of_2012 = claims.a_draft(centre, catalogue.qualification("05349"), candidates, tutor)
    registered = centre.entries.filter(qualification=of_2012.qualification).first()
    request = mir.a_request(entry, by=administrator)
    receipt = Submission.objects.create(
        token=uuid.uuid4(),
        kind=Submission.Kind.EXAMS,
        centre=centre,
        qualification=draft.qualification,
        made_at=entries.NOW,
        made_by=administrator,
    )
    file = edi.a_checked_file(centre, administrator, candidates)
    invoice = entries.an_invoice(centre, administrator, candidates)
    booked = visits.visit_at("booked", centre=centre, by=tutor, on=date(2027, 2, 10))
    reported = claims.report_on(ready)
    changed = details.a_waiting_change(registered.candidate, centre, administrator)
    reductions.a_window()
    reduced = [reductions.a_student(centre) for _ in range(candidates)]
    ocr_number = entry.candidate.ocr_number
    asked = {"request_number": request.number}
    return {
        "accounts": {"pk": tutor.pk},
        "tracker": {"pk": entry.pk, "ocr_number": ocr_number},
        "entries": {"pk": receipt.pk},
        **dict.fromkeys(PAGES_OF_A_FILE, {"pk": file.pk}),
        **dict.fromkeys(PAGES_OF_A_GROUP, {"pk": groups.a_group(centre, entry, by=tutor).pk}),
        **dict.fromkeys(PAGES_OF_AN_INVOICE, {"invoice_number": invoice.number}),
        **dict.fromkeys(PAGES_OF_A_TRANSFER, {"pk": entries.a_transfer(centre, administrator).pk}),
        "entries:take_back_question": {
            "pk": entries.an_identity_question(centre, administrator).pk
        },
        "entries:ask_back": {"pk": entries.an_entry(centre, status=Entry.REMOVED).pk},
        "tracker:cancel_size_change": {"pk": entries.a_size_change(entry, administrator).pk},
        "entries:query_paper": {"pk": entries.a_query(invoice, administrator).pk},
        "entries:correct_details": {"ocr_number": ocr_number},
        "entries:statement": {"ocr_number": ocr_number},
        **dict.fromkeys(PAGES_OF_A_CHANGE, {"pk": changed.pk}),
        **dict.fromkeys(("results:working", "results:working_of"), of_a_result(centre)),
        "results:statement": {"ocr_number": ocr_number},
        **dict.fromkeys(
            PAGES_OF_A_RESULTS_FILE, {"pk": results.a_results_file(centre, administrator).pk}
        ),
        "assessed:reduction_report": {
            "pk": reductions.report(reduced[0], administrator, reductions.OPTIONAL).pk
        },
        "claims": {
            "pk": draft.pk,
            "ocr_number": ocr_number,
            "unit": draft.lines.first().unit.number,
        },
        "claims:change_assessor": {"pk": centre.assessors.first().pk},
        **dict.fromkeys(PAGES_OF_A_VISIT, {"pk": visits.visit_at(centre=centre, by=tutor).pk}),
        "claims:rebook_visit": {"pk": booked.pk},
        "claims:moderate": {"pk": ready.pk},
        "claims:moderate_export": {"pk": ready.pk},
        "claims:moderate_paper": {"pk": ready.pk},
        "claims:moderate_paper_pdf": {"pk": ready.pk},
        "claims:moderate_trail": {"pk": ready.pk},
        "claims:sample": {"pk": ready.pk},
        "claims:send_sample": {"pk": ready.pk},
        "claims:review": {"pk": ready.pk},
        "claims:review_grid": {"pk": ready.pk},
        "claims:review_cells": {"pk": ready.pk},
        "claims:agree": {"pk": ready.pk},
        "claims:withdraw": {"pk": ready.pk},
        "claims:report": {"pk": ready.pk},
        "claims:send_report": {"pk": ready.pk},
        "claims:concern": {"pk": ready.pk},
        "claims:read_report": {"pk": reported.pk},
        "claims:other_bodies": {
            "pk": of_2012.pk,
            "ocr_number": registered.candidate.ocr_number,
        },
        **dict.fromkeys(
            ("claims:evidence", "claims:remove_evidence"),
            {"pk": draft.pk, "evidence_pk": claims.evidence_on(draft, tutor).pk},
        ),
        "claims:moderate_evidence": {
            "pk": ready.pk,
            "evidence_pk": claims.evidence_on(ready, tutor).pk,
        },
        **of_considerations(centre),
        "mir": {**asked, "pk": mir.a_paper(request, administrator).pk},
        "reviews": {"pk": reviews.a_review_on_paper(centre, administrator).pk},
    }


def of_a_result(centre):
    """What the pages of a result's working name: its registration, and the result."""
    result = results.a_result(entries.an_entry(centre))
    return {"pk": result.entry.pk, "result": result.pk}


def names_of(one, found):
    """What the page's address names, of the objects found."""
    area = one.name.split(":")[0]
    return found.get(one.name) or found.get(area, {})


def of_considerations(centre):
    """What the addresses of special consideration name: an absence, and applications."""
    officer, staff = assessed.an_exams_officer(centre), accounts.with_role(Role.PROCESSOR)
    made = assessed.apply_for(assessed.an_absence(centre, sat=(2024, 6)), officer)
    absence = assessed.an_absence(centre, sat=(2024, 6))
    asked = assessed.consideration_at(
        Asked.MORE_NEEDED, assessed.an_absence(centre, sat=(2024, 6)), officer, staff
    )
    long_ago = Series.objects.filter(year=2024, month=6)
    long_ago.update(results_on=date(2024, 8, 15))  # so that nobody shows as Absent today
    named = {"pk": made.pk, "paper_pk": made.papers.first().pk}
    return {
        **dict.fromkeys(PAGES_OF_A_CONSIDERATION, named),
        "assessed:apply": {"pk": absence.pk},
        "assessed:answer": {"pk": asked.pk},
    }
