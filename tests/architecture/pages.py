"""Which pages are about one and the same thing, such as a visit or an invoice?"""

PAGES_OF_A_VISIT = (
    "claims:visit",
    "claims:cancel_visit",
    "claims:moderate_visit",
    "claims:book_visit",
    "claims:call_off_visit",
    "claims:hold_visit",
)
PAGES_OF_A_TRANSFER = ("entries:transfer", "entries:answer_transfer", "entries:transfer_paper")
PAGES_OF_A_CONSIDERATION = ("assessed:consideration", "assessed:withdraw", "assessed:paper")
PAGES_OF_AN_INVOICE = ("entries:invoice", "entries:invoice_pdf", "entries:query_invoice")
PAGES_OF_A_CHANGE = ("entries:details_change", "entries:cancel_details")
PAGES_OF_A_RESULTS_FILE = (
    "results:results_file",
    "results:results_file_content",
    "results:results_file_receipt",
)
PAGES_OF_A_GROUP = (
    "entries:group",
    "entries:change_group",
    "entries:fill_group",
    "entries:take_out_of_group",
    "entries:delete_group",
)
PAGES_OF_A_FILE = (
    "entries:file",
    "entries:confirm_file",
    "entries:cancel_file",
    "entries:answer_likely",
    "entries:ask_about_line",
    "entries:file_content",
    "entries:file_receipt",
    "entries:file_reply",
)
