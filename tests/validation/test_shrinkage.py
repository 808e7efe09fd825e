"""Agents who are away for a while: Markov chains on who is there and who is away, with a chat or without.

Who goes away finishes the chat in hand, and takes no other before coming back. All agents are alike, so it is
enough to know how many are in each of the four states; a day begins empty with everybody's whereabouts stationary.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pytest
from scipy.stats import binom
from theory.agreement import expect
from theory.line import Line
from theory.markov import Chain, chain
from theory.patience import exponential
from theory.simulation import chats, mean, one_day

HOUR, MINUTE = 3600.0, 60.0
LONGEST_QUEUE = 40
"""Places in the chains' queues; more are never taken."""
EVENING = 12 * HOUR
"""Long enough for the last chat to end."""


class State(NamedTuple):
    """Numbers of agents: there and free, there with a chat, away with a chat; chats waiting. The rest is away, free."""

    free: int
    busy: int
    finishing: int
    waiting: int


@dataclass(frozen=True)
class Setting:
    """A centre in which nothing changes over the day."""

    agents: int
    per_hour: float
    handle: float
    patience: float
    share: float
    """Of the time on duty spent away."""
    spell: float
    hours: int
    replications: int
    seed: int

    def chain(self, starts: Iterable[State], arrives: float, gone: float, back: float) -> Chain[State]:
        """Return the chain on who is where; `gone` and `back` are the rates at which an agent goes and returns."""
        ends, leaves = 1 / self.handle, 1 / self.patience

        def moves(state: State) -> Iterator[tuple[float, State]]:
            free, busy, finishing, waiting = state
            away = self.agents - free - busy - finishing
            if free:
                yield arrives, State(free - 1, busy + 1, finishing, waiting)
            elif waiting < LONGEST_QUEUE:
                yield arrives, State(free, busy, finishing, waiting + 1)
            yield free * gone, State(free - 1, busy, finishing, waiting)
            yield busy * gone, State(free, busy - 1, finishing + 1, waiting)
            yield finishing * back, State(free, busy + 1, finishing - 1, waiting)
            yield finishing * ends, State(free, busy, finishing - 1, waiting)
            if waiting:
                yield away * back, State(free, busy + 1, finishing, waiting - 1)
                yield busy * ends + waiting * leaves, State(free, busy, finishing, waiting - 1)
            else:
                yield away * back, State(free + 1, busy, finishing, waiting)
                yield busy * ends, State(free + 1, busy - 1, finishing, waiting)

        return chain(starts, moves)

    @property
    def gone(self) -> float:
        """How often an agent who is there goes away (1/s)."""
        return self.share / (1 - self.share) / self.spell

    def day(self, arrives: float) -> Chain[State]:
        """Return the chain while chats come."""
        starts = [State(there, 0, 0, 0) for there in range(self.agents + 1)]
        return self.chain(starts, arrives, self.gone, 1 / self.spell)

    def figures(self, plan: str) -> Mapping[str, float]:
        """Return what theory says of the day.

        In the evening nobody goes away any more. Under head counts those who are come back when their spell is
        over; shifts end with the doors, so those who are away then have gone home, and if that is everybody, those
        who wait are closed.
        """
        seconds, offered = self.hours * HOUR, self.hours * self.per_hour
        states = self.day(self.per_hour / HOUR)
        start = np.zeros(len(states.states))
        start[: self.agents + 1] = binom.pmf(np.arange(self.agents + 1), self.agents, 1 - self.share)
        law, spent = states.after(start, seconds)

        closed = 0.0
        late = law.copy()
        if plan == "shifts":
            for number, state in enumerate(states.states):
                if state.waiting and not state.free + state.busy:
                    closed += law[number] * state.waiting
                    late[number] = 0.0
                    late[states.states.index(state._replace(waiting=0))] += law[number]
        evening = self.chain(states.states, 0.0, 0.0, 1 / self.spell if plan == "head counts" else 0.0)
        begin = np.zeros(len(evening.states))
        begin[: len(late)] = late
        _, after = evening.after(begin, EVENING)

        in_queue = spent @ states.values(lambda state: state.waiting)
        in_queue += after @ evening.values(lambda state: state.waiting)
        on_duty = self.agents * seconds
        busy = spent @ states.values(lambda state: state.busy + state.finishing)
        away = spent @ states.values(lambda state: self.agents - state.free - state.busy)
        delayed = spent @ states.values(lambda state: state.free == 0)
        assert away / on_duty == pytest.approx(self.share)
        return {
            "missed_rate": float((in_queue / self.patience + closed) / offered),
            "wait_mean_all": float(in_queue / offered),
            "wait_probability": float(delayed / seconds),
            "utilization": float(busy / on_duty),
            "away_hours": float(away / HOUR),
            "overtime_hours": float(
                after @ evening.values(lambda state: state.busy + state.finishing) / HOUR
            ),
        }


SETTINGS = {
    "two agents, long spells": Setting(
        agents=2,
        per_hour=9.0,
        handle=8 * MINUTE,
        patience=5 * MINUTE,
        share=0.25,
        spell=15 * MINUTE,
        hours=4,
        replications=8000,
        seed=711,
    ),
    "three agents, short spells": Setting(
        agents=3,
        per_hour=18.0,
        handle=7 * MINUTE,
        patience=6 * MINUTE,
        share=0.15,
        spell=4 * MINUTE,
        hours=3,
        replications=8000,
        seed=712,
    ),
}
PLANS = ("head counts", "shifts")


@pytest.mark.slow
@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
def test_shrinkage(setting, plan):
    """Spells away cost more than their share of the agents, as they last and come by chance."""
    theory = setting.figures(plan)
    shift = {"agents": setting.agents, "from": "08:00", "to": f"{8 + setting.hours:02d}:00"}
    team = {"agents": setting.agents} if plan == "head counts" else {"shifts": [shift]}
    summary = one_day(
        setting.hours,
        chats(setting.per_hour, f"{setting.handle:g}s", f"{setting.patience:g}s"),
        {**team, "shrinkage": {"share": setting.share, "spell": f"{setting.spell:g}s"}},
        seed=setting.seed + 10 * PLANS.index(plan),
        replications=setting.replications,
    )
    expect(summary.figures, theory, summary.replications)
    # time away is staffed
    assert mean(summary.figures["staffed_hours"]) == pytest.approx(setting.agents * setting.hours)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
def test_theory_without_spells_is_that_of_the_plain_line(setting):
    """If nobody ever goes away, the chain is M/M/n+M."""
    states = replace(setting, share=0.0).day(setting.per_hour / HOUR)
    waiting = float(states.stationary() @ states.values(lambda state: state.waiting))
    speed = [number / setting.handle for number in range(1, setting.agents + 1)]
    plain = Line(setting.per_hour / HOUR, speed, exponential(setting.patience))
    missed = waiting / setting.patience / (setting.per_hour / HOUR)
    assert missed == pytest.approx(1 - plain.answered, rel=1e-6)
