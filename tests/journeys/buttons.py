"""What the tour comes to by no link: buttons, scripts, letters, what nobody in the demo has."""

PUBLIC = [  # what needs nobody signed in
    "/log-in/",
    "/log-in/?next=/account/",
    "/password/forgotten/",
    "/look/gallery/",
    "/letters/",
    "/demo/",
]
NOT_BY_A_LINK = {  # pages that no link leads a signed-in person of the demo to, and why
    "",  # health: for load balancers
    "accounts:choose_password",  # from a letter
    "accounts:codes",  # after setting up an app
    "accounts:confirm_email",  # from a letter
    "accounts:invite_again",  # a button, for who has not accepted yet
    "accounts:log_out",  # a button
    "accounts:recovery_code",  # between password and code
    "accounts:second_factor",  # between password and code
    "assessed:answer",  # a button
    "assessed:apply",  # whoever was absent in the demo has applied
    "checkpoints:check",  # a button, while the checkpoint is open
    "checkpoints:declare",  # while the checkpoint is open
    "checkpoints:take_back",  # a button, below what somebody checked
    "checkpoints:tell_board",  # a button
    "reminders:end_calendar",  # a button, below an address
    "reminders:feed",  # a calendar asks
    "claims:add_evidence",  # a button
    "claims:again",  # nothing in the demo is claimed that is held already
    "claims:agree",  # a button, which saves the review first
    "claims:change_assessor",  # a button
    "claims:claim_again",  # a button
    "claims:grid_cells",  # a script saves there
    "claims:review_cells",  # likewise
    "claims:keep",  # a script keeps there what is typed
    "claims:evidence",  # nothing in the demo is from another awarding body
    "claims:moderate_evidence",  # nothing in the demo is from another awarding body
    "claims:other_bodies",  # no claim in progress in the demo takes such units
    "claims:remove_evidence",  # a button
    "claims:send_report",  # a button, which saves the report first
    "claims:send_sample",  # a button
    "claims:start",  # a button
    "claims:upload_faults",  # a button, below what could not be taken from a file
    "entries:answer_duplicate",  # a button
    "entries:ask_about_line",  # a button
    "entries:ask_approval",  # a button
    "entries:answer_likely",  # a button
    "entries:cancel_file",  # a button
    "entries:confirm_file",  # a button
    "entries:query_paper",  # the query in the demo came without a paper
    "entries:answer_transfer",  # a button
    "entries:transfer_paper",  # nobody in the demo has an agreement on paper
    "entries:receipt",  # after sending
    "entries:take_out_of_group",  # a button
    "entries:take_back_question",  # a button; nothing in the demo is asked
    "entries:withdraw_units",  # a button, below what is ticked
    "interrupted:form",  # after a form that was cut off
    "interrupted:who",  # after a form that was cut off
    "look:wanted",  # a button, below a list
    "mir:add",  # a button
    "mir:answer",  # a button
    "mir:throw_away",  # below one's own draft; nobody in the demo has one
    "results:api",  # for programs
    "results:embargo",  # linked while an embargo runs, and none does in the demo
    "results:embargo_export",  # the same
    "results:embargo_statements",  # the same
    "results:export",  # whose links name the kind of file after a question mark
    "results:make_results_files",  # a button
    "results:results_file",  # listed by the year that links name after a question mark
    "results:results_file_content",  # the same
    "results:results_file_receipt",  # the same
    "reviews:consent",  # of a review that has a paper, which is not the first in the demo
    "reviews:withdraw",  # of a review that is not begun, which is not the first in the demo
    "tracker:cancel_size_change",  # a button
    "tracker:change_size",  # whose links name the entry after a question mark
    "tracker:export",  # whose links name the kind of file after a question mark
    "entries:ask_back",  # no withdrawal in the demo has been processed
    "tracker:register_again",  # nobody in the demo has used up the attempts at an exam
    "tracker:api",  # for programs
    "tracker:whole_class_file",  # of a class, which is chosen first
}
