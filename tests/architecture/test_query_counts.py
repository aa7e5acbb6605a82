"""A page asks the database as often for one candidate as for sixty: every page, from the URLs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import layouts
from claims.commands import remember, save_sample
from claims.states import Status
from interchange import paper_files
from interchange.accounts.roles import Permission, Role
from mir.spreadsheets import MISSED
from tests import ownership
from tests.architecture.people import everybody_at, moderator_at
from tests.architecture.routes import names_of, objects, routes
from tests.factories import accounts, catalogue, claims, entries, mir, results, reviews

FEW, MANY = 1, 60
STATUSES = {  # further claims of the centre, one of each status
    Status.SAMPLED: "05841",
    Status.PENDING: "05835",
    Status.PROCESSED: "05827",
}
EXAMPLES = {  # what addresses name where a page needs something special
    "entries:units_only": {"code": "05349"},
    "mir:template": {"spreadsheet": MISSED.slug},
}
PRINTED = [f"?layout={layout}" for layout in layouts.WAYS]
QUESTIONS = {  # what else may be asked of a page
    "claims:view": ["?by=candidate", "?by=unit", "?by=sample"],
    "claims:paper": PRINTED,
    "claims:paper_pdf": PRINTED,
    "claims:moderate": ["?by=candidate", "?by=unit", "?by=sample"],
    "claims:moderate_paper": PRINTED,
    "claims:moderate_paper_pdf": PRINTED,
    "results:embargo_export": ["?as=xlsx"],
    "results:expected": ["?sort=when", "?kind=claim&q=a", "?kind=exam", "?kind=qualification"],
    "results:expected_export": ["?as=xlsx"],
    "results:export": ["?as=xlsx", "?show=qualifications", "?show=candidates&as=xlsx"],
    "results:test_results": ["?show=qualifications"],
    "reviews:ask": ["?exam=05842-2026-06-1&service=review-of-marking"],
    "tracker:export": ["?as=xlsx", "?qualification=05842", "?unit_state=under_way&text=a"],
    "tracker:heat_map": ["?qualification=05842", "?qualification=05842&unit_state=absent"],
    "tracker:paper": ["?qualification=05842"],
    "tracker:progress": ["?at_risk=on", "?unit_state=under_way", "?unit_state=absent"],
    "tracker:search": ["?q=Okafor", "?q=a"],
    "tracker:whole_class": ["?qualification=05842", "?qualification=05842&sort=takes"],
}
SAMPLED_TOO = {  # pages of a claim that say more once its sample was sent
    "claims:view",
    "claims:paper",
    "claims:paper_pdf",
    "claims:export",
    "claims:moderate",
    "claims:moderate_paper",
    "claims:moderate_paper_pdf",
}
REVIEWED = ("claims:review", "claims:review_grid", "claims:agree")  # once the sample was sent
OF_SEVERAL_KINDS = {"results:expected", "results:expected?sort=when"}  # many may be of fewer
MOST = 40  # queries that a page may cost
AT_MOST = {  # … and some pages that are opened often, or are long
    "claims:paper": 13,
    "claims:paper_pdf": 13,
    "claims:grid": 41,  # asks for teaching groups, too
    "claims:unsaved": 17,
    "claims:sample": 22,
    "claims:view": 25,
    "claims:history": 25,
    **dict.fromkeys(("claims:review", "claims:moderate"), 26),
    **dict.fromkeys(("claims:make", "claims:by_candidate", "claims:by_unit", "claims:unit"), 28),
    "claims:trail": 30,
    "entries:entries": 14,
    "tracker:candidate": 77,  # asks after sizes, awards, records, requests and embargoes, too
    "entries:unit_entries": 15,  # asks whether there is a statement of entry, too
    "mir:requests": 30,
}
NO_PAGE_TO_READ = {  # for a signed-in person of the centre, and why
    "accounts:change_email",  # after giving password and code once more
    "accounts:choose_password",  # needs the link of a letter
    "accounts:codes",  # between password and code
    "accounts:confirm_email",  # needs the link of a letter
    "accounts:enrol",  # after giving password and code once more
    "accounts:invite_again",  # a button
    "accounts:log_in",  # leads on
    "accounts:log_out",  # a button
    "accounts:new_codes",  # after giving password and code once more
    "accounts:recovery_code",  # between password and code
    "accounts:second_factor",  # between password and code
    "assessed:answer",  # a button
    "checkpoints:check",  # a button
    "checkpoints:take_back",  # a button
    "checkpoints:tell_board",  # a button
    "claims:change_assessor",  # a button
    "interrupted:form",  # needs a form that was cut off
    "look:wanted",  # a button
    "reminders:feed",  # needs a calendar's secret
    "reminders:end_calendar",  # a button
    "entries:ask_approval",  # a button
    "entries:take_out_of_group",  # a button
    "claims:claim_again",  # a button
    "claims:add_evidence",  # a button
    "claims:evidence",  # whose file was never kept here
    "claims:moderate_evidence",  # whose file was never kept here
    "claims:remove_evidence",  # a button
    "claims:keep",  # a script sends to it
    "claims:review_cells",  # a script sends to it
    "claims:start",  # a button
    "claims:upload_faults",  # a button
    "entries:answer_duplicate",  # a button
    "entries:answer_likely",  # a button
    "entries:ask_about_line",  # a button
    "entries:take_back_question",  # a button
    "entries:cancel_file",  # a button
    "entries:confirm_file",  # a button
    "entries:query_paper",  # whose file was never kept here
    "entries:answer_transfer",  # a button
    "entries:transfer_paper",  # whose file was never kept here
    "entries:withdraw_units",  # leads on where nothing is ticked
    "local:people",  # only in the demo
    "mir:add",  # a button
    "mir:answer",  # a button
    "results:make_results_files",  # a button
    "mir:paper",  # whose file was never kept here
    "reviews:consent",  # whose consent was never sent here
    "tracker:cancel_size_change",  # a button
    "tracker:change_size",  # leads on where nothing is ticked
    "tracker:home",  # leads on
    "tracker:whole_class_file",  # leads on where no qualification is chosen
}
NOT_OF_CANDIDATES = {
    "",  # health, which has no name
    "look:gallery",
}


def a_full_centre(number, candidates):
    """A centre with so many candidates in all that can be under way.

    Gives the centre, the people who may do everything there, and what addresses name, by page.
    """
    centre = accounts.a_centre(number)
    found = objects(centre, candidates=candidates)
    for status, code in STATUSES.items():
        of = catalogue.qualification(code)
        claim = claims.claim_at(status, centre=centre, qualification=of, candidates=candidates)
        if status == Status.SAMPLED:
            found |= dict.fromkeys(REVIEWED, {"pk": claim.pk})
    found["claims:recall"] = found["claims:moderate"]
    person = everybody_at(centre, Role.TUTOR, Role.POST_RESULT_FULL)
    moderator = moderator_at(centre)
    something_typed(centre.claims.get(pk=found["claims"]["pk"]), by=person)
    a_sample_to_send(centre.claims.get(**found["claims:moderate"]), by=moderator)
    exams_and_results(centre, by=person)
    for entry in centre.entries.filter(qualification__code=results.DIPLOMA):
        mir.a_request(entry, by=person)
        found["mir:throw_away"] = {"token": mir.a_draft(entry, person).token}
        found["results:working"] = {"pk": entry.pk}
    reviews.june()
    return centre, (person, moderator), found


def something_typed(claim, by):
    """For every candidate of the claim grades are typed and not saved, other than claimed."""
    people = list(dict.fromkeys(claim.lines.order_by("pk").values_list("candidate", flat=True)))
    cells = claims.cells(claim, grades="MDP", candidates=people)
    assert remember(claim=claim, cells=cells, by=by, at=entries.NOW) == len(cells) > 0


def a_sample_to_send(claim, by):
    """Every line of the claim is ticked, and the centre not told yet."""
    save_sample(claim=claim, lines=list(claim.lines.all()), by=by, at=entries.NOW)


def exams_and_results(centre, by):
    """Exams to come, without results, and with results under an embargo; units and awards held."""
    diploma = list(centre.entries.filter(qualification__code=results.DIPLOMA))
    results.hold(diploma, results.OFFICIAL_EXAMPLE)
    certificate = list(centre.entries.filter(qualification__code="05839"))
    results.enter(certificate, ["1", "2"], catalogue.a_series(2027, 1))
    results.enter(certificate, ["3"], catalogue.a_series(2026, 6))
    results.under_embargo(certificate[:MANY], {"2": "M"}, by)
    results.settle()


def costs(sign_in, people, centre, found, only=None):
    """How each page of the centre answers and how many queries it costs, by name and question.

    Each, or `only` some, is opened by the one of the people who may.
    """
    found_costs = {}
    for person, moderates in zip(people, (False, True), strict=True):
        client = sign_in(person)
        client.get(f"/centres/{centre.number}/")
        found_costs |= {
            name: cost(client, address)
            for route in routes()
            if route.name not in NOT_OF_CANDIDATES
            if (route.permission == Permission.MODERATE_CLAIMS) == moderates
            for name, address in addresses_of(route, centre, found)
            if only is None or name in only
        }
    return found_costs


def addresses_of(route, centre, found):
    """The addresses of the page at the centre, each with what it is called here."""
    named = {**names_of(route, found), **EXAMPLES.get(route.name, {}), "number": centre.number}
    places = [(route.name, named)]
    if route.name in SAMPLED_TOO:
        places.append((f"{route.name}, sampled", {**named, **found["claims:review"]}))
    for name, names in places:
        for asked in ["", *QUESTIONS.get(route.name, [])]:
            yield name + asked, route.address(**names) + asked


def cost(client, address):
    """How the address answers, and the number of queries it costs."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)
    return answer.status_code, len(asked)


