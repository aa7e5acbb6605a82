"""Which colour has a status? A word has one meaning, and a meaning one colour, on every page."""

NEUTRAL, WAITING, ACTION, GOOD, BAD = "neutral", "waiting", "action", "good", "bad"

MEANINGS = {
    NEUTRAL: [
        "Not started", "Not claiming", "Draft", "Withdrawn", "No longer registered",
        "No longer in the qualification", "Not entered for this unit",
        "Closed", "Closed in a merge", "Date not set", "No exams", "Merged", "Not offered here yet",
        "Cancelled", "Already there", "Not loaded", "Replaced", "Transferred to another centre",
        "Withdrawal processed", "Withdrawn on special grounds", "Withdrawn by the moderator",
        "Left out when submitted", "Still to do", "Not taken", "No result yet", "Active", "New",
        "Gone", "Nothing to load", "Ended with the registration", "Taken back", "Called off",
        "Closed, a result came",
        "As before", "There already", "Grade stays", "Grade stays after appeal",
        "Nothing to check", "Not checked",
        "No hurry", "Nothing awaited",
        "Issued again", "A better one followed", "Dropped before it was told",
        "Taken out, never sent", "Nothing new",
    ],
    WAITING: [
        "In progress", "Ready for sampling", "Submitted", "Pending", "Claimed", "In review",
        "Invited", "Entered", "Open", "Not open yet", "Requested", "Waiting for the board",
        "Being read", "Being loaded", "Reinstatement requested", "Asked for", "With the board",
        "With the old centre", "In the claim in progress", "Dry run going on", "Being issued",
        "Held", "Under appeal", "Being printed", "Being made", "Past their summer",
    ],
    ACTION: [
        "Sampled", "Absent", "No result", "Withdrawn, marked absent", "Provisional",
        "Due soon", "Waiting for you", "Likely duplicate", "More information needed", "Not saved",
        "Urgent", "Changed by the moderator", "Not approved", "Paused",
        "Dry run done, nothing issued", "No longer in the file", "Left out", "Corrected",
        "Ready to submit", "Changed since it was checked", "Late addition",
        "Grade changed", "Grade changed on appeal", "Return the original",
    ],
    GOOD: [
        "Processed", "Agreed", "Result achieved", "Eligible", "Resolved",
        "Result issued", "Awarded", "Registered", "On course",
        "Booked", "Took place", "Loaded", "Will be loaded", "Done", "Answered", "Transferred",
        "Changed", "Approved", "Completed", "It is this person", "It is somebody else",
        "Accepted", "Issued", "New rules in force", "New result", "Had no grade before",
        "Mark entered, grade as before",
        "Checked",
        "Script sent", "Sent to your centre", "Made",
    ],
    BAD: [
        "Late", "Not eligible", "Not achieved", "Unclassified", "Rejected", "Refused",
        "File has errors", "Could not be made", "Declined by the old centre",
        "Rejected by the board", "Declined by the board", "No longer approved", "Revoked",
    ],
}  # fmt: skip
MEANING_OF = {word.lower(): meaning for meaning, words in MEANINGS.items() for word in words}


def meaning(word: str) -> str:
    """Give the meaning of a status in the board's words; neutral for one not in the table."""
    return MEANING_OF.get(str(word).lower(), NEUTRAL)
