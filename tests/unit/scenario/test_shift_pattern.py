"""Shift patterns: when their shifts and breaks may begin, worked out by hand."""

from typing import Any

import pytest
from small_scenario import TEAM, small, text_problems

from planner.demand import blueprint
from planner.scenario import loads
from planner.scenario.overlap import own_length
from planner.scenario.quantities import clock_text
from planner.scenario.shift import Break
from planner.scenario.shift_pattern import ShiftPattern

HOUR = 3600
HALF_HOUR = 1800
DAY = 24 * HOUR


def pattern(**keys: Any) -> ShiftPattern:
    """Return a pattern of the group `team`, or raise pydantic's error."""
    return ShiftPattern.model_validate({"group": "team", "start": "08:00", "length": "8h", **keys})


def clocks(begins: tuple[int, ...]) -> list[str]:
    """Write seconds as times of day, those of the next day as 25:00."""
    return [clock_text(begin) for begin in begins]


def begins(shift: tuple[float, float], rest: dict[str, Any], step: int = HALF_HOUR) -> list[str]:
    """Return when a break of a shift, given in hours, may begin."""
    first, last = (int(hour * HOUR) for hour in shift)
    return clocks(pattern().break_begins(Break.model_validate(rest), first, last, step))


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ("08:00", ["08:00"]),
        ({"from": "08:00", "to": "08:00"}, ["08:00"]),
        ({"from": "08:00", "to": "09:00"}, ["08:00", "08:30", "09:00"]),
        ({"from": "08:00", "to": "08:40", "every": "20m"}, ["08:00", "08:20", "08:40"]),
        ({"from": "23:00", "to": "01:00", "every": "1h"}, ["23:00", "24:00", "25:00"]),
    ],
)
def test_shifts_begin_within_the_window(start: object, found: list[str]) -> None:
    """From its beginning in steps, its end included; one that ends before it begins goes on after midnight."""
    assert clocks(pattern(start=start).starts()) == found


@pytest.mark.parametrize(
    ("shift", "between", "found"),
    [
        ((8, 16), ["11:00", "13:00"], ["11:00", "11:30", "12:00", "12:30"]),
        ((8, 12), ["11:00", "14:00"], ["11:00"]),
        ((11, 16), ["10:30", "12:30"], ["11:30", "12:00"]),
        ((12.25, 16), ["11:00", "13:30"], ["12:30", "13:00"]),
        ((13.5, 18), ["11:00", "14:00"], []),
        ((22, 30), ["23:30", "01:00"], ["23:30", "24:00", "24:30"]),
        ((22, 30), ["01:00", "02:30"], ["25:00", "25:30", "26:00"]),
        ((25, 32), ["23:30", "02:30"], ["25:30", "26:00"]),
        ((12, 36), ["11:00", "13:30"], ["12:30", "13:00", "35:00"]),
    ],
)
def test_a_break_lies_in_its_window_and_inside_the_shift(
    shift: tuple[float, float], between: list[str], found: list[str]
) -> None:
    """What the window and the shift have in common counts; the break touches neither end of the shift."""
    assert begins(shift, {"between": between, "for": "30m"}) == found


def test_a_break_that_fits_only_off_the_grid_is_in_the_middle() -> None:
    """Between 11:01 and 11:45 half an hour begins at 11:15 at the latest: at 11:08, to the minute."""
    assert begins((11, 16), {"between": ["11:00", "11:45"], "for": "30m"}) == ["11:08"]


@pytest.mark.parametrize(
    ("shift", "found"),
    [((8, 16), ["12:00"]), ((12, 16), []), ((8, 12.5), []), ((13, 21), []), ((20, 38), ["36:00"])],
)
def test_a_break_at_a_time_has_one_begin(shift: tuple[float, float], found: list[str]) -> None:
    """Where it is inside the shift; else the shift has no such break."""
    assert begins(shift, {"at": "12:00", "for": "30m"}) == found


def problems(keys: str, groups: str = TEAM) -> list[str]:
    """Return what is said of a scenario with a pattern of these keys, which begin at 12:23."""
    return text_problems(small(team=groups) + f"shift_patterns:\n  early: {{group: team, {keys}}}\n")


DAY_SHIFT = 'start: "08:00", length: 8h'
"""What follows it begins at 12:51."""


