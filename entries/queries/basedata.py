"""What do centres' systems load before they make files? The basedata of a series, from the rules.

The September series of a year carries all registrations of that academic year; January and June
carry that series' exams. Made anew from the catalogue each time, and the same as long as the
catalogue is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max
from django.utils.timezone import localdate

from entries.rules import options
from entries.rules.exams import MONTHS
from interchange.catalogue import booklet
from interchange.catalogue.models import Fee, Series, SpecificationVersion
from interchange.catalogue.queries import specifications
from interchange.catalogue.specification.shape import Specification
from interchange.edi import layouts
from interchange.edi.kinds import SeriesReference
from interchange.edi.writer import Head, fitting, pieces

FEES = {options.REGISTRATION: "registration", options.UNIT: "unit-entry"}
QUALIFICATION_TYPE = "CAMX"  # as a school's system calls Cambridge Technicals


@dataclass(frozen=True)
class Basedata:
    """The basedata of one series; `sequence` rises with each change of the catalogue."""

    series: Series
    sequence: int
    made_on: date

    @property
    def has_exams(self) -> bool:
        """Whether it carries exams, not registrations."""
        return self.series.month in MONTHS

    @property
    def title(self) -> str:
        """What it is for, in words."""
        if self.has_exams:
            return f"Exams of {self.series}"
        return f"Registrations from {self.series} on"

    @property
    def reference(self) -> SeriesReference:
        """The series as headers name it."""
        return reference(self.series)

    def head(self, data_type) -> Head:
        """The header of one of its files."""
        return Head(data_type, self.reference, self.sequence, self.made_on)

    @property
    def zip_name(self) -> str:
        """What the whole set is called."""
        return self.head("Z").name + ".zip"

    @property
    def names(self) -> list[tuple[str, str, str]]:
        """What its files hold and are called, in the order in which systems load them."""
        return [(one, _holds(one), self.head(one).name) for one in layouts.BASEDATA]


def _holds(data_type):
    return layouts.DATA_TYPES[data_type].partition(" (")[0]


def reference(series) -> SeriesReference:
    """The series as headers name it, such as 9N26."""
    return SeriesReference(series.year, series.month)


def annual_series(on) -> Series | None:
    """The September series that registrations use on the day `on`; None where there is none."""
    found = Series.objects.filter(month=Series.Month.SEPTEMBER, entries_open_on__lte=on)
    return found.order_by("-year").first()


def basedata_series(at) -> list[Series]:
    """The series that have basedata at the instant: registrations first, then coming exams."""
    on, exams = localdate(at), booklet.series_of_exams(at)
    annual = annual_series(on)
    return [*([annual] if annual else ()), *(one for one in exams if one.entries_open_on <= on)]


def basedata(series) -> Basedata:
    """The basedata of the series; one query."""
    loaded = SpecificationVersion.objects.aggregate(
        times=Count("loaded_at", distinct=True), last=Max("loaded_at")
    )
    made_on = loaded["last"].date() if loaded["times"] else series.entries_open_on
    return Basedata(series, loaded["times"] % 1000, made_on)


def offered_rules(*, running=False) -> list[Specification]:
    """The rules of what centres may enter for, by entry code; three queries.

    With those `running` out: nobody is registered for them any more, who is on them goes on.
    """
    found = booklet.qualifications() if running else booklet.qualifications().filter(offered=True)
    rules = specifications(list(found.values_list("code", flat=True)))
    return [one for _, one in sorted(rules.items()) if one.offered]


def offered_options(*, has_exams) -> list[tuple[Specification, list[options.Option]]]:
    """The options that files may name: [(rules, [Option])]; three queries."""
    return [
        (rules, options.of_file(rules, series_has_exams=has_exams))
        for rules in offered_rules(running=has_exams)
    ]


def basedata_lines(base, data_type) -> Iterator[bytes]:
    """The bytes of one file of the basedata, a line at a time."""
    offered = [one for one in offered_options(has_exams=base.has_exams) if one[1]]
    rows = {"S": _syllabuses, "O": _option_rows, "L": _links, "C": _components}[data_type]
    return pieces(base.head(data_type), rows(offered, base))


def _syllabuses(offered, base):
    """A row for each qualification."""
    for rules, _ in offered:
        yield {"syllabus": rules.code, "title": fitting(rules.title, 36)}


def _option_rows(offered, base):
    """A row for each option; a fee that is not certain is not given."""
    fees = _known_fees(base)
    for rules, found in offered:
        for one in found:
            registers = one.kind == options.REGISTRATION
            used = "award" if registers else "unit"
            fee = fees.get(FEES.get(one.kind))
            yield {
                "option": one.code,
                "syllabus": rules.code,
                f"{used}_type": QUALIFICATION_TYPE,
                f"{used}_level": f"L{rules.level}",
                "item": "C" if registers else "U",
                "qan": rules.qan.replace("/", "")[:8],
                "title": fitting(one.title, 36),
                "fee_defined": "N" if fee is None else "Y",
                "fee": fee,
                "components": int(one.kind == options.EXAM),
            }


def _known_fees(base):
    """The fees that are certain for entries of the series, in pence by slug."""
    found = Fee.objects.filter(slug__in=FEES.values(), from_on__lte=base.series.entries_open_on)
    newest = {fee.slug: fee for fee in found.order_by("from_on")}
    return {slug: fee.pence for slug, fee in newest.items() if not fee.provisional}


def _links(offered, base):
    """A row for each exam: its option and its component have the same code."""
    for _, one in _exams(offered):
        yield {"option": one.code, "component": one.code}


def _components(offered, base):
    """A row for each exam with what is known of its paper; its date is not."""
    for rules, one in _exams(offered):
        paper = rules.unit(one.unit).exam
        yield {
            "component": one.code,
            "title": fitting(one.title, 36),
            "teacher_marks": "N",
            "most": paper and paper.marks,
            "timetabled": "N",
            "minutes": paper and paper.minutes,
        }


def _exams(offered):
    """The (rules, Option) of every exam."""
    return [(rules, one) for rules, found in offered for one in found if one.kind == options.EXAM]
