"""Which colour has a status? A word has one meaning, and a meaning one colour, on every page."""

NEUTRAL, WAITING, ACTION, GOOD, BAD = "neutral", "waiting", "action", "good", "bad"

MEANINGS = {
    NEUTRAL: [
        "Not started", "Not claiming", "To do", "Draft", "Withdrawn", "No longer registered",
        "No longer in the qualification", "Not entered for this unit",
        "Not expected", "Closed", "Date not set", "Merged", "Not offered here yet",
        "Cancelled", "Already there", "Not loaded",
    ],
    WAITING: [
        "In progress", "Ready for sampling", "Submitted", "Submitted to OCR", "Pending", "Claimed",
        "Received", "In review", "Awaiting moderation", "Invited", "Entered", "Queued", "Open",
        "Not yet", "Not open yet", "Requested", "Waiting for the board", "Being read",
        "Being loaded", "Reinstatement requested",
    ],
    ACTION: [
        "Sampled", "Ready to Submit", "Absent", "Withdrawn, marked absent", "Provisional",
        "At risk", "Waiting for you", "Likely duplicate",
        "More information needed", "Returned", "Near pass", "Not saved", "Due soon",
        "Urgent",
    ],
    GOOD: [
        "Processed", "Completed", "Agreed", "Achieved", "Result achieved", "Eligible", "Resolved",
        "Result issued", "Awarded", "Registered", "Sent", "Declared", "Verified", "Available",
        "Booked", "Took place", "Loaded", "Will be loaded", "Done", "Answered", "Transferred",
        "Changed", "Approved",
    ],
    BAD: [
        "Not Eligible", "Not achieved", "Unclassified", "Rejected", "Refused", "Failed", "Overdue",
        "File has errors", "Missed", "Locked", "Declined by the old centre",
        "Rejected by the board", "Declined by the board", "No longer approved",
    ],
}  # fmt: skip
MEANING_OF = {word.lower(): meaning for meaning, words in MEANINGS.items() for word in words}


def meaning(word):
    """Give the meaning of a status in the board's words; neutral for one not in the table."""
    return MEANING_OF.get(str(word).lower(), NEUTRAL)
