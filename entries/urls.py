"""Where the pages are."""

from django.urls import path

from entries.views import (
    basedata,
    details,
    duplicates,
    examining,
    files,
    invoices,
    listing,
    registering,
    withdrawing,
)

app_name = "entries"
urlpatterns = [
    path("", listing.entries, name="entries"),
    path("units/", listing.unit_entries, name="unit_entries"),
    path("units/withdraw/", withdrawing.withdraw_units, name="withdraw_units"),
    path("receipts/<int:pk>/", listing.receipt, name="receipt"),
    path("register/", registering.register, name="register"),
    path("register/<str:code>/", registering.register_for, name="register_for"),
    path("units/<str:code>/", registering.units_only, name="units_only"),
    path("exams/", examining.exams, name="exams"),
    path("exams/<str:series>/<str:code>/", examining.exams_for, name="exams_for"),
    path("submitted/", files.submitted_files, name="submitted"),
    path("submitted/forms/", listing.submitted_forms, name="submitted_forms"),
    path("files/", files.send_file, name="send_file"),
    path("files/<int:pk>/", files.file, name="file"),
    path("files/<int:pk>/confirm/", files.confirm_file, name="confirm_file"),
    path("files/<int:pk>/cancel/", files.cancel_file, name="cancel_file"),
    path("files/<int:pk>/answer/", files.answer_likely, name="answer_likely"),
    path("files/<int:pk>/sent/", files.file_content, name="file_content"),
    path("files/<int:pk>/receipt.csv", files.file_receipt, name="file_receipt"),
    path("files/<int:pk>/reply/", files.file_reply, name="file_reply"),
    path("invoices/", invoices.invoices, name="invoices"),
    path("invoices/list.csv", invoices.invoices_csv, name="invoices_csv"),
    path("invoices/<int:invoice_number>/", invoices.invoice, name="invoice"),
    path("invoices/<int:invoice_number>/pdf/", invoices.invoice_pdf, name="invoice_pdf"),
    path("invoices/<int:invoice_number>/query/", invoices.query, name="query_invoice"),
    path("invoices/queries/<int:pk>/paper/", invoices.query_paper, name="query_paper"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/answer/", duplicates.answer_duplicate, name="answer_duplicate"),
    path("fees/", invoices.fees, name="fees"),
    path("candidates/<str:ocr_number>/details/", details.correct, name="correct_details"),
    path("details/", details.details_changes, name="details_changes"),
    path("details/<int:pk>/", details.details_change, name="details_change"),
    path("details/<int:pk>/cancel/", details.cancel, name="cancel_details"),
    path("basedata/", basedata.basedata, name="basedata"),
    path("basedata/<str:series>.zip", basedata.basedata_set, name="basedata_set"),
    path("basedata/<str:series>/<str:data_type>/", basedata.basedata_file, name="basedata_file"),
]
