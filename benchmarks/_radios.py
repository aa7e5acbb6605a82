"""The grid as one would first draw it: a Django form with one group of radio buttons a cell."""

from django import forms
from django.shortcuts import get_object_or_404, render
from django.urls import include, path

from claims import queries
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission

GRADES = [("", "Not claiming"), ("P", "P"), ("M", "M"), ("D", "D")]


@at_centre(Permission.MAKE_CLAIMS)
def radios(request, centre, pk):
    """The whole claim as a form."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    units = queries.units(claim.qualification)
    people = [one.candidate for one in queries.claimants(claim)]
    grades = {(line.candidate_id, line.unit_id): line.claimed for line in queries.lines(claim)}
    form = forms.Form(renderer=forms.renderers.DjangoTemplates())
    for person in people:
        for unit in units:
            form.fields[f"{person.pk}-{unit.pk}"] = forms.ChoiceField(
                choices=GRADES,
                initial=grades.get((person.pk, unit.pk), ""),
                label=f"{person.name}, unit {unit.number}",
                required=False,
                widget=forms.RadioSelect,
            )
    rows = [(one, [form[f"{one.pk}-{unit.pk}"] for unit in units]) for one in people]
    return render(request, "radios.html", {"claim": claim, "units": units, "rows": rows})


urlpatterns = [
    path("centres/<str:number>/claims/<int:pk>/radios/", radios),
    path("", include("interchange.urls")),
]
