"""How does the exams officer declare who expects a result this summer?"""

from django.db import connection, transaction
from django.utils.timezone import localdate

from checkpoints import queries, rules
from checkpoints.models import Declaration, DeclaredResult
from interchange import shown
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.notifications import outbox


@transaction.atomic
def declare(*, centre, sure, seen=None, by, at) -> Declaration:
    """Submit the centre's declaration of the summer: who is listed expecting a result, is declared.

    `seen` is what the page showed of each course. Raises CheckpointRefused outside of the window,
    while a course is not checked, without the tick `sure`, or where it was declared already;
    ShownOtherwise where a list is another one by now.
    """
    permissions.check(by, Permission.DECLARE_COMPLETION, centre=centre)
    hold_centre(centre)
    on = localdate(at)
    summer = queries.summer_now(on)
    courses = queries.courses(centre, summer)
    declared = queries.declaration(centre, summer)
    window = queries.window(summer)
    rules.check_can_declare(window, courses, sure=sure, declared=bool(declared), on=on)
    shown.check_same(seen, queries.shown_of_all(courses))
    made = Declaration.objects.create(
        centre=centre,
        summer=summer,
        registered=sum(one.registered for one in courses),
        expecting=sum(one.expecting for one in courses),
        declared_at=at,
        declared_by=by,
    )
    _keep_who(made)
    detail = {"registered": made.registered, "expecting": made.expecting}
    trail.record("declaration.submit", about=made, by=by, at=at, detail=detail)
    outbox.queue("checkpoints/declared", to=centre.email, at=at, declaration=made, courses=courses)
    return made


def _keep_who(declaration):
    """Keep every registration that expects a result, in one statement."""
    expecting = queries.listed(declaration.centre).filter(queries.expecting(declaration.summer))
    statement, values = expecting.order_by().values_list("pk").query.sql_with_params()
    table = DeclaredResult._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (declaration_id, entry_id) SELECT %s, listed.* FROM ({statement})"
            " AS listed",
            [declaration.pk, *values],
        )
