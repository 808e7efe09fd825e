"""Which shifts there may be, and what they cost."""

from itertools import count, pairwise

import pytest

from planner.staffing.shifts import UnusablePatterns, candidates
from planner.staffing.shifts.placements import placements

HOUR = 3600
WEEK = {"start": "2026-11-23 00:00", "end": "2026-11-30 00:00"}


def spans(found):
    """Return when shifts begin and end, in hours since the start."""
    return [(shift.shift.begin / HOUR, shift.shift.end / HOUR) for shift in found]


def test_starts_and_lengths_are_combined(patterned):
    """Two starts and two lengths make four shifts; the order is by start."""
    found = candidates(
        patterned({"p": {"start": {"from": "08:00", "to": "09:00", "every": "1h"}, "length": ["4h", "2h"]}})
    )
    assert spans(found) == [(0, 2), (0, 4), (1, 3), (1, 5)]


def test_shifts_of_the_day_before_that_reach_the_start_count(patterned):
    """Of nights over two days three touch them, the first one cut at the start but paid as a whole."""
    pattern = {"start": "22:00", "length": "8h", "cost_per_hour": 2}
    found = candidates(patterned({"p": pattern}, start="2026-11-23 00:00", end="2026-11-25 00:00"))
    assert [shift.day for shift in found] == [-1, 0, 1]
    assert spans(found) == [(0, 6), (22, 30), (46, 54)]
    assert [shift.cost for shift in found] == [16, 16, 16]


def test_days_of_the_week_and_shut_days_are_kept(patterned):
    """Monday to Wednesday without a shut Tuesday: two days."""
    shut = {"dates": ["2026-11-24"], "as": "closed"}
    found = candidates(
        patterned({"p": {"start": "08:00", "length": "4h", "days": "mon-wed"}}, **WEEK, holidays=shut)
    )
    assert [shift.day for shift in found] == [0, 2]


def test_shifts_that_nobody_needs_are_left_out(patterned):
    """A shift from 20:00 on touches no open doors; with no other there is no plan."""
    with pytest.raises(UnusablePatterns, match="no shift is on duty while doors are open"):
        candidates(patterned({"p": {"start": "20:00", "length": "4h"}}))


def test_night_and_sunday_rates(patterned):
    """From 20:00 on Saturday to 04:00: 2 h at 10, 2 at 15, on Sunday 4 h at 30, the last of them an unpaid break."""
    rates = {"mon-sat": {"06:00": 10, "22:00": 15}, "sun": {"00:00": 30}}
    pattern = {"start": "20:00", "length": "8h", "days": "sat", "cost_per_hour": rates}
    rest = {"at": "02:30", "for": "1h"}
    paid = candidates(patterned({"p": {**pattern, "breaks": [{**rest, "paid": True}]}}, **WEEK))
    unpaid = candidates(patterned({"p": {**pattern, "breaks": [rest]}}, **WEEK))
    assert [shift.cost for shift in paid] == [170]
    assert [shift.cost for shift in unpaid] == [140]


def test_the_cost_of_a_shift_or_of_the_group(patterned):
    """A pattern's `cost` is that of a shift; without any, its group's cost per hour counts."""
    patterns = {"p": {"start": "08:00", "length": "4h", "cost": 7}, "q": {"start": "08:00", "length": "4h"}}
    found = candidates(patterned(patterns, agent_groups={"g": {"agents": 1, "cost_per_hour": 3}}))
    assert [shift.cost for shift in found] == [7, 12]


def test_a_night_with_25_hours_costs_an_hour_more(patterned):
    """From 22:00 to 06:00 are nine hours when clocks go back."""
    night = {"p": {"start": "22:00", "length": "8h", "cost_per_hour": 1}}
    stretch = {"start": "2026-10-24 20:00", "end": "2026-10-25 08:00", "timezone": "Europe/Athens"}
    assert [shift.cost for shift in candidates(patterned(night, **stretch))] == [9]


def test_breaks_do_not_overlap(patterned):
    """Two half hours in two hours, on a grid of half hours: 4 x 3 / 2 ways, not 12, for they are alike."""
    rest = {"between": ["11:00", "13:00"], "for": "30m"}
    found = candidates(patterned({"p": {"start": "08:00", "length": "8h", "breaks": [rest, rest]}}))
    assert len({shift.planned.breaks for shift in found}) == len(found) == 6


