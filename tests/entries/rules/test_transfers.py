"""When a candidate may be transferred to another centre."""

from datetime import date
from types import SimpleNamespace

import pytest

from entries.rules import transfers as rules
from entries.rules.transfers import TransferAsked, TransferRefused

BORN = date(2009, 3, 14)
ADA = SimpleNamespace(surname="O'Kafor", born_on=BORN)
BEFORE = SimpleNamespace(surname="Mills", born_on=BORN)  # what a merged record had said
ASKED = TransferAsked("okafor", BORN, ocr_number="50000001")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (ASKED, True),
        (TransferAsked("O'KAFOR", BORN, uci="123450140001B"), True),
        (TransferAsked("Okafor", BORN, ocr_number="50000002"), False),
        (TransferAsked("Mills", BORN, ocr_number="50000001"), True),
        (TransferAsked("Okafor", BORN), False),
        (TransferAsked("Smith", BORN, ocr_number="50000001"), False),
        (TransferAsked("Okafor", date(2009, 3, 15), ocr_number="50000001"), False),
    ],
)
def test_a_number_the_birth_date_and_the_surname_must_all_agree(asked, meant):
    assert rules.is_meant(asked, [ADA, BEFORE], {"50000001", "123450140001B", ""}) == meant


FREE = {
    "same_centre": False,
    "asked": ASKED,
    "number_holder": "",
    "registered": False,
    "approval": "",
}


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"same_centre": True}, "your own centre"),
        ({"approval": "Your centre is not approved for IT."}, "not approved for IT"),
        ({"asked": TransferAsked("Okafor", BORN)}, "OCR candidate number or the UCI"),
        ({"number_holder": "Lee, Ann"}, "Lee, Ann's. Choose"),
        ({"registered": True}, "registered for the qualification already"),
    ],
)
def test_what_is_wrong_on_the_new_centres_own_side_is_told(change, because):
    with pytest.raises(TransferRefused, match=because):
        rules.check_asking(**{**FREE, **change})


READY = {
    "entry_open": True,
    "free_at_new": True,
    "number_free": True,
    "claims": [],
    "waits_for_claims": True,
}


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"entry_open": False}, "is not open"),
        ({"claims": ["claim 100001"]}, "on claim 100001"),
        ({"free_at_new": False}, "itself meanwhile"),
        ({"number_free": False}, "somebody else's"),
    ],
)
def test_the_board_is_told_what_stands_in_the_way(change, because):
    with pytest.raises(TransferRefused, match=because):
        rules.check_processing(**{**READY, **change})


def test_nothing_in_the_way_is_processed_and_the_figure_decides_about_claims():
    rules.check_processing(**READY)
    rules.check_processing(**{**READY, "claims": ["claim 1"], "waits_for_claims": False})
