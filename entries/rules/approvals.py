"""May a centre register candidates in a subject?

Only approved qualifications can be entered, and a centre is approved subject by subject (entry
rules). What becomes of candidates when an approval ends was not found: those registered stay
(ours).
"""

from entries.approval_states import IN_FORCE, Status

SAYS: dict[str | None, str] = {
    None: "Your centre is not approved for {}. Ask for it under “Approved subjects”.",
    Status.ASKED: (
        "Your centre has asked to be approved for {}, and the board has not answered yet. Register"
        " candidates once it has: see “Approved subjects”."
    ),
    Status.DECLINED: (
        "The board has not approved your centre for {}. “Approved subjects” says why; you can ask"
        " again there."
    ),
    Status.ENDED: (
        "Your centre is no longer approved for {}, so nobody can be registered any more. Ask again"
        " under “Approved subjects” if that is wrong."
    ),
}


def refusal(status: str | None, subject: object) -> str:
    """Why nobody can be registered in the subject, as a sentence; nothing where it is possible.

    `status` is that of the centre's approval, None where there is none.
    """
    return "" if status in IN_FORCE else SAYS[status].format(subject)
