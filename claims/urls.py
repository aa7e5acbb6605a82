"""Where the pages of claims are."""

from django.urls import include, path

from claims.views import (
    assessors,
    building,
    export,
    grid,
    happened,
    history,
    moderating,
    papers,
    reclaiming,
    reports,
    reviewing,
    sampling,
    submitting,
    unsaved,
    uploads,
    visiting,
    visits,
)

app_name = "claims"

centre = [
    path("make/", building.make, name="make"),
    path("make/<str:code>/", building.start, name="start"),
    path("assessors/<str:code>/", assessors.assessors, name="assessors"),
    path("assessors/<str:code>/<int:pk>/", assessors.change, name="change_assessor"),
    path("history/", history.history, name="history"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:pk>/", reports.read, name="read_report"),
    path("visits/", visits.visits, name="visits"),
    path("visits/ask/", visits.ask, name="ask_for_visit"),
    path("visits/<int:pk>/", visits.visit, name="visit"),
    path("visits/<int:pk>/cancel/", visits.cancel, name="cancel_visit"),
    path("<int:pk>/", history.view, name="view"),
    path("<int:pk>/export/", export.export, name="export"),
    path("<int:pk>/paper/", papers.paper, name="paper"),
    path("<int:pk>/paper.pdf", papers.paper_pdf, name="paper_pdf"),
    path("<int:pk>/trail/", happened.trail, name="trail"),
    path("<int:pk>/by-candidate/", building.by_candidate, name="by_candidate"),
    path("<int:pk>/by-candidate/<str:ocr_number>/", building.candidate, name="candidate"),
    path("<int:pk>/by-unit/", building.by_unit, name="by_unit"),
    path("<int:pk>/by-unit/<str:unit>/", building.unit, name="unit"),
    path("<int:pk>/grid/", grid.grid, name="grid"),
    path("<int:pk>/grid/cells/", grid.cells, name="grid_cells"),
    path("<int:pk>/upload/", uploads.upload, name="upload"),
    path("<int:pk>/upload/faults/", uploads.faults, name="upload_faults"),
    path("<int:pk>/grades-template.xlsx", uploads.template_xlsx, name="grades_xlsx"),
    path("<int:pk>/grades-template.csv", uploads.template_csv, name="grades_csv"),
    path("<int:pk>/unsaved/", unsaved.unsaved, name="unsaved"),
    path("<int:pk>/unsaved/keep/", unsaved.keep, name="keep"),
    path("<int:pk>/submit/", submitting.submit, name="submit"),
    path("<int:pk>/recall/", submitting.recall, name="recall"),
    path("<int:pk>/claim-again/", reclaiming.claim_again, name="claim_again"),
]
moderator = [
    path("", moderating.claim, name="moderate"),
    path("export/", export.moderate_export, name="moderate_export"),
    path("paper/", papers.moderate_paper, name="moderate_paper"),
    path("paper.pdf", papers.moderate_paper_pdf, name="moderate_paper_pdf"),
    path("trail/", happened.moderate_trail, name="moderate_trail"),
    path("sample/", sampling.sample, name="sample"),
    path("sample/send/", sampling.send, name="send_sample"),
    path("review/", reviewing.review, name="review"),
    path("agree/", reviewing.agree, name="agree"),
    path("withdraw/", reviewing.withdraw, name="withdraw"),
    path("report/", reports.report, name="report"),
    path("report/send/", reports.send, name="send_report"),
    path("concern/", reports.concern, name="concern"),
]
visit = [
    path("", visiting.visit, name="moderate_visit"),
    path("book/", visiting.book, name="book_visit"),
    path("rebook/", visiting.rebook, name="rebook_visit"),
    path("call-off/", visiting.call_off, name="call_off_visit"),
    path("took-place/", visiting.hold, name="hold_visit"),
]
urlpatterns = [
    path("centres/<str:number>/claims/", include(centre)),
    path("centres/<str:number>/assessors/claims/<int:pk>/", include(moderator)),
    path("centres/<str:number>/assessors/visits/<int:pk>/", include(visit)),
    path("assessors/visits/", visiting.to_visit, name="to_visit"),
    path("assessors/sample/", moderating.to_sample, name="to_sample"),
    path("assessors/review/", reviewing.to_review, name="to_review"),
]
