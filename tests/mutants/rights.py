"""Mutants of rights: who may do what, and which doors are open."""

from tests.mutants import Mutant

ROLES = "interchange/accounts/roles.py"
PERMISSIONS = "interchange/accounts/permissions.py"
ACCESS = "interchange/accounts/access.py"
EVERY_PAGE = ("tests/architecture/test_permissions.py",)
OF_PERMISSIONS = ("tests/accounts/test_permissions.py",)

RIGHTS = (
    Mutant(
        "a tutor may make entries",
        ROLES,
        "Role.TUTOR: {\n",
        "Role.TUTOR: {\n        Permission.MAKE_ENTRIES,\n",
        ("tests/entries/commands/test_registering.py",),
    ),
    Mutant(
        "who only reads requests may check completion dates",
        ROLES,
        "Role.POST_RESULT_READ: {Permission.VIEW_CENTRE,",
        "Role.POST_RESULT_READ: {Permission.CHECK_COMPLETION, Permission.VIEW_CENTRE,",
        ("tests/checkpoints/test_commands.py",),
    ),
    Mutant(
        "an exams officer may make claims",
        ROLES,
        "Permission.APPLY_CONSIDERATION,\n    },",
        "Permission.APPLY_CONSIDERATION,\n        Permission.MAKE_CLAIMS,\n    },",
        ("tests/claims/commands/test_evidence.py",),
    ),
    Mutant(
        "who only reads requests may raise them",
        ROLES,
        "Role.POST_RESULT_READ: {Permission.VIEW_CENTRE,",
        "Role.POST_RESULT_READ: {Permission.RAISE_REQUESTS, Permission.VIEW_CENTRE,",
        ("tests/mir/test_commands.py",),
    ),
    Mutant(
        "processing staff may manage centres and people",
        ROLES,
        "Role.PROCESSOR: {\n",
        "Role.PROCESSOR: {\n        Permission.MANAGE_CENTRES,\n",
        ("tests/accounts/commands/test_board.py",),
    ),
    Mutant(
        "who belongs to a centre may moderate there",
        ROLES,
        "APART = {Permission.MODERATE_CLAIMS}",
        "APART: set[Permission] = set()",
        OF_PERMISSIONS,
    ),
    Mutant(
        "a role counts at every centre",
        PERMISSIONS,
        "if centre is None or held.centre_id != centre.pk:",
        "if centre is None:",
        OF_PERMISSIONS,
    ),
    Mutant(
        "a moderator may judge every subject",
        PERMISSIONS,
        "return not held.subject_id or not subject or held.subject.code == subject",
        "return True",
        OF_PERMISSIONS,
    ),
    Mutant(
        "a closed account keeps its rights",
        PERMISSIONS,
        "if user is None or not user.is_active:",
        "if user is None:",
        OF_PERMISSIONS,
    ),
    Mutant(
        "a page of a centre opens for whoever is at another centre",
        ACCESS,
        "    for centre in permissions.centres(user):\n        if centre.number == number:",
        "    from interchange.accounts.models import Centre\n\n"
        "    for centre in Centre.objects.all():\n        if centre.number == number:",
        EVERY_PAGE,
    ),
    Mutant(
        "a page of a centre asks for no right",
        ACCESS,
        "            permissions.check(request.user, permission, centre=centre)\n",
        "",
        EVERY_PAGE,
    ),
    Mutant(
        "the password alone opens pages",
        ACCESS,
        "if needed == PASSWORD_GIVEN or request.user.is_verified():",
        "if request.user.is_authenticated:",
        EVERY_PAGE,
    ),
    Mutant(
        "the password alone opens the API",
        ACCESS,
        "bool(request.user.is_authenticated and request.user.is_verified())",
        "bool(request.user.is_authenticated)",
        EVERY_PAGE,
    ),
    Mutant(
        "a page of building asks for the right to look only",
        "claims/views/building.py",
        "@at_centre(Permission.MAKE_CLAIMS)\n@require_safe\ndef make(",
        "@at_centre(Permission.VIEW_CENTRE)\n@require_safe\ndef make(",
        ("tests/claims/views/test_building.py",),
    ),
    Mutant(
        "people change their own roles",
        "interchange/accounts/rules.py",
        "    if person == by:\n",
        "    if False:\n",
        ("tests/accounts/commands/test_people.py",),
    ),
    Mutant(
        "a centre gives a role of the board",
        "interchange/accounts/rules.py",
        "    if not set(roles) <= set(CENTRE_ROLES):\n",
        "    if False:\n",
        ("tests/accounts/test_rules.py",),
    ),
)
