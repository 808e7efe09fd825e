"""The roster as planned: who comes and goes when, whoever turns up."""

import pytest

from planner.demand import blueprint
from planner.flow.roster import Break, Headcount, Shift
from planner.scenario import Scenario

HOUR = 3600.0
TWO_DAYS = {"start": "2026-11-23 00:00", "end": "2026-11-25 00:00"}
"""Monday and Tuesday."""


def roster_of(groups, start="2026-11-23 08:00", end="2026-11-23 20:00", **more):
    """Return the planned roster of a scenario."""
    tree = {
        "start": start,
        "end": end,
        "chat_types": {"a": {"arrivals": {"per_hour": 60}, "handle_time": "9m", "patience": "3m"}},
        "agent_groups": groups,
        **more,
    }
    return blueprint(Scenario.model_validate(tree)).roster


def with_shifts(*shifts, **more):
    """Return the roster of one group of shifts."""
    return roster_of({"g": {"shifts": list(shifts)}}, **more)


def shift(begin, end, agents=1, **more):
    """Return a shift as written."""
    return {"agents": agents, "from": begin, "to": end, **more}


def in_hours(roster):
    """Return the shifts as (agent, begin, end, day), times in hours."""
    return [(made.agent, made.begin / HOUR, made.end / HOUR, made.day) for made in roster.shifts]


def breaks_of(made):
    """Return a shift's breaks in hours."""
    return [(rest.begin / HOUR, rest.end / HOUR) for rest in made.breaks]


def steps(profile):
    """Return edges in hours, and values."""
    return (profile.edges / HOUR).tolist(), profile.values.tolist()


def test_a_shift_is_one_row_per_agent_and_day():
    """Two agents, 09:00 to 17:00 on two days; breaks along."""
    found = with_shifts(shift("09:00", "17:00", 2, breaks=[{"at": "12:00", "for": "30m"}]), **TWO_DAYS)
    rest = (Break(12 * HOUR, 12.5 * HOUR),)
    later = (Break(36 * HOUR, 36.5 * HOUR),)
    assert found.shifts == (
        Shift(0, 9 * HOUR, 17 * HOUR, rest, 0),
        Shift(1, 9 * HOUR, 17 * HOUR, rest, 0),
        Shift(0, 33 * HOUR, 41 * HOUR, later, 1),
        Shift(1, 33 * HOUR, 41 * HOUR, later, 1),
    )
    assert found.headcounts == ()
    assert found.group_of == (0, 0)


def test_a_shift_goes_on_over_midnight():
    """22:00 to 06:00: that of Monday, not that of Sunday, which ended before the start, nor Tuesday's."""
    found = with_shifts(shift("22:00", "06:00"), start="2026-11-23 20:00", end="2026-11-24 12:00")
    assert in_hours(found) == [(0, 2, 10, 0)]


def test_a_shift_of_the_evening_before_is_there_at_the_start():
    """Sunday 22:00 to Monday 06:00 counts from 02:00, and still belongs to the Sunday."""
    found = with_shifts(shift("22:00", "06:00"), start="2026-11-23 02:00", end="2026-11-23 12:00")
    assert in_hours(found) == [(0, 0, 4, -1)]


def test_a_break_that_runs_at_the_start_is_clipped():
    """01:30 to 02:30: half an hour of it is left at 02:00; the one at midnight is over."""
    rests = [{"at": "00:00", "for": "30m"}, {"at": "01:30", "for": "1h"}, {"at": "04:00", "for": "15m"}]
    night = shift("22:00", "06:00", breaks=rests)
    found = with_shifts(night, start="2026-11-23 02:00", end="2026-11-23 12:00")
    assert breaks_of(found.shifts[0]) == [(0, 0.5), (2, 2.25)]
    assert steps(found.scheduled[0]) == ([0, 0.5, 2, 2.25, 4, 10], [0, 1, 0, 1, 0])


def test_a_shift_that_ends_as_the_scenario_starts_is_none():
    """Nor is one that begins as it ends."""
    found = with_shifts(shift("04:00", "08:00"), shift("20:00", "23:00"))
    assert found.shifts == ()
    assert found.group_of == (0, 0)


def test_a_shift_is_not_cut_at_the_end():
    """To 22:00 though the scenario ends at 20:00: those who wait then have someone; the plan ends at 20:00."""
    found = with_shifts(shift("12:00", "22:00"))
    assert in_hours(found) == [(0, 4, 14, 0)]
    assert steps(found.scheduled[0]) == ([0, 4, 12], [0, 1])


