"""Shifts and their breaks, worked out by hand."""

from typing import Any

import pytest
from small_scenario import small, text_problems

from planner.scenario import loads
from planner.scenario.shift import Shift

HOUR = 3600
MINUTE = 60
GOOD = small(team="team:\n    shifts: [SHIFT]")
PLACE = "f:10:14"
"""Where the shift begins."""


def shift(agents: int, begin: str, to: str, *breaks: dict[str, Any]) -> Shift:
    """Return a shift, or raise pydantic's error."""
    return Shift.model_validate({"agents": agents, "from": begin, "to": to, "breaks": list(breaks)})


def starts(of: Shift) -> list[str]:
    """Return when each agent's first break begins."""
    found = [next(iter(of.break_spans(agent)))[0] for agent in range(of.agents)]
    return [f"{begin // HOUR:02d}:{begin % HOUR // MINUTE:02d}" for begin in found]


def problems(written: str) -> list[str]:
    """Return what is said of a scenario with this shift."""
    return text_problems(GOOD.replace("SHIFT", written))


@pytest.mark.parametrize(
    ("begin", "to", "end"),
    [
        ("08:00", "16:30", 16.5),
        ("16:00", "24:00", 24),
        ("16:00", "00:00", 24),
        ("22:00", "06:00", 30),
        ("00:00", "24:00", 24),
        ("08:01", "08:00", 32),
    ],
)
def test_a_shift_ends_after_it_begins(begin: str, to: str, end: float) -> None:
    """Not after the beginning means on the next day."""
    assert shift(1, begin, to).end == end * HOUR


def test_a_whole_day_may_end_at_midnight() -> None:
    """From 00:00 to 24:00 is a day; both mean midnight, but not the same one."""
    assert shift(1, "00:00", "24:00").end == 24 * HOUR


def test_a_break_at_a_time_is_everybodys() -> None:
    """With its length, unpaid unless said otherwise."""
    lunch = shift(3, "08:00", "16:00", {"at": "12:00", "for": "30m"})
    assert [list(lunch.break_spans(agent)) for agent in range(3)] == [
        [(12 * HOUR, 12 * HOUR + 30 * MINUTE, False)]
    ] * 3


def test_several_breaks_in_the_order_given() -> None:
    """Each paid or not."""
    day = shift(
        1,
        "08:00",
        "16:00",
        {"at": "14:00", "for": "15m", "paid": True},
        {"at": "12:00", "for": "30m", "paid": False},
    )
    assert list(day.break_spans(0)) == [
        (14 * HOUR, 14 * HOUR + 15 * MINUTE, True),
        (12 * HOUR, 12 * HOUR + 30 * MINUTE, False),
    ]


@pytest.mark.parametrize(
    ("agents", "begins"),
    [
        (1, ["12:15"]),
        (2, ["11:00", "13:30"]),
        (3, ["11:00", "12:15", "13:30"]),
        (6, ["11:00", "11:30", "12:00", "12:30", "13:00", "13:30"]),
    ],
)
def test_breaks_between_two_times_are_spread_evenly(agents: int, begins: list[str]) -> None:
    """From 11:00 to 14:00 a break of 30 minutes has 150 minutes to begin; one agent's lies in the middle."""
    assert starts(shift(agents, "08:00", "16:00", {"between": ["11:00", "14:00"], "for": "30m"})) == begins


def test_spread_breaks_begin_at_whole_minutes() -> None:
    """40 minutes in three steps are 13 1/3 each: rounded down."""
    four = shift(4, "08:00", "16:00", {"between": ["11:00", "12:00"], "for": "20m"})
    assert starts(four) == ["11:00", "11:13", "11:26", "11:40"]
    assert starts(shift(1, "08:00", "16:00", {"between": ["11:00", "12:00"], "for": "15m"})) == ["11:22"]


def test_one_break_begins_every_minute() -> None:
    """23 agents and 22 minutes: no fraction that a computer cannot write gets in between."""
    many = shift(23, "08:00", "16:00", {"between": ["11:00", "11:52"], "for": "30m"})
    assert starts(many) == [f"11:{minute:02d}" for minute in range(23)]


def test_a_window_as_long_as_the_break_leaves_no_choice() -> None:
    """All go at once."""
    assert starts(shift(3, "08:00", "16:00", {"between": ["12:00", "12:30"], "for": "30m"})) == ["12:00"] * 3