def test_a_coarse_grid_leaves_no_shift_without_its_breaks(patterned):
    """Two breaks at the only two places of the grid that overlap are put on a finer one."""
    rest = {"between": ["11:00", "12:20"], "for": "40m"}
    pattern = patterned({"p": {"start": "08:00", "length": "8h", "breaks": [rest, rest]}}).shift_patterns["p"]
    found = placements(pattern, 8 * HOUR, 16 * HOUR, 1800, 100, count())
    assert found == (((39600, 42000, False), (42000, 44400, False)),)


def test_many_breaks_get_fewer_places(patterned):
    """Four breaks in wide windows would make over 20,000 shifts at 5 minutes; fewer places make fewer."""
    windows = (["08:30", "11:00"], ["11:00", "13:00"], ["13:00", "15:00"], ["15:00", "17:00"])
    rests = [{"between": window, "for": "15m"} for window in windows]
    pattern = {"start": "08:00", "length": "10h", "breaks": rests}
    assert 100 < len(candidates(patterned({"p": pattern}, interval="5m"))) <= 20_000


def test_far_too_many_shifts(patterned):
    """Six patterns with 96 starts and 5 lengths on nine days: it is told which one is the first too many, and what to do."""
    pattern = {
        "start": {"from": "00:00", "to": "23:45", "every": "15m"},
        "length": [f"{hours}h" for hours in range(1, 6)],
    }
    with pytest.raises(UnusablePatterns, match=r"shift_patterns\.p4: .* more than 20,000 .*every"):
        candidates(patterned({f"p{number}": pattern for number in range(6)}, **WEEK))


def test_breaks_that_can_only_overlap_take_no_time(patterned):
    """Ten breaks that do not fit are found out without trying every order."""
    rests = [{"between": ["11:00", f"13:{10 + n}"], "for": "20m"} for n in range(10)]
    pattern = patterned({"p": {"start": "08:00", "length": "8h", "breaks": rests}}).shift_patterns["p"]
    assert placements(pattern, 8 * HOUR, 16 * HOUR, 300, 100, count()) == ()


def test_breaks_that_overlap_wherever_they_lie_are_told_of(patterned):
    """Two half hours in one and a bit."""
    rest = {"between": ["12:00", "12:40"], "for": "30m"}
    with pytest.raises(UnusablePatterns, match=r"shift_patterns\.p: .*overlap"):
        candidates(patterned({"p": {"start": "08:00", "length": "8h", "breaks": [rest, rest]}}))


def test_many_breaks_alike_in_a_narrow_window_are_placed_without_trying_their_orders(patterned):
    """Ten of 17 min, on a grid of 2.5 min 17.5 apart at least, in three hours: two steps to spare before any of them, 66 ways."""
    pattern = {
        "start": "08:00",
        "length": "8h",
        "breaks": [{"between": ["09:00", "12:00"], "for": "17m"} for _ in range(10)],
    }
    scenario = patterned({"p": pattern})
    found = placements(scenario.shift_patterns["p"], 8 * HOUR, 16 * HOUR, 150, 1000, iter(range(5_000)))
    assert len({*found}) == len(found) == 66
    for breaks in found:
        assert all(one[1] <= two[0] for one, two in pairwise(breaks))
        assert breaks[0][0] >= 9 * HOUR
        assert breaks[-1][1] <= 12 * HOUR


def test_breaks_in_more_ways_than_can_be_looked_at_are_refused_soon(patterned):
    """Ten breaks, all a little different, in 420 shifts of a minute's step: told, not tried for hours."""
    breaks = [{"between": ["09:30", "12:30"], "for": f"{16 * 60 + 10 * number}s"} for number in range(10)]
    pattern = {"start": {"from": "06:00", "to": "12:59", "every": "1m"}, "length": "4h", "breaks": breaks}
    with pytest.raises(
        UnusablePatterns, match=r"shift_patterns\.p: its breaks may lie in more ways than can be looked at"
    ):
        candidates(patterned({"p": pattern}))
