"""Who may do what: the whole of it, for an auditor to read."""

from django.db.models import TextChoices


class Permission(TextChoices):
    """An act somebody may be allowed."""

    VIEW_CENTRE = "view_centre", "look at the centre's entries, claims, results and progress"
    MANAGE_PEOPLE = "manage_people", "invite colleagues and set their roles"
    MAKE_ENTRIES = "make_entries", "register candidates and enter them for exams"
    SET_COMPLETION = "set_completion", "set completion dates and mark entries Withdrawn"
    CHECK_COMPLETION = "check_completion", "check completion dates at the term-time checkpoint"
    DECLARE_COMPLETION = (
        "declare_completion",
        "submit the declaration of the term-time checkpoint",
    )
    MAKE_CLAIMS = "make_claims", "make and submit claims"
    MAKE_GROUPS = "make_groups", "make teaching groups and say who is in them"
    REPORT_REDUCTIONS = "report_reductions", "report reductions in assessment"
    APPLY_CONSIDERATION = "apply_consideration", "apply for special consideration"
    VIEW_REQUESTS = "view_requests", "look at missing-results requests and post-results services"
    RAISE_REQUESTS = (
        "raise_requests",
        "raise missing-results requests and ask for post-results services",
    )
    MODERATE_CLAIMS = "moderate_claims", "select samples and agree claims"
    PROCESS_CLAIMS = "process_claims", "process claims"
    PROCESS_ENTRIES = "process_entries", "process withdrawals and other changes of entries"
    BANK_RESULTS = "bank_results", "import and correct results"
    READ_EARLY = (
        "read_early",
        "read exam results that an embargo keeps from others at the centre",
    )
    RELEASE_RESULTS = "release_results", "release the exam results of a series before their day"
    RESOLVE_REQUESTS = "resolve_requests", "work missing-results requests"
    ADMIT_STAFF = "admit_staff", "use the board's side of the portal"
    MANAGE_CENTRES = "manage_centres", "manage centres, people and moderators' allocations"
    MANAGE_CATALOGUE = (
        "manage_catalogue",
        "change dates, fees and contacts; load specifications",
    )
    READ_TRAIL = "read_trail", "read the trail and the letters"


class Role(TextChoices):
    """What somebody is at a centre, for the board, or (moderators) at a centre for the board."""

    CENTRE_ADMINISTRATOR = "centre_administrator", "Centre Administrator"
    EXAMS_OFFICER = "exams_officer", "Exams Officer"
    TUTOR = "tutor", "Tutor/Teacher"
    POST_RESULT_FULL = "post_result_full", "Post Result Full Access"
    POST_RESULT_READ = "post_result_read", "Post Result Read Only"
    MODERATOR = "moderator", "Moderator"
    PROCESSOR = "processor", "Board processing staff"
    BOARD_ADMINISTRATOR = "board_administrator", "Board administrator"
    SERVICE = "service", "Service account"


PERMISSIONS = {
    Role.CENTRE_ADMINISTRATOR: {
        Permission.VIEW_CENTRE,
        Permission.MANAGE_PEOPLE,
        Permission.MAKE_ENTRIES,
        Permission.CHECK_COMPLETION,
        Permission.MAKE_CLAIMS,
        Permission.MAKE_GROUPS,
        Permission.READ_EARLY,
        Permission.REPORT_REDUCTIONS,
        Permission.VIEW_REQUESTS,
        Permission.RAISE_REQUESTS,
    },
    Role.EXAMS_OFFICER: {
        Permission.VIEW_CENTRE,
        Permission.MAKE_ENTRIES,
        Permission.SET_COMPLETION,
        Permission.CHECK_COMPLETION,
        Permission.DECLARE_COMPLETION,
        Permission.MAKE_GROUPS,
        Permission.READ_EARLY,
        Permission.APPLY_CONSIDERATION,
    },
    Role.TUTOR: {
        Permission.VIEW_CENTRE,
        Permission.CHECK_COMPLETION,
        Permission.MAKE_CLAIMS,
        Permission.MAKE_GROUPS,
    },
    Role.POST_RESULT_FULL: {
        Permission.VIEW_CENTRE,
        Permission.VIEW_REQUESTS,
        Permission.RAISE_REQUESTS,
    },
    Role.POST_RESULT_READ: {Permission.VIEW_CENTRE, Permission.VIEW_REQUESTS},
    Role.MODERATOR: {Permission.MODERATE_CLAIMS},
    Role.PROCESSOR: {
        Permission.ADMIT_STAFF,
        Permission.PROCESS_CLAIMS,
        Permission.PROCESS_ENTRIES,
        Permission.BANK_RESULTS,
        Permission.RESOLVE_REQUESTS,
        Permission.READ_TRAIL,
    },
    Role.BOARD_ADMINISTRATOR: {
        Permission.ADMIT_STAFF,
        Permission.PROCESS_CLAIMS,
        Permission.PROCESS_ENTRIES,
        Permission.BANK_RESULTS,
        Permission.RELEASE_RESULTS,
        Permission.RESOLVE_REQUESTS,
        Permission.READ_TRAIL,
        Permission.MANAGE_CENTRES,
        Permission.MANAGE_CATALOGUE,
    },
    Role.SERVICE: {
        Permission.BANK_RESULTS,
        Permission.MANAGE_CATALOGUE,
        Permission.PROCESS_ENTRIES,
    },
}

CENTRE_ROLES = (
    Role.CENTRE_ADMINISTRATOR,
    Role.EXAMS_OFFICER,
    Role.TUTOR,
    Role.POST_RESULT_FULL,
    Role.POST_RESULT_READ,
)
APART = {Permission.MODERATE_CLAIMS}  # never at a centre to which the person belongs
BOARD_ROLES = (Role.PROCESSOR, Role.BOARD_ADMINISTRATOR, Role.SERVICE)


def allowing(permission: Permission) -> list[Role]:
    """The roles that may do it, in the order of the table."""
    return [role for role, permissions in PERMISSIONS.items() if permission in permissions]