def test_the_first_of_a_window_to_the_shifts_ends() -> None:
    """A break may begin with the shift and end with it."""
    whole = shift(2, "08:00", "16:00", {"between": ["08:00", "16:00"], "for": "1h"})
    assert starts(whole) == ["08:00", "15:00"]


@pytest.mark.parametrize(
    ("rest", "begins"),
    [
        ({"at": "23:30", "for": "30m"}, ["23:30", "23:30"]),
        ({"at": "23:45", "for": "30m"}, ["23:45", "23:45"]),
        ({"at": "02:00", "for": "30m"}, ["26:00", "26:00"]),
        ({"at": "22:00", "for": "30m"}, ["22:00", "22:00"]),
        ({"at": "05:30", "for": "30m"}, ["29:30", "29:30"]),
        ({"between": ["23:00", "01:00"], "for": "30m"}, ["23:00", "24:30"]),
        ({"between": ["23:00", "24:00"], "for": "30m"}, ["23:00", "23:30"]),
        ({"between": ["01:00", "03:00"], "for": "1h"}, ["25:00", "26:00"]),
        ({"between": ["22:00", "06:00"], "for": "1h"}, ["22:00", "29:00"]),
    ],
)
def test_breaks_of_a_night_shift(rest: dict[str, Any], begins: list[str]) -> None:
    """Times before its beginning are of the next morning; hours are counted on from midnight."""
    assert starts(shift(2, "22:00", "06:00", rest)) == begins


def test_a_shift_holds_every_day_unless_days_are_named() -> None:
    """By the day on which it begins."""
    text = GOOD.replace("SHIFT", 'SHIFT, {agents: 1, from: "08:00", to: "16:00", days: fri-mon}')
    both = loads(text.replace("SHIFT", '{agents: 2, from: "08:00", to: "16:00"}')).agent_groups["team"]
    assert both.shifts is not None
    assert [one.days for one in both.shifts] == [(0, 1, 2, 3, 4, 5, 6), (0, 4, 5, 6)]
    assert both.most_written == 3


@pytest.mark.parametrize(
    ("written", "place", "words"),
    [
        # from and to
        ('{agents: 1, from: "08:00", to: "08:00"}', PLACE, "from and to are both 08:00"),
        ('{agents: 1, from: "00:00", to: "00:00"}', PLACE, "give two times, or two shifts for 24 hours"),
        ('{agents: 1, from: "24:00", to: "08:00"}', "f:10:32", '"24:00" is not a time of day'),
        ('{agents: 1, from: "08:00", to: "24:30"}', "f:10:45", '"24:30" is not a time of day'),
        ("{agents: 1, from: 8, to: 16}", "f:10:32", "8 is not a time of day"),
        ('{agents: 1, from: "08:00"}', PLACE, "to is missing"),
        ('{agents: 1, to: "08:00"}', PLACE, "from is missing"),
        ('{from: "08:00", to: "16:00"}', PLACE, "agents is missing"),
        ('{agents: 1, begin: "08:00", to: "16:00"}', "f:10:26", "unknown key"),
        ('{agents: 1.5, from: "08:00", to: "16:00"}', "f:10:23", "whole number"),
        ('{agents: -1, from: "08:00", to: "16:00"}', "f:10:23", "at least 0"),
        ('{agents: 1, from: "08:00", to: "16:00", days: mo}', "f:10:60", "no day of the week"),
        ('{agents: 0, from: "08:00", to: "16:00"}', "f:4:3", "no agent can serve"),
        ("8-16", PLACE, "a section of keys and values"),
    ],
)
def test_mistakes_in_a_shift(written: str, place: str, words: str) -> None:
    """Each is told at its place."""
    said = problems(written)
    assert any(line.startswith(f"{place}: ") and words in line for line in said), said


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        # both, neither
        ('at: "12:00", between: ["11:00", "14:00"], for: 30m', "either at a time or between two"),
        ("for: 30m", 'give at: "12:00" or between: ["11:00", "14:00"]'),
        ('at: "12:00"', "for is missing"),
        # too short, too long
        ('at: "12:00", for: 59s', "at least 60"),
        ('at: "12:00", for: 30', "30 has no unit"),
        ('at: "12:00", for: 25h', "at most 86,400"),
        ('at: "12:00", for: 4h1m', "12:00–16:01 is not inside the shift 08:00–16:00"),
        ('between: ["11:00", "12:00"], for: 61m', "a break of 1 h 01 m does not fit between 11:00 and 12:00"),
        # outside
        ('at: "07:45", for: 15m', "the break 07:45–08:00 is not inside the shift 08:00–16:00"),
        ('at: "15:45", for: 30m', "the break 15:45–16:15 is not inside"),
        ('at: "16:00", for: 30m', "the break 16:00–16:30 is not inside"),
        ('at: "00:00", for: 30m', "the break 00:00–00:30 is not inside"),
        ('between: ["07:00", "12:00"], for: 30m', "the break 07:00–12:00 is not inside"),
        ('between: ["15:00", "17:00"], for: 30m', "the break 15:00–17:00 is not inside"),
        ('between: ["14:00", "11:00"], for: 30m', "the break 14:00–11:00 is not inside"),
        ('between: ["12:00", "12:00"], for: 30m', "give two times"),
        # what cannot be read
        ('at: "24:00", for: 30m', '"24:00" is not a time of day'),
        ("at: 12, for: 30m", "12 is not a time of day"),
        ('between: "11:00-14:00", for: 30m', "give two times"),
        ('between: ["11:00"], for: 30m', "between"),
        ('at: "12:00", for: 30m, paid: 1', "paid"),
        ('at: "12:00", length: 30m', "unknown key"),
    ],
)
def test_mistakes_in_a_break(rest: str, words: str) -> None:
    """Each is told in the shift's line; none is told twice over."""
    said = problems(f'{{agents: 2, from: "08:00", to: "16:00", breaks: [{{{rest}}}]}}')
    assert all(line.startswith("f:10:") for line in said), said
    assert any(words in line for line in said), said