def test_shifts_have_their_days():
    """Mondays and Wednesdays, in a week."""
    found = with_shifts(
        shift("08:00", "16:00", days="mon, wed"), start="2026-11-23 00:00", end="2026-11-30 00:00"
    )
    assert in_hours(found) == [(0, 8, 16, 0), (0, 56, 64, 2)]


def test_a_night_shift_has_the_day_on_which_it_begins():
    """Friday's goes on into Saturday, and Sunday has none though Saturday's would reach it."""
    found = with_shifts(shift("22:00", "06:00", days="fri"), start="2026-11-27 00:00", end="2026-11-30 00:00")
    assert in_hours(found) == [(0, 22, 30, 0)]


def test_nobody_works_on_shut_holidays():
    """Tuesday the 24th; Monday's night shift is not called back at midnight."""
    shut = {"dates": ["2026-11-24"], "as": "closed"}
    found = with_shifts(
        shift("08:00", "16:00"),
        shift("20:00", "02:00"),
        start="2026-11-23 00:00",
        end="2026-11-26 00:00",
        holidays=shut,
    )
    sunday, monday = [(1, 0, 2, -1)], [(0, 8, 16, 0), (1, 20, 26, 0)]
    wednesday = [(0, 56, 64, 2), (1, 68, 74, 2)]
    assert in_hours(found) == [*sunday, *monday, *wednesday]


def test_holidays_that_are_sundays_have_sundays_shifts():
    """Monday to Saturday one shift, on Sunday the other: so on Tuesday the 24th."""
    found = with_shifts(
        shift("08:00", "16:00", days="mon-sat"),
        shift("10:00", "14:00", days="sun"),
        start="2026-11-23 00:00",
        end="2026-11-26 00:00",
        holidays=["2026-11-24"],
    )
    assert in_hours(found) == [(0, 8, 16, 0), (1, 34, 38, 1), (0, 56, 64, 2)]


def test_positions_follow_the_file():
    """Groups as in the file, in each the shifts as written; rows come by time, then position."""
    found = roster_of(
        {
            "one": {"shifts": [shift("12:00", "18:00", 2), shift("09:00", "12:00", 1)]},
            "two": {"agents": 2},
            "three": {"shifts": [shift("12:00", "18:00")]},
        }
    )
    assert found.group_of == (0, 0, 0, 1, 1, 2)
    assert in_hours(found) == [(2, 1, 4, 0), (0, 4, 10, 0), (1, 4, 10, 0), (5, 4, 10, 0)]
    assert found.headcounts == (Headcount(0, 1, 2),)


def test_breaks_in_a_window_go_one_after_another():
    """Six agents between 11:00 and 14:00, half an hour each: 11:00, 11:30, ... 13:30."""
    rests = [{"between": ["11:00", "14:00"], "for": "30m", "paid": True}]
    found = with_shifts(shift("08:00", "16:00", 6, breaks=rests))
    assert [breaks_of(made) for made in found.shifts] == [
        [(3 + turn / 2, 3.5 + turn / 2)] for turn in range(6)
    ]
    assert all(made.breaks[0].paid for made in found.shifts)


def test_breaks_come_in_the_order_of_time():
    """However they are written; the last one lies after midnight."""
    rests = [{"at": "01:00", "for": "15m"}, {"at": "21:00", "for": "30m"}]
    found = with_shifts(
        shift("18:00", "02:00", breaks=rests), start="2026-11-23 18:00", end="2026-11-24 02:00"
    )
    assert breaks_of(found.shifts[0]) == [(3, 3.5), (7, 7.25)]


def test_what_shifts_schedule():
    """Two from 8 to 12 with a break at 10, one from 10 to 14: 2, then 1, 3 and 1 again."""
    found = with_shifts(
        shift("08:00", "12:00", 2, breaks=[{"at": "10:00", "for": "30m"}]),
        shift("10:00", "14:00"),
        end="2026-11-23 13:00",
    )
    assert steps(found.scheduled[0]) == ([0, 2, 2.5, 4, 5], [2, 1, 3, 1])


def test_shifts_are_scheduled_whether_doors_are_open_or_not():
    """From 07:00 to 19:00, doors from 9 to 17."""
    found = with_shifts(shift("07:00", "19:00"), open="09:00-17:00", **TWO_DAYS)
    assert steps(found.scheduled[0]) == ([0, 7, 19, 31, 43, 48], [0, 1, 0, 1, 0])


