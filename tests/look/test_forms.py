"""Forms come out in our markup, each part tied to its box for screen readers."""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.template import Context, Template

from interchange.look.forms import PortalRenderer, error_links
from interchange.look.sample import Everything
from interchange.look.widgets import Radios
from tests.reading import folded


class Claim(forms.Form):
    number = forms.CharField(label="Candidate number", max_length=4, help_text="Four figures.")
    nickname = forms.CharField(required=False)
    grade = forms.ChoiceField(
        choices=[("P", "Pass"), ("M", "Merit")], widget=Radios(hints={"P": "The lowest grade."})
    )
    signed = forms.BooleanField(label="The declarations are signed")


def drawn(template, **context):
    return Template("{% load look %}" + template).render(Context(context))


def test_a_label_hint_and_error_belong_to_their_box():
    html = Claim({"number": "12345"})["number"].as_field_group()

    assert 'for="id_number"' in html
    assert 'aria-describedby="id_number_helptext id_number_error"' in html
    assert 'id="id_number_helptext"' in html
    assert 'id="id_number_error"' in html
    assert 'aria-invalid="true"' in html
    assert "govuk-input--width-4 govuk-input--error" in html


def test_radios_stand_in_a_group_with_their_hints():
    html = folded(Claim()["grade"].as_field_group())

    assert '<fieldset class="govuk-fieldset" role="radiogroup"' in html
    assert 'aria-describedby="id_grade_0_hint"' in html
    assert "The lowest grade." in html


def test_optional_is_said_only_where_others_are_not():
    class Filters(forms.Form):
        name = forms.CharField(required=False)

    assert "Nickname (optional)" in Claim()["nickname"].as_field_group()
    assert "optional" not in Filters()["name"].as_field_group()


def test_the_summary_leads_to_the_first_box_of_each_field():
    links = error_links(Claim({"number": "1"}))

    assert links == [
        ("#id_grade_0", "Choose grade."),
        ("#id_signed", "Tick “The declarations are signed”."),
    ]


def test_the_summary_leads_to_boxes_that_are_there():
    form = Everything({})
    html = str(form)

    assert len(error_links(form)) == 12
    assert all(f'id="{href[1:]}"' in html for href, _ in error_links(form))


def test_an_error_of_the_whole_form_comes_first():
    form = Claim({"number": "1", "grade": "P", "signed": "on"})
    form.add_error(None, "The claim has been submitted by somebody else.")

    assert error_links(form) == [("", "The claim has been submitted by somebody else.")]
    assert "There is a problem" in drawn("{% error_summary form %}", form=form)


def test_a_form_not_sent_has_no_summary():
    assert drawn("{% error_summary form %}", form=Claim()) == ""
    assert drawn("{% error_summary form %}") == ""


def test_a_row_by_hand_draws_only_the_box():
    html = drawn('{% control form.number aria_label="Number of Ada Ashworth" %}', form=Claim())

    assert html.startswith("<input")
    assert 'aria-label="Number of Ada Ashworth"' in html
    assert "govuk-input" in html


def test_what_people_type_is_escaped():
    html = str(Claim({"number": '"><script>'}))

    assert "<script>" not in html


def test_the_admin_keeps_djangos_own_boxes():
    html = AdminTextInputWidget().render("name", "x", renderer=PortalRenderer())

    assert "vTextField" in html
    assert "govuk" not in html