@pytest.mark.parametrize(
    ("agents", "breaks", "words"),
    [
        (1, '{at: "12:00", for: 30m}, {at: "12:15", for: 30m}', "breaks at 12:00 and 12:15 of agent 1"),
        (1, '{at: "12:15", for: 30m}, {at: "12:00", for: 30m}', "breaks at 12:00 and 12:15 of agent 1"),
        (1, '{at: "12:00", for: 30m}, {at: "12:00", for: 30m}', "breaks at 12:00 and 12:00 of agent 1"),
        # the first begins at 11:00, the second at 13:30: the third of three is caught
        (
            3,
            '{between: ["11:00", "14:00"], for: 30m}, {at: "13:45", for: 15m}',
            "breaks at 13:30 and 13:45 of agent 3",
        ),
        # the last of more agents than are looked at one by one
        (
            5000,
            '{between: ["11:00", "14:00"], for: 30m}, {at: "13:59", for: 15m}',
            "breaks at 13:30 and 13:59 of agent 5000",
        ),
    ],
)
def test_breaks_of_one_agent_must_not_overlap(agents: int, breaks: str, words: str) -> None:
    """Agents are numbered as planners count."""
    said = problems(f'{{agents: {agents}, from: "08:00", to: "16:00", breaks: [{breaks}]}}')
    assert len(said) == 1
    assert said[0].startswith(f"{PLACE}: ")
    assert words in said[0]


def test_breaks_may_follow_one_another() -> None:
    """One ends as the next begins."""
    pair = shift(1, "08:00", "16:00", {"at": "12:00", "for": "30m"}, {"at": "12:30", "for": "15m"})
    assert [begin for begin, _, _ in pair.break_spans(0)] == [12 * HOUR, 12.5 * HOUR]


def test_the_breaks_of_a_night_shift_overlap_after_midnight_too() -> None:
    """23:45 to 00:15 and 00:00 to 00:30."""
    said = problems(
        '{agents: 1, from: "22:00", to: "06:00", breaks: [{at: "23:45", for: 30m}, {at: "00:00", for: 30m}]}'
    )
    assert len(said) == 1
    assert "breaks at 23:45 and 00:00 of agent 1 overlap" in said[0]


def test_a_shift_has_at_most_twenty_breaks() -> None:
    """More are a mistake, or an attempt."""
    breaks = ", ".join(f'{{at: "{8 + n // 4:02d}:{n % 4 * 15:02d}", for: 5m}}' for n in range(21))
    said = problems(f'{{agents: 1, from: "08:00", to: "16:00", breaks: [{breaks}]}}')
    assert len(said) == 1
    assert "give at most 20" in said[0]


def test_a_shift_of_nobody_may_have_breaks() -> None:
    """Such as one that a planner switches off by --set."""
    assert starts(shift(0, "08:00", "16:00", {"between": ["11:00", "14:00"], "for": "30m"})) == []
