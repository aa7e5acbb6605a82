"""Whom a centre types in, in tests of registering."""

from datetime import date

from entries.rules.people import Person

ADA = Person("Okafor", "Ada", date(2009, 3, 14), "F", "0042", uci="681990012058G")
BO = Person("Lindqvist", "Bo", date(2008, 1, 1), "M", "0043")
