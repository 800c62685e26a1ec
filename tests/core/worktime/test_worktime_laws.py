from datetime import UTC, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st
from worktime_cast import DAY, amounts, calendars, instants, law, limits, line, pauses
from worktime_slow import ELAPSED, hours_on, rests_on_unknown, slow_due, slow_measure

from shouwen.core.worktime import Limit, Pause, Unit, due_at, explain, extended_due
from shouwen.core.worktime.pauses import merged

CLAMPING = (Unit.MONTH, Unit.YEAR, *(unit for unit in Unit if unit.is_period_end))
"""Units that are not monotone once pauses are credited: the month's end cuts the start, then days are added."""


@law
@given(calendars, instants, limits)
def test_dues_agree_with_the_slow_reckoning(calendar, start, limit):
    found = due_at(calendar, start, limit)
    due, consulted = slow_due(calendar, start, limit)
    assert line(found.due_at) == due
    assert found.provisional == rests_on_unknown(calendar, *consulted)
    assert found.due_at.tzinfo is calendar.zone


@law
@given(st.data(), calendars, instants, limits)
def test_dues_with_pauses_agree_with_the_slow_reckoning(data, calendar, start, limit):
    stops = data.draw(pauses(start))
    due, consulted = slow_due(calendar, start, limit)
    provisional = rests_on_unknown(calendar, *consulted)
    credit, days = timedelta(), 0
    for pause in merged(stops, start):
        if pause.start > due:
            break
        first, last = (each.astimezone(calendar.zone).date() for each in (pause.start, pause.end))
        if limit.unit in ELAPSED:
            credit += pause.end - pause.start
        elif limit.unit is Unit.WORKING_HOUR:
            credit += slow_measure(calendar.spec, pause.start, pause.end)
            last = (pause.end.astimezone(calendar.zone) - timedelta.resolution).date()
            provisional |= rests_on_unknown(calendar, first, last)
        elif limit.unit is Unit.WORKING_DAY:
            days += sum(
                bool(hours_on(calendar.spec, first + n * DAY)) for n in range(1, (last - first).days + 1)
            )
            provisional |= rests_on_unknown(calendar, first + DAY, last)
        else:
            days += (last - first).days
        due, consulted = slow_due(calendar, start, limit, credit, days)
        provisional |= rests_on_unknown(calendar, *consulted)
    found = due_at(calendar, start, limit, stops)
    assert (line(found.due_at), found.provisional) == (due, provisional)


@law
@given(calendars, instants, instants, limits)
def test_a_later_start_is_never_due_earlier(calendar, one, other, limit):
    early, late = sorted((one, other))
    assert line(due_at(calendar, early, limit).due_at) <= line(due_at(calendar, late, limit).due_at)


@law
@given(st.data(), calendars, instants, st.sampled_from([u for u in Unit if u not in CLAMPING]), amounts)
def test_a_later_start_is_never_due_earlier_with_pauses(data, calendar, start, unit, amount):
    stops = data.draw(pauses(start))
    later = start + data.draw(st.timedeltas(timedelta(), 9 * DAY))
    limit = Limit(amount, unit)
    assert line(due_at(calendar, start, limit, stops).due_at) <= line(
        due_at(calendar, later, limit, stops).due_at
    )


@law
@given(st.data(), calendars, instants, amounts, st.sampled_from([u for u in Unit if not u.is_period_end]))
def test_a_longer_limit_is_never_due_earlier(data, calendar, start, amount, unit):
    stops = data.draw(pauses(start))
    shorter, longer = Limit(amount, unit), Limit(amount + 1, unit)
    assert line(due_at(calendar, start, shorter, stops).due_at) <= line(
        due_at(calendar, start, longer, stops).due_at
    )


@law
@given(st.data(), calendars, instants, limits)
def test_pauses_only_ever_help_and_their_order_is_nothing(data, calendar, start, limit):
    stops = data.draw(pauses(start))
    due = due_at(calendar, start, limit, stops)
    assert line(due.due_at) >= line(due_at(calendar, start, limit).due_at)
    assert due == due_at(calendar, start, limit, stops[::-1])
    assert due == due_at(calendar, start, limit, [*stops, *stops])


@law
@given(st.data(), calendars, instants, limits)
def test_cutting_a_pause_in_two_changes_nothing(data, calendar, start, limit):
    pause = Pause(start + data.draw(st.timedeltas(-DAY, 5 * DAY)), start + 6 * DAY)
    cut = data.draw(st.datetimes(*(each.replace(tzinfo=None) for each in (pause.start, pause.end)))).replace(
        tzinfo=UTC
    )
    assume(pause.start <= cut <= pause.end)
    halves = [Pause(pause.start, cut), Pause(cut, pause.end)]
    assert due_at(calendar, start, limit, [pause]) == due_at(calendar, start, limit, halves)


@law
@given(calendars, instants, limits, st.timedeltas(timedelta(), 20 * DAY))
def test_pauses_before_the_start_and_after_the_due_time_give_nothing(calendar, start, limit, length):
    due = due_at(calendar, start, limit)
    late = line(due.due_at) + timedelta.resolution
    outside = [Pause(start - length, start), Pause(late, late + length)]
    assert due_at(calendar, start, limit, outside) == due


@law
@given(st.data(), calendars, instants, limits)
def test_the_explanation_agrees(data, calendar, start, limit):
    stops = data.draw(st.one_of(st.just([]), pauses(start)))
    due, told = due_at(calendar, start, limit, stops), explain(calendar, start, limit, stops)
    assert (told.due_at, told.provisional) == (due.due_at, due.provisional)


@law
@given(st.data(), calendars, instants, st.sampled_from(Unit))
def test_extended_dues_never_move_back(data, calendar, new_due, unit):
    stops = data.draw(pauses(new_due - 9 * DAY))
    assert line(extended_due(calendar, new_due, unit, stops).due_at) >= new_due


@law
@given(st.data(), instants)
def test_merged_pauses_are_apart_and_in_order(data, start):
    stops = merged(data.draw(pauses(start)), start)
    assert all(one.end < two.start for one, two in pairwise(stops))
    assert all(start <= pause.start < pause.end for pause in stops)
