"""The obvious ways to take a file's lines: one by one, by a package, in bulk, and as bare COPY."""

from benchmarks._files import AT


def fields(one):
    """The candidate of a line, as a record has it."""
    surname, _, forenames = one["name"].partition(": ")
    known = {name: one[name] for name in ("born_on", "sex", "uci", "uln")}
    return {"surname": surname, "forenames": forenames, "created_at": AT, **known}


def one_by_one(centre, by, rows):
    """The obvious way: for each line its own queries and its own event and transaction."""
    from django.db import transaction

    from entries.commands import raise_award_due
    from entries.models import Candidate, QualificationEntry
    from interchange import numbers
    from interchange.audit import trail
    from interchange.catalogue.models import Qualification

    for one, code in rows:
        with transaction.atomic():
            known = fields(one)
            candidate = Candidate.objects.filter(uci=known["uci"]).first()
            if candidate is None:
                number = numbers.following("ocr_candidate_number")
                candidate = Candidate.objects.create(ocr_number=f"{number:08}", **known)
                trail.record("candidate.create", about=candidate, by=by, at=AT)
            entry, _ = QualificationEntry.objects.get_or_create(
                candidate=candidate,
                centre=centre,
                qualification=Qualification.objects.get(code=code),
                defaults=entry_fields(one, by),
            )
            trail.record("qualificationentry.register", about=entry, by=by, at=AT)
            raise_award_due([candidate], at=AT)
    return len(rows)


def entry_fields(one, by):
    """What a registration has beside candidate, centre and qualification."""
    number = one["candidate_number"]
    return {"candidate_number": number, "completes_in": 2028, "made_at": AT, "made_by": by}


def packaged(centre, by, rows, bulk=False):
    """django-import-export, which looks each row up and saves it, or saves many at once."""
    from benchmarks import _import_export

    def person(at, one):
        return {"ocr_number": f"{10_000_001 + at:08}", **fields(one)}

    def entry(one, code):
        known = {"candidate": one["uci"], "centre": centre.number, "qualification": code}
        return {**entry_fields(one, by), **known, "pathway": "", "made_by": by.pk}

    return _import_export.take(rows, person=person, entry=entry, bulk=bulk)


def in_bulk(centre, by, rows):
    """The ORM's bulk_create of everything, trail included, nothing checked."""
    from entries.commands import raise_award_due
    from entries.models import Candidate, QualificationEntry
    from interchange.audit import trail
    from interchange.catalogue.models import Qualification

    codes = {one.code: one for one in Qualification.objects.all()}
    people = {one["uci"]: one for one, _ in rows}
    made = Candidate.objects.bulk_create(
        [
            Candidate(ocr_number=f"{10_000_001 + at:08}", **fields(one))
            for at, one in enumerate(people.values())
        ]
    )
    trail.record_all("candidate.create", made, by=by, at=AT)
    by_uci = {one.uci: one for one in made}
    entries = QualificationEntry.objects.bulk_create(
        [
            QualificationEntry(
                candidate=by_uci[one["uci"]],
                centre=centre,
                qualification=codes[code],
                **entry_fields(one, by),
            )
            for one, code in rows
        ],
        batch_size=5000,
    )
    trail.record_all("qualificationentry.register", entries, by=by, at=AT)
    raise_award_due(made, at=AT)
    return len(rows)


def bare(centre, by, rows):
    """The floor: candidates, registrations and their trail by COPY, nothing decided."""
    from django.db import connection, transaction

    from interchange.bulk import copy_in, copy_row
    from interchange.catalogue.models import Qualification

    codes = dict(Qualification.objects.values_list("code", "pk"))
    ids = {
        one["uci"]: 1_000_000 + at for at, one in enumerate({r["uci"]: r for r, _ in rows}.values())
    }
    events = "name", "at", "by_id", "centre", "about", "label", "detail"
    with transaction.atomic():
        seen = {one["uci"]: fields(one) for one, _ in rows}
        names = "surname", "forenames", "born_on", "sex", "uci", "uln", "created_at"
        copy_in(
            "entries_candidate",
            ("id", "ocr_number", *names),
            (
                copy_row(ids[uci], f"{ids[uci] + 9_000_001:08}", *(one[name] for name in names))
                for uci, one in seen.items()
            ),
        )
        common = copy_row(centre.pk, 2028, "registered", AT, by.pk, "")
        copy_in(
            "entries_qualificationentry",
            ("id", "candidate_id", "qualification_id", "candidate_number", "centre_id")
            + ("completes_in", "status", "made_at", "made_by_id", "pathway"),
            (
                f"{1_000_000 + at}\t{ids[one['uci']]}\t{codes[code]}\t{one['candidate_number']}"
                f"\t{common}"
                for at, (one, code) in enumerate(rows)
            ),
        )
        begin = copy_row("qualificationentry.register", AT, by.pk, centre.number)
        copy_in(
            "audit_event",
            events,
            (
                f"{begin}\tqualificationentry:{1_000_000 + at}\t{one['name']} for {code}\t{{}}"
                for at, (one, code) in enumerate(rows)
            ),
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM entries_qualificationentry")
    return len(rows)
