"""How often a moderator comes to the grade that was claimed."""

from claims.rules import Agreement, agreement_in_words


def test_a_rate_is_never_rounded_up_to_full_agreement():
    told = agreement_in_words([Agreement("AA", 300, 299)])

    assert told == "299 of 300 grades in the sample stand as claimed (99 %)."


def test_each_assessor_is_told_apart():
    told = agreement_in_words([Agreement("AA", 4, 4), Agreement("BB", 4, 1)])

    assert told.endswith("(62 %): AA 4 of 4, BB 1 of 4.")


def test_without_a_sample_there_is_no_rate():
    assert agreement_in_words([]) == "No grade of the sample is on the claim."