def most(name):
    """How many queries a page may cost, by what it is called here."""
    return AT_MOST.get(re.split("[,?]", name)[0], MOST)


@pytest.mark.slow
def test_no_page_costs_more_queries_for_more_candidates(sign_in, settings, catalogue, monkeypatch):
    settings.DEMO = True  # letters are a page, too
    monkeypatch.setattr(paper_files, "IN_A_FILE", 1_000)  # each PDF asks anew
    few, some_people, of_few = a_full_centre("20001", FEW)
    many, other_people, of_many = a_full_centre("20002", MANY)
    results.settle()  # reviews, requests and visits that were asked for have made awards due
    ownership.count()

    expected = costs(sign_in, some_people, few, of_few)
    found = costs(sign_in, other_people, many, of_many)
    differing = {name for name, got in found.items() if got != expected[name]}
    # The first to ask may have filled what is kept from page to page.
    expected |= costs(sign_in, some_people, few, of_few, only=differing)

    more = {name: (expected[name], got) for name, got in found.items() if got != expected[name]}
    assert more.keys() <= {name for name in OF_SEVERAL_KINDS if found[name] < expected[name]}
    assert {name: got for name, got in found.items() if got[1] > most(name)} == {}
    assert {name for name, (status, _) in found.items() if status != 200} <= NO_PAGE_TO_READ
