"""How is an amount of money written?"""


def pounds(pence: int | None) -> str:
    """An amount in pounds, from pence; words where it is not known yet."""
    return "not set yet" if pence is None else f"£{pence / 100:,.2f}"
