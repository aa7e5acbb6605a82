"""Where the pages of assessed grades are."""

from django.urls import path

from assessed.views import applying, considerations, reducing, reductions

app_name = "assessed"
AT = "centres/<str:number>/reductions/"
CONSIDERED = "centres/<str:number>/special-consideration/"
urlpatterns = [
    path(CONSIDERED, considerations.considerations, name="considerations"),
    path(f"{CONSIDERED}wrong-paper/", considerations.wrong_paper, name="wrong_paper"),
    path(f"{CONSIDERED}absences/<int:pk>/apply/", applying.apply, name="apply"),
    path(f"{CONSIDERED}<int:pk>/", considerations.consideration, name="consideration"),
    path(f"{CONSIDERED}<int:pk>/papers/<int:paper_pk>/", considerations.paper, name="paper"),
    path(f"{CONSIDERED}<int:pk>/answer/", applying.answer, name="answer"),
    path(f"{CONSIDERED}<int:pk>/withdraw/", applying.withdraw, name="withdraw"),
    path(AT, reductions.reductions, name="reductions"),
    path(f"{AT}sent/<int:pk>/", reductions.reduction_report, name="reduction_report"),
    path(f"{AT}<int:summer>/<str:code>/", reducing.reduce, name="reduce"),
    path(
        f"{AT}<int:summer>/<str:code>/template/",
        reducing.reduction_template,
        name="reduction_template",
    ),
]