def test_head_counts_are_told_as_doors_open_and_as_they_change():
    """Doors from 9 to 18: 2 from 9, 3 from 12, and so on the next day; what changes at 22:00 does not show."""
    found = roster_of({"g": {"agents": {"08:00": 2, "12:00": 3, "22:00": 1}}}, open="09:00-18:00", **TWO_DAYS)
    assert found.headcounts == (
        Headcount(9 * HOUR, 0, 2),
        Headcount(12 * HOUR, 0, 3),
        Headcount(33 * HOUR, 0, 2),
        Headcount(36 * HOUR, 0, 3),
    )
    assert steps(found.scheduled[0]) == ([0, 9, 12, 18, 33, 36, 42, 48], [0, 2, 3, 0, 2, 3, 0])


def test_a_step_as_doors_open_is_told_once():
    """At 9 the count is that of 9."""
    found = roster_of({"g": {"agents": {"08:00": 2, "09:00": 4}}}, open="09:00-18:00")
    assert found.headcounts == (Headcount(HOUR, 0, 4),)


def test_doors_that_close_over_noon_open_twice():
    """08:00 to 12:00 and 14:00 to 18:00; nobody from 16:00."""
    found = roster_of(
        {"g": {"agents": {"08:00": 2, "16:00": 0}}},
        open=["08:00-12:00", "14:00-18:00"],
        end="2026-11-23 18:00",
    )
    assert found.headcounts == (Headcount(0, 0, 2), Headcount(6 * HOUR, 0, 2), Headcount(8 * HOUR, 0, 0))
    assert steps(found.scheduled[0]) == ([0, 4, 6, 8, 10], [2, 0, 2, 0])


def test_head_counts_by_weekday():
    """Five on Monday, none on Tuesday, which is not named."""
    found = roster_of({"g": {"agents": {"mon": {"08:00": 5}}}}, **TWO_DAYS)
    assert found.headcounts == (
        Headcount(0, 0, 0),
        Headcount(8 * HOUR, 0, 5),
        Headcount(24 * HOUR, 0, 0),
    )
    assert found.group_of == (0,) * 5


def test_head_counts_of_groups_come_in_the_order_of_time():
    """The second group's first stands before the first one's second."""
    found = roster_of({"g": {"agents": {"08:00": 1, "12:00": 2}}, "h": {"agents": {"08:00": 3, "10:00": 4}}})
    assert [(change.time / HOUR, change.group) for change in found.headcounts] == [
        (0, 0),
        (0, 1),
        (2, 1),
        (4, 0),
    ]


@pytest.mark.parametrize(("change", "night"), [("2026-10-25", 9), ("2026-03-29", 7)])
def test_a_night_shift_over_a_clock_change(change, night):
    """22:00 to 06:00 by the clock: nine hours in October, seven in March."""
    found = with_shifts(
        shift("22:00", "06:00"),
        timezone="Europe/Athens",
        start=f"{change[:8]}{int(change[8:]) - 1} 20:00",
        end=f"{change} 12:00",
    )
    assert in_hours(found) == [(0, 2, 2 + night, 0)]


@pytest.mark.parametrize(
    ("change", "at"), [("2026-10-25", "03:30"), ("2026-03-29", "02:45"), ("2026-03-29", "03:00")]
)
def test_a_break_takes_as_long_as_it_takes_when_clocks_change(change, at):
    """`for: 30m` is half an hour, not what clocks show in it."""
    found = with_shifts(
        shift("22:00", "06:00", breaks=[{"at": at, "for": "30m"}]),
        timezone="Europe/Athens",
        start=f"{change[:8]}{int(change[8:]) - 1} 20:00",
        end=f"{change} 12:00",
    )
    assert [end - begin for begin, end in breaks_of(found.shifts[0])] == [0.5]


def test_breaks_that_clocks_push_together_follow_one_another():
    """Clocks skip 03:00 to 04:00: the breaks of 02:30, 03:00 and 04:15 take 30, 60 and 10 minutes, in a row."""
    scenario = Scenario.model_validate(
        {
            "timezone": "Europe/Athens",
            "start": "2027-03-28 00:00",
            "end": "2027-03-29 00:00",
            "chat_types": {"a": {"arrivals": {"per_hour": 5}, "handle_time": "5m", "patience": "3m"}},
            "agent_groups": {
                "g": {
                    "shifts": [
                        {
                            "agents": 1,
                            "from": "00:00",
                            "to": "08:00",
                            "breaks": [
                                {"at": "02:30", "for": "30m"},
                                {"at": "03:00", "for": "60m"},
                                {"at": "04:15", "for": "10m"},
                            ],
                        }
                    ]
                }
            },
        }
    )
    roster = blueprint(scenario).roster
    (shift,) = roster.shifts
    assert [(rest.begin / 60, rest.end / 60) for rest in shift.breaks] == [(150, 180), (180, 240), (240, 250)]
    assert roster.scheduled[0].values.min() >= 0