@pytest.mark.parametrize(
    ("keys", "place", "words"),
    [
        (
            "start: 8, length: 8h",
            "12:31",
            ["8 is not a time of day", '{from: "08:00", to: "14:00", every: 30m}'],
        ),
        ("start: [], length: 8h", "12:31", ["this is not a time of day"]),
        ('start: {from: "08:00"}, length: 8h', "12:31", ["start.to is missing"]),
        (
            'start: {from: "08:00", to: "14:00", every: 50m}, length: 8h',
            "12:31",
            ["no shift begins at 14:00", 'give to: "13:50"'],
        ),
        ('start: {from: "08:00", to: "14:00", every: 30s}, length: 8h', "12:67", ["30 s", "at least 1m"]),
        (
            'start: {from: "08:00", to: "07:59", every: 1m}, length: 8h',
            "12:80",
            ["1,440 different shifts", "500"],
        ),
        ('start: "08:00", length: 0s', "12:48", ["a shift of 0 s"]),
        ('start: "08:00", length: 25h', "12:48", ["a shift takes at most 24h"]),
        ('start: "08:00", length: 90s', "12:48", ["give whole minutes"]),
        ('start: "08:00", length: [4h, 4h]', "12:48", ["4 h is given twice"]),
        ('start: "08:00", length: []', "12:48", ["there is no entry; give at least one"]),
        ('start: "08:00", length: 8', "12:48", ["8 has no unit"]),
        ('start: "08:00"', "12:10", ["length is missing"]),
        (f"{DAY_SHIFT}, cost: 160, cost_per_hour: 20", "12:78", ["cost and cost_per_hour are both given"]),
        (f"{DAY_SHIFT}, cost: -1", "12:58", ["-1 is out of range"]),
        (f"{DAY_SHIFT}, agents: 5", "12:60", ["5 is not a section", "{min: 0, max: 20}"]),
        (f"{DAY_SHIFT}, agents: {{min: 5, max: 3}}", "12:74", ["3 is below min, 5; give at least 5"]),
        (f"{DAY_SHIFT}, weekly: 5", "12:60", ["5 is not a section", "{days: 5}"]),
        (f"{DAY_SHIFT}, weekly: {{days: 9}}", "12:67", ["at most 7"]),
        (f"{DAY_SHIFT}, weekly: {{days: 6}}, days: mon-fri", "12:60", ["6 days", "days are only 5"]),
        (f"{DAY_SHIFT}, breaks: {{}}", "12:60", ["this is not a list of breaks"]),
        (f"{DAY_SHIFT}, breaks: [{{for: 30m}}]", "12:61", ["either at a time or between two"]),
        (
            f'{DAY_SHIFT}, breaks: [{{at: "08:00", for: 30m}}]',
            "12:60",
            ["of 30 m at 08:00 fits into no shift"],
        ),
        (
            f'{DAY_SHIFT}, breaks: [{{between: ["17:00", "19:00"], for: 30m}}]',
            "12:60",
            ["between 17:00 and 19:00 fits into no shift"],
        ),
        (f'{DAY_SHIFT}, breaks: [{{at: "12:00", for: 9h}}]', "12:60", ["of 9 h at 12:00 fits into no shift"]),
        (
            f'{DAY_SHIFT}, breaks: [{{at: "12:00", for: 30m}}, {{at: "12:15", for: 30m}}]',
            "12:60",
            ["the breaks at 12:00 and 12:15 overlap"],
        ),
        (
            f'{DAY_SHIFT}, breaks: [{{between: ["08:00", "16:00"], for: 4h}}, {{at: "10:00", for: 4h}}]',
            "12:60",
            ["the breaks take as long as the shift"],
        ),
        (f"{DAY_SHIFT}, days: someday", "12:58", ['"someday" is no day of the week']),
        (f"{DAY_SHIFT}, week: 1", "12:52", ["unknown key", 'did you mean "weekly"?']),
    ],
)
def test_a_mistake_in_a_pattern_is_told(keys: str, place: str, words: list[str]) -> None:
    """Where it is, what is wrong, what would be right; once."""
    said = problems(keys)
    assert len(said) == 1, said
    assert said[0].startswith(f"f:{place}: "), said
    for word in words:
        assert word in said[0]


def test_a_break_need_not_fit_into_every_shift_of_a_pattern() -> None:
    """It is enough if one start and length can hold it."""
    window = {"from": "08:00", "to": "14:00", "every": "1h"}
    assert pattern(start=window, length=["2h", "8h"], breaks=[{"at": "20:00", "for": "30m"}]).breaks


def test_a_group_of_a_pattern_needs_nobody_yet() -> None:
    """It serves its chat types all the same, takes what is about shifts, and has no agents."""
    unplanned = "team: {concurrency: 2, last_chat_before: 10m}"
    scenario = loads(small(team=unplanned) + f"shift_patterns:\n  early: {{group: team, {DAY_SHIFT}}}\n")
    assert not scenario.agent_groups["team"].planned
    plan = blueprint(scenario)
    assert (plan.roster.group_of, plan.roster.shifts, plan.roster.headcounts) == ((), (), ())
    assert [scheduled.integral() for scheduled in plan.roster.scheduled] == [0]


def test_a_handle_time_at_a_concurrency_can_be_read_before_anyone_is_planned() -> None:
    """The slowdown of the groups to be planned counts, each alike: 1 / 1.15 at 1.5 chats at once with 20 and 40 %."""
    groups = "team: {concurrency: 2, slowdown: 20%}\n  others: {concurrency: 2, slowdown: 40%}"
    text = small(team=groups).replace("handle_time: 9m", "handle_time: {mean: 9m, at_concurrency: 1.5}")
    patterns = "".join(f"  {name}: {{group: {name}, {DAY_SHIFT}}}\n" for name in ("team", "others"))
    assert own_length(loads(f"{text}shift_patterns:\n{patterns}"), "shop") == pytest.approx(1 / 1.15)


def test_a_group_without_plan_or_pattern_is_told_with_the_patterns_mistake() -> None:
    """Each at its place."""
    unplanned = "team: {concurrency: 2}"
    said = text_problems(small(team=unplanned) + f"shift_patterns:\n  early: {{group: tem, {DAY_SHIFT}}}\n")
    assert len(said) == 2, said
    assert said[0].endswith("give one of agents, shifts, roster, or a shift pattern of this group")
    assert (
        'f:11:18: shift_patterns.early.group: there is no agent group "tem"; did you mean "team"?' in said[1]
    )


@pytest.mark.parametrize("written", ["[]", "8h", "[{group: team}]"])
def test_patterns_are_a_section(written: str) -> None:
    """A list has no names."""
    said = text_problems(small() + f"shift_patterns: {written}\n")
    assert len(said) == 1, said
    assert "shift_patterns: " in said[0]
    assert "give a section of keys and values" in said[0]
