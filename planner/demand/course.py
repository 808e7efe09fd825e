"""Step functions by time of day and day of the week, laid over the horizon."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import numpy as np

from planner.flow.clock import on_grid
from planner.flow.profile import Profile
from planner.scenario.doors import Doors
from planner.scenario.local_time import DAY, LocalTime
from planner.scenario.week import Weekdays, on_weekday

Week = Mapping[Weekdays, Mapping[int, float]] | Mapping[Weekdays, Mapping[int, int]]
"""By days of the week: what holds from a time of day (s since midnight) on."""


def over_horizon(week: Week, time: LocalTime) -> Profile:
    """Lay a week over the horizon by what clocks show.

    Before a day's first key the previous day's last one holds; on days that are not named the value is 0.
    """
    changes = sorted(
        (day * DAY + clock, float(value))
        for day in time.dates()
        for clock, value in on_weekday(week, time.weekday(day), {0: 0}).items()
    )
    clocks = [clock for clock, _ in changes]
    edges = [0.0]
    values: list[float] = []
    for part in time.stretches:
        begin, end = max(part.begin, 0.0), min(part.end, time.horizon)
        if begin >= end:
            continue
        # the day before the start may have begun with what the day before it ended with: both are the past
        place = max(0, bisect_right(clocks, begin + part.offset) - 1)
        _hold(begin, changes[place][1], edges, values)
        for clock, value in changes[place + 1 :]:
            if clock - part.offset >= end:
                break
            _hold(clock - part.offset, value, edges, values)
    return Profile(on_grid(np.array([*edges, time.horizon])), np.array(values))


def _hold(since: float, value: float, edges: list[float], values: list[float]) -> None:
    """Note that a value holds from an instant on."""
    if not values:
        values.append(value)
    elif value != values[-1]:
        edges.append(since)
        values.append(value)


def while_open(profile: Profile, doors: Doors) -> Profile:
    """Return the profile with 0 where doors are closed."""
    cuts = np.array(doors).ravel() if doors else np.zeros(0)
    inside = cuts[(cuts > profile.edges[0]) & (cuts < profile.edges[-1])]
    edges = np.unique(np.concatenate([profile.edges, inside]))
    opened = np.searchsorted(cuts, edges[:-1], side="right") % 2 == 1
    return merged(Profile(edges, np.where(opened, profile.at(edges[:-1]), 0.0)))


def merged(profile: Profile) -> Profile:
    """Return the profile without edges at which nothing changes."""
    kept = np.concatenate([[True], np.diff(profile.values) != 0])
    return Profile(np.append(profile.edges[:-1][kept], profile.edges[-1]), profile.values[kept])


def spans_at_once(spans: Sequence[tuple[float, float]], horizon: float) -> Profile:
    """Return how many spans (s) hold at a time, over the horizon."""
    begin, end = (
        (np.clip(np.array(side, dtype=float), 0.0, horizon) for side in zip(*spans, strict=True))
        if spans
        else (np.zeros(0), np.zeros(0))
    )
    edges = np.unique(np.concatenate([[0.0, horizon], begin, end]))
    at_once = np.searchsorted(np.sort(begin), edges[:-1], side="right") - np.searchsorted(
        np.sort(end), edges[:-1], side="right"
    )
    return merged(Profile(edges, at_once.astype(np.float64)))
