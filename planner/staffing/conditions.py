"""The goals as conditions on sums: each goal in each day or interval, and how far it is from being missed.

A condition is kept where its value is at least 0. Its value is the expected slack of a replication: by how much the sums over
its time are on the right side of the bound, in chats, seconds or whatever the KPI is a sum of. For a goal on a share of days it is the
slack of the day that must just be good, a quantile over days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.flow.demand import BoolColumn, FloatColumn, IntColumn
from planner.flow.window import Window
from planner.kpi.kinds import Count, Percentile
from planner.staffing.goals import Goal
from planner.staffing.trial import Outcome

NEIGHBOURS = 0.1
"""Days so near to the quantile, as a share of all, tell how it moves."""
DIGITS = 9
"""What lies behind them comes from the computer's arithmetic: 8 of 10 chats are 80 %, to the last digit."""


class Conditions:
    """All conditions of some goals, goal by goal, each in order of time. Columns have an entry per condition."""

    def __init__(self, goals: Sequence[Goal], window: Window) -> None:
        self.goals = tuple(goals)
        parts = window.intervals.parts
        first = window.interval_begins
        day = window.days.of_cell[first]
        of_interval = {
            "run": np.zeros(parts, dtype=np.int64),
            "day": day,
            "interval": np.arange(parts),
        }
        self._times = [of_interval[goal.per] for goal in goals]
        self._units = [
            day if goal.on is not None and goal.per == "run" else of_interval[goal.per] for goal in goals
        ]
        counts = [int(of_time.max()) + 1 for of_time in self._times]
        self.goal: IntColumn = np.repeat(np.arange(len(goals)), counts)
        """The number of each condition's goal."""
        self.time: IntColumn = np.concatenate([np.arange(count) for count in counts])
        """Its day or interval; 0 for the run."""

    def __len__(self) -> int:
        return len(self.goal)

    def of_interval(self, goal: int) -> IntColumn:
        """Return for each interval which of the goal's conditions it belongs to, as a place among all."""
        return self._times[goal] + int(np.searchsorted(self.goal, goal))

    def units(self, goal: int) -> IntColumn:
        """Return for each interval the unit over which the goal is looked at: run, day or interval."""
        return self._units[goal]

    def slack(self, outcome: Outcome, goal: int) -> FloatColumn:
        """Return a goal's slack as [replication, interval]; it adds up over time, but for counts' bounds."""
        of = self.goals[goal]
        top, bottom = outcome.top[:, goal], outcome.bottom[:, goal]
        if isinstance(of.kpi, Percentile):
            return np.asarray(-of.sign * (top - of.kpi.p * bottom))
        if isinstance(of.kpi, Count):
            units = self._units[goal]
            bottom = np.broadcast_to(1.0 / np.bincount(units)[units], top.shape)
        return np.asarray(of.sign * (top - of.bound * bottom))

    def standing(self, outcome: Outcome) -> "Standing":
        """Say how every condition stands."""
        return Standing(self, outcome)


@dataclass(frozen=True)
class Standing:
    """How conditions stand with one roster."""

    conditions: Conditions
    outcome: Outcome

    @cached_property
    def value(self) -> FloatColumn:
        """The values; infinite where there is nothing that the goal could be about."""
        return np.concatenate([values for values, _, _ in self._of_goals])

    @cached_property
    def error(self) -> FloatColumn:
        """Their standard errors."""
        return np.concatenate([errors for _, errors, _ in self._of_goals])

    @cached_property
    def weights(self) -> list[FloatColumn]:
        """By goal, how a slack in [replication, unit] enters the value: the value's derivative."""
        return [weights for _, _, weights in self._of_goals]

    @cached_property
    def _of_goals(self) -> list[tuple[FloatColumn, FloatColumn, FloatColumn]]:
        return [self._of_goal(goal) for goal in range(len(self.conditions.goals))]

    def by_unit(self, goal: int) -> tuple[FloatColumn, BoolColumn]:
        """Return a goal's slack as [replication, unit], and which of them hold anything it could be about.

        Units are days for a goal on days over the run, else the goal's own days, intervals or run.
        """
        units = self.conditions.units(goal)
        count = int(units.max()) + 1
        slack = np.round(_by_unit(self.conditions.slack(self.outcome, goal), units, count), DIGITS)
        if isinstance(self.conditions.goals[goal].kpi, Count):
            return slack, np.ones(slack.shape, dtype=np.bool_)
        return slack, _by_unit(self.outcome.bottom[:, goal], units, count) > 0

    def good_days(self, place: int) -> tuple[float, float]:
        """Return on how many days a condition of a goal on days is kept, and of how many that hold anything it could be about."""
        number = int(self.conditions.goal[place])
        slack, told = self.by_unit(number)
        if self.conditions.goals[number].per != "run":
            slack, told = slack[:, self.conditions.time[place]], told[:, self.conditions.time[place]]
        return float(((slack >= 0) & told).sum()), float(told.sum())

    def _of_goal(self, goal: int) -> tuple[FloatColumn, FloatColumn, FloatColumn]:
        slack, told = self.by_unit(goal)
        on, replications = self.conditions.goals[goal].on, len(slack)
        if on is None:
            value = np.where(told.any(axis=0), np.round(slack.mean(axis=0), DIGITS), np.inf)
            error = (
                slack.std(axis=0, ddof=1) / np.sqrt(replications)
                if replications > 1
                else np.zeros(len(value))
            )
            return value, error, np.full(slack.shape, 1.0 / replications)
        if self.conditions.goals[goal].per == "run":
            at, off, weights = _quantile(slack.ravel(), told.ravel(), 1 - on)
            return np.array([at]), np.array([off]), weights.reshape(slack.shape)
        found = [_quantile(slack[:, unit], told[:, unit], 1 - on) for unit in range(slack.shape[1])]
        return (
            np.array([value for value, _, _ in found]),
            np.array([error for _, error, _ in found]),
            np.stack([weights for _, _, weights in found], axis=1),
        )


def _by_unit(values: FloatColumn, units: IntColumn, count: int) -> FloatColumn:
    """Add up [replication, interval] by unit; units are in order of time."""
    return np.asarray(np.add.reduceat(values, np.searchsorted(units, np.arange(count)), axis=1))


def _quantile(slack: FloatColumn, told: BoolColumn, share: float) -> tuple[float, float, FloatColumn]:
    """Return the slack that a share of days at most falls short of, its standard error, and how days near it enter it."""
    weights = np.zeros(len(slack))
    days = np.flatnonzero(told)
    if not len(days):
        return np.inf, 0.0, weights
    order = days[np.argsort(slack[days], kind="stable")]
    n = len(order)
    place = min(n - 1, int(np.floor(share * n + 1e-9)))
    reach = max(1, round(NEIGHBOURS * n))
    near = order[max(0, place - reach) : place + reach + 1]
    weights[near] = 1.0 / len(near)
    # the share of days below has a binomial error; the days so far up and down make slack of it (Woodruff 1952)
    off = max(1, round(float(np.sqrt(share * (1 - share) * n))))
    below, above = order[max(0, place - off)], order[min(n - 1, place + off)]
    return float(slack[order[place]]), float(slack[above] - slack[below]) / 2, weights
