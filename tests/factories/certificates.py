"""Certificates: an award that stands, printed by a run."""

from datetime import UTC, datetime

from certificates import commands, queries
from results.models import QualificationResult
from tests.factories import catalogue, results
from tests.factories import entries as make

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def an_award(centre):
    """An award that stands, as worked out from units."""
    entry = make.an_entry(centre, catalogue.qualification(results.DIPLOMA))
    results.hold([entry], results.OFFICIAL_EXAMPLE)
    results.settle_at(centre)
    return QualificationResult.objects.get(entry=entry)


def a_run(by, at=NOW):
    """A print run of whatever is to be printed."""
    now = queries.to_print()
    return commands.make_run(shown=(now.new, now.again), by=by, at=at)


def a_certificate(centre, by, at=NOW, award=None):
    """The certificate of an award of the centre, or of a small one."""
    award = award or results.a_result(make.an_entry(centre))
    a_run(by, at)
    return award.certificates.get()
