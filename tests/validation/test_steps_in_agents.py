"""The fate of each interval's chats in a day whose agents come and go: a wait may last across several steps.

The chain follows those who arrive in an interval until the last of them has left the line: with first come first
served nobody who comes later matters to them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import pytest
from theory.agreement import expect
from theory.markov import Chain
from theory.patience import Floats
from theory.simulation import SECTIONS, chats, hourly, mean, one_day
from theory.steps import HOUR, Law, State, Stretch, Team, all_older, sent_away, some_newer

MINUTE = 60.0
HANDLE = 8 * MINUTE
ALL_DAY = 12 * HOUR
"""Long enough for the last chat to end."""


@dataclass(frozen=True)
class Setting:
    """A day with steps, some within an hour."""

    per_hour: Sequence[float]
    agents: dict[str, int]
    slowdown: Sequence[float]
    patience: float
    at_close: str
    replications: int

    @property
    def team(self) -> Team:
        """The agents of theory."""
        speeds = [n / (factor * HANDLE) for n, factor in enumerate(self.slowdown, start=1)]
        return Team(max(self.agents.values()), [0.0, *speeds], 1 / self.patience, places=25)

    @property
    def hours(self) -> list[list[Stretch]]:
        """The stretches of each hour."""
        steps = {clock(step): agents for step, agents in self.agents.items()}
        cuts = sorted({*steps, *map(float, range(len(self.per_hour) + 1))})
        accept, hours = 0, [[] for _ in self.per_hour]
        for begin, end in pairwise(cuts):
            accept = steps.get(begin, accept)
            hours[int(begin)].append(Stretch((end - begin) * HOUR, self.per_hour[int(begin)] / HOUR, accept))
        return hours


def clock(step: str) -> float:
    """Return the hours from doors open."""
    return int(step[:2]) - 8 + int(step[3:]) / 60


SETTINGS = {
    "one chat each": Setting(
        per_hour=[26.0, 40.0, 22.0, 24.0],
        agents={"08:00": 3, "09:00": 5, "10:00": 2, "10:05": 3, "10:30": 1, "11:00": 4, "11:40": 2},
        slowdown=[1.0],
        patience=6 * MINUTE,
        at_close="serve",
        replications=20_000,
    ),
    "two chats each": Setting(
        per_hour=[34.0, 30.0, 28.0, 22.0],
        agents={"08:00": 3, "09:00": 2, "10:00": 3, "10:30": 1, "10:36": 2, "11:00": 3, "11:30": 1},
        slowdown=[1.0, 1.4],
        patience=5 * MINUTE,
        at_close="miss",
        replications=20_000,
    ),
}


class Spent(NamedTuple):
    """Mean seconds of agents and chats in some time."""

    busy: float = 0.0
    """Accepting agents with a chat."""
    in_hand: float = 0.0
    """Chats of accepting agents."""
    draining: float = 0.0
    """Agents who finish chats after their acceptance ended."""
    full: float = 0.0
    """Time without a free slot."""
    waiting: float = 0.0
    newer: float = 0.0
    """Chats waiting that came in the interval."""

    def plus(self, other: "Spent") -> "Spent":
        """Add what came after."""
        return Spent(*(a + b for a, b in zip(self, other, strict=True)))


def seconds(team: Team, states: Chain[State], spent: Floats) -> Spent:
    """Add up who did what."""
    slots = len(team.speeds) - 1
    of = (
        lambda state: sum(n > 0 for n in state.accepting),
        lambda state: sum(state.accepting),
        lambda state: len(state.draining),
        lambda state: min(state.accepting) == slots,
        lambda state: state.waiting,
        lambda state: state.newer,
    )
    return Spent(*(float(spent @ states.values(value)) for value in of))


def carry(team: Team, law: Law, stretches: Sequence[Stretch]) -> tuple[Law, Spent]:
    """Walk through some stretches."""
    total = Spent()
    for stretch in stretches:
        law, states, spent = team.through(law, stretch)
        total = total.plus(seconds(team, states, spent))
    return law, total


class Interval(NamedTuple):
    """What theory says of an hour."""

    inside: Spent
    in_queue: float
    """Seconds in the line of the chats that came in the hour, to their end."""
    missed: float
    """Chats of the hour that were."""


def intervals(setting: Setting) -> Iterator[Interval | Spent]:
    """Yield the hours, at last what comes after doors closed."""
    team, hours = setting.team, setting.hours
    law: Law = {State((0,) * hours[0][0].accept, (), 0, 0): 1.0}
    closing = Stretch(ALL_DAY, 0.0, hours[-1][-1].accept)
    stays = setting.at_close == "serve"
    for number, hour in enumerate(hours):
        law, inside = carry(team, all_older(law), hour)
        later = [stretch._replace(arrives=0.0) for rest in hours[number + 1 :] for stretch in rest]
        at_close, after = carry(team, some_newer(law), later)
        closed = 0.0 if stays else sum(state.newer * chance for state, chance in at_close.items())
        if stays:
            after = after.plus(carry(team, some_newer(at_close), [closing])[1])
        in_queue = inside.newer + after.newer
        yield Interval(inside, in_queue, in_queue / setting.patience + closed)
    yield carry(team, law if stays else sent_away(law), [closing])[1]


@pytest.mark.slow
@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
def test_fate_by_interval(setting):
    """M_t/M/c_t+M with slots: a step meets those who wait, those in hand and those who drain."""
    summary = one_day(
        len(setting.per_hour),
        chats(hourly(setting.per_hour), "8m", f"{setting.patience:g}s"),
        {"agents": setting.agents, "concurrency": len(setting.slowdown), "slowdown": setting.slowdown},
        queue={"at_close": setting.at_close},
        seed=611,
        replications=setting.replications,
    )
    *hours, after = intervals(setting)
    for number, (hour, interval) in enumerate(zip(hours, summary.intervals, strict=True)):
        expect(interval.figures, hour_figures(setting, number, hour), SECTIONS)
    overtime = sum(hour.inside.draining for hour in hours) + after.busy + after.draining
    theory = {
        "missed": sum(hour.missed for hour in hours),
        "wait_mean_all": sum(hour.in_queue for hour in hours) / sum(setting.per_hour),
        "overtime_hours": overtime / HOUR,
    }
    expect(summary.figures, theory, summary.replications)
    staffed = sum(stretch.accept * stretch.seconds for hour in setting.hours for stretch in hour)
    assert mean(summary.figures["staffed_hours"]) == pytest.approx(staffed / HOUR)


def hour_figures(setting: Setting, number: int, hour: Interval) -> dict[str, float]:
    """Return the figures of an hour: of the chats that arrive in it, of agents and the line by the clock."""
    offered, slots = setting.per_hour[number], len(setting.slowdown)
    staffed = sum(stretch.accept * stretch.seconds for stretch in setting.hours[number])
    return {
        "missed_rate": hour.missed / offered,
        "wait_probability": hour.inside.full / HOUR,
        "wait_mean_all": hour.in_queue / offered,
        "utilization": hour.inside.busy / staffed,
        "slot_utilization": hour.inside.in_hand / staffed / slots,
        "concurrency_mean": hour.inside.in_hand / hour.inside.busy,
        "queue_length_mean": hour.inside.waiting / HOUR,
    }
