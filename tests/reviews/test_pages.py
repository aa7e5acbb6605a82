"""The centre's pages: what can be asked, what is wrong with it, and what came of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interchange.catalogue.models import Series
from reviews import commands, queries
from reviews.models import LastDay, Review
from reviews.states import Service, Status
from tests.doubles.forms import form_with
from tests.factories import reviews as factory

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def exam(centre):
    """An exam of which services are open today, with its results: M, P and an absence."""
    return factory.sat(centre, ["M", "P", "absent"], at=timezone.now())


@pytest.fixture
def address(centre, exam):
    """Where a review of marking of the exam is asked for."""
    return f"{reverse('reviews:ask', args=[centre.number])}?exam={exam[0].key}&service="


@pytest.fixture
def browser(sign_in, post_result_full):
    """The browser of who asks."""
    return sign_in(post_result_full)


def ask(browser, address, held, **typed):
    """Fill in the page for the first result and press its button; give what it answers."""
    page = browser.get(address + Service.MARKING)
    today = timezone.localdate()
    given = {
        "who": [str(held[0].pk)],
        f"sign-{held[0].pk}": f"{today:%-d %B %Y}",
        "kept": "Form 3",
        "knows": "on",
        **typed,
    }
    form = form_with(page, address + Service.MARKING, "Ask the board")
    return browser.post(form.address, form.pressed("Ask the board", given))


def test_what_is_typed_comes_to_the_board(browser, address, exam):
    answer = ask(browser, address, exam[1])

    review = Review.objects.get()
    assert answer.headers["Location"] == review.get_absolute_url()
    assert (review.result, review.kept) == (exam[1][0], "Form 3")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"who": []}, "Tick the candidates for whom you ask."),
        ({"knows": ""}, "Confirm that each candidate knows that the grade can go down."),
        ({"kept": ""}, "Attach the signed consents, or say which form"),
        ({"email": "nobody"}, "Enter an e-mail address for letters"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(browser, address, exam, typed, sentence):
    text = ask(browser, address, exam[1], **typed).content.decode()

    assert text.count(sentence) >= 1
    assert f'value="{timezone.localdate():%-d %B %Y}"' in text
    assert not Review.objects.exists()


def test_a_day_that_is_none_names_the_candidate(browser, address, exam):
    held = exam[1]

    answer = ask(browser, address, held, **{f"sign-{held[0].pk}": "31 February 2026"})

    text = answer.content.decode()
    assert f"{held[0].candidate.name}: the day of the consent must be a real date" in text
    assert 'value="31 February 2026"' in text


def test_what_changed_since_the_page_was_drawn_is_shown_first(
    browser, address, exam, processor, at
):
    page = browser.get(address + Service.MARKING)
    form = form_with(page, address + Service.MARKING, "Ask the board")
    LastDay.objects.filter(service=Service.MARKING).update(
        on=timezone.localdate() + timedelta(days=3)
    )
    held = exam[1][0]
    given = {"who": [str(held.pk)], f"sign-{held.pk}": f"{timezone.localdate():%-d/%-m/%Y}"}

    answer = browser.post(form.address, form.pressed("Ask the board", {**given, "knows": "on"}))

    text = answer.content.decode()
    assert "This is not what the page showed you" in text
    assert "last day" in text
    assert not Review.objects.exists()


def test_after_the_last_day_the_page_says_so_and_what_remains(browser, address, exam):
    yesterday = timezone.localdate() - timedelta(days=1)
    LastDay.objects.filter(service=Service.MARKING).update(on=yesterday)

    text = browser.get(address + Service.MARKING).content.decode()

    assert f"the last day for June 2026 was {yesterday:%-d %B %Y}" in text
    assert "What you can still ask for" in text and "Clerical check" in text
    assert "Ask the board" not in text


def test_before_results_day_nothing_is_asked(browser, address, exam):
    tomorrow = timezone.localdate() + timedelta(days=1)
    Series.objects.filter(pk=exam[0].series.pk).update(results_on=tomorrow)

    assert (
        f"opens with the results of June 2026, {tomorrow:%-d %B %Y}"
        in browser.get(address + Service.SCRIPT).content.decode()
    )


def test_results_that_were_released_early_can_be_asked_about(browser, centre, address, exam):
    now = timezone.now()
    ahead = {"results_on": timezone.localdate() + timedelta(days=9), "released_at": now}
    Series.objects.filter(pk=exam[0].series.pk).update(**ahead)
    listed = reverse("results:test_results", args=[centre.number])

    assert queries.exams_open(centre, timezone.now()) == [exam[0]]
    assert "Ask the board" in browser.get(address + Service.SCRIPT).content.decode()
    assert f"?result={exam[1][0].pk}" in browser.get(listed).content.decode()


def test_where_results_are_not_out_no_button_leads_to_a_closed_page(browser, centre, exam):
    tomorrow = timezone.localdate() + timedelta(days=1)
    Series.objects.filter(pk=exam[0].series.pk).update(results_on=tomorrow)

    text = browser.get(reverse("results:test_results", args=[centre.number])).content.decode()

    assert "Ask for a review" not in text


def test_a_service_that_is_not_chosen_is_asked_for(browser, centre, exam):
    page = reverse("reviews:ask", args=[centre.number])

    text = browser.get(page, {"exam": "", "result": "", "q": ""}).content.decode()

    assert "Choose the exam." in text and "Choose the service." in text


@pytest.mark.parametrize("exam_key", ["", "x", "05842-2026-06-99", "05842-99999-06-1"])
def test_an_exam_that_is_not_the_centres_is_refused_in_a_sentence(browser, centre, exam_key):
    page = reverse("reviews:ask", args=[centre.number])

    answer = browser.get(page, {"exam": exam_key, "service": "clerical-check"})

    assert answer.status_code == 200


def test_test_results_lead_there_for_whom_has_a_script(browser, centre, exam):
    text = browser.get(reverse("results:test_results", args=[centre.number])).content.decode()

    ask_page = reverse("reviews:ask", args=[centre.number])
    links = [f"{ask_page}?result={one.pk}" in text for one in exam[1]]
    assert links == [True, True, False]


def test_who_only_looks_asks_for_nothing(sign_in, post_result_read, centre, exam):
    browser = sign_in(post_result_read)

    text = browser.get(reverse("reviews:reviews", args=[centre.number])).content.decode()

    assert "Asking needs the role" in text
    assert browser.get(reverse("reviews:ask", args=[centre.number])).status_code == 403


def test_the_page_says_what_became_of_it_and_the_story_has_it(
    browser, centre, exam, post_result_full, processor
):
    at = timezone.now()
    [review] = factory.ask(exam[0], exam[1][:1], post_result_full, at=at)
    told = {"review": review, "by": processor, "at": at}
    commands.take(**told)
    commands.decide(words="Question 4 was marked too high.", grade="U", **told)

    page = browser.get(review.get_absolute_url()).content.decode()
    number = review.candidate.ocr_number
    story = browser.get(reverse("tracker:candidate", args=[centre.number, number]))

    assert "M is now U." in page and "Grade changed" in page
    until = queries.review_days(review).appeal_until
    assert f"{until:%-d %B %Y}" in page
    assert "Review of marking: grade changed" in story.content.decode()
    assert review.get_absolute_url() in story.content.decode()


def test_a_review_is_withdrawn_until_the_board_has_begun(
    browser, centre, exam, post_result_full, processor
):
    at = timezone.now()
    first, second = factory.ask(exam[0], exam[1][:2], post_result_full, at=at)
    commands.take(review=second, by=processor, at=at)

    for review in (first, second):
        browser.post(reverse("reviews:withdraw", args=[centre.number, review.pk]))
        review.refresh_from_db()

    assert (first.status, second.status) == (Status.WITHDRAWN, Status.WITH_BOARD)


def test_consents_can_be_opened_again(browser, centre, exam, post_result_full, kept_papers):
    from tests.factories import papers

    made = factory.ask(
        exam[0], exam[1][:1], post_result_full, at=timezone.now(), upload=papers.a_file()
    )

    answer = browser.get(reverse("reviews:consent", args=[centre.number, made[0].pk]))

    assert b"".join(answer.streaming_content).startswith(b"%PDF")
