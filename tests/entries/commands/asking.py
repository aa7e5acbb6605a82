"""Whom a centre asks the board about."""

from datetime import date

from entries.rules.people import Person

UCI, ULN = "681990012058G", "9276308686"
ADA = Person("Okafor", "Ada", date(2009, 3, 14), "F", "0042", uci=UCI)
