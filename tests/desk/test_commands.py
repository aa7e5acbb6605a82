"""Who has an item in hand: one person at a time, and nobody takes it unseen from another."""

from datetime import timedelta

import pytest

from interchange.accounts.roles import Role
from interchange.desk import commands, queries
from interchange.desk.models import InHand
from interchange.refusals import AlreadyDone, RuleBroken
from tests.factories import accounts, entries, mir
from tests.factories.audit import events

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def item(centre, post_result_full):
    return mir.a_request(entries.an_entry(centre), by=post_result_full)


@pytest.fixture
def colleague():
    return accounts.with_role(Role.PROCESSOR, name="Cora Colleague")


def hands(item):
    return queries.in_hand({(item._meta.label_lower, item.pk)}).values()


@pytest.mark.slow
def test_who_takes_an_item_has_it(item, processor, at):
    commands.take(record=item, by=processor, at=at)

    assert [one.by for one in hands(item)] == [processor]
    assert "inhand.take" in [event.name for event in events()]


@pytest.mark.slow
def test_taking_it_twice_is_told_and_changes_nothing(item, processor, at):
    commands.take(record=item, by=processor, at=at)

    with pytest.raises(AlreadyDone, match="in hand already"):
        commands.take(record=item, by=processor, at=at + timedelta(hours=1))

    assert InHand.objects.get().at == at


@pytest.mark.slow
def test_a_colleague_who_had_not_seen_who_has_it_is_told(item, processor, colleague, at):
    commands.take(record=item, by=processor, at=at)

    with pytest.raises(commands.HeldByColleague, match="Priya Processor has had request"):
        commands.take(record=item, by=colleague, at=at)

    assert InHand.objects.get().by == processor


@pytest.mark.slow
def test_a_colleague_who_saw_it_takes_it_over(item, processor, colleague, at):
    commands.take(record=item, by=processor, at=at)

    commands.take(record=item, by=colleague, at=at, from_hand=processor.pk)

    assert InHand.objects.get().by == colleague


@pytest.mark.slow
def test_an_item_is_handed_to_staff_alone(item, processor, colleague, at):
    stranger = accounts.with_role(Role.TUTOR, item.centre)

    with pytest.raises(commands.NotStaff):
        commands.hand_over(record=item, to=stranger, by=processor, at=at)
    commands.hand_over(record=item, to=colleague, by=processor, at=at)

    assert InHand.objects.get().by == colleague


@pytest.mark.slow
def test_nobody_hands_over_or_puts_back_what_a_colleague_has(item, processor, colleague, at):
    commands.take(record=item, by=colleague, at=at)

    with pytest.raises(commands.HeldByColleague):
        commands.hand_over(record=item, to=processor, by=processor, at=at)
    with pytest.raises(commands.HeldByColleague):
        commands.put_back(record=item, by=processor, at=at)

    assert InHand.objects.get().by == colleague


@pytest.mark.slow
def test_what_is_put_back_nobody_has(item, processor, at):
    commands.take(record=item, by=processor, at=at)

    commands.put_back(record=item, by=processor, at=at)

    assert not hands(item)
    with pytest.raises(AlreadyDone, match="Nobody has"):
        commands.put_back(record=item, by=processor, at=at)


@pytest.mark.slow
def test_notes_stay_in_order_with_who_wrote_them(item, processor, colleague, at):
    commands.note(record=item, words="Rang the centre.", by=processor, at=at)
    later = at + timedelta(hours=1)
    commands.note(record=item, words="They rang back.", by=colleague, at=later)

    written = [(one.words, one.by) for one in queries.notes(item)]
    assert written == [("Rang the centre.", processor), ("They rang back.", colleague)]


@pytest.mark.slow
def test_views_are_ones_own_and_not_without_end(processor, colleague):
    for number in range(commands.MOST_VIEWS):
        commands.save_view(name=f"View {number}", query="whose=mine", by=processor)

    with pytest.raises(RuleBroken, match="Delete one first"):
        commands.save_view(name="One more", query="", by=processor)
    mine = queries.views(processor)
    commands.forget_view(pk=mine[0].pk, by=colleague)
    assert len(queries.views(processor)) == commands.MOST_VIEWS
    assert queries.views(colleague) == []
