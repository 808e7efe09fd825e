"""Customers who fall silent: Erlang B, endless slots, what flows in and out, and a chain on who is silent."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from theory.agreement import expect
from theory.markov import Chain, chain
from theory.patience import Floats
from theory.simulation import chats, mean, stationary

from planner.queueing import erlang_b

HOUR, MINUTE = 3600.0, 60.0

SILENCES = {
    "all, exponential": {"share": 1, "duration": "4m"},
    "half, lognormal": {"share": 0.5, "duration": {"mean": "8m", "cv": 1.5}},
    "half, constant": {"share": 0.5, "duration": {"distribution": "deterministic", "value": "8m"}},
}


@pytest.mark.parametrize("silence", SILENCES.values(), ids=SILENCES.keys())
def test_silences_that_hold_their_slots(silence):
    """Five slots, no waiting room: Erlang B on handle time and silence, whatever their laws (Sevastyanov 1957)."""
    load = 20 / HOUR * 10 * MINUTE
    lost = erlang_b(5, load)
    in_hand = load * (1 - lost)
    idle = 1 / sum(load**n / math.factorial(n) for n in range(6))
    summary = stationary(
        {"support": chats(20, "6m", "3m", silence=silence)},
        {"team": {"agents": 1, "concurrency": 5, "slowdown": "none"}},
        queue={"max_length": 0},
        days=14,
        seed=701,
    )
    theory = {
        "missed_rate": lost,
        "blocked_rate": lost,
        "slot_utilization": in_hand / 5,
        "utilization": 1 - idle,
        "concurrency_mean": in_hand / (1 - idle),
        "handle_time_mean": 10 * MINUTE,
        "offered_load": 20 / HOUR * 6 * MINUTE,
    }
    expect(summary.figures, theory)


def in_hand_while_silent(share: float, silence: float, limit: float) -> float:
    """Return for how long (s) a chat holds its slot in silence, of an exponential length, on average."""
    return share * silence * (1 - math.exp(-limit / silence))


WORKS = {"exponential": "6m", "lognormal, cv 2": {"mean": "6m", "cv": 2}}


@pytest.mark.parametrize("work", WORKS.values(), ids=WORKS.keys())
def test_more_slots_than_ever_needed(work):
    """Chats do not meet, so those in hand and not inactive are Poisson, with the mean of the time in hand (M/G/inf)."""
    slots, held = 40, 6 * MINUTE + in_hand_while_silent(0.6, 9 * MINUTE, 5 * MINUTE)
    in_hand = 10 / HOUR * held
    busy = 1 - math.exp(-in_hand)
    summary = stationary(
        {"support": chats(10, work, "3m", silence={"share": 0.6, "duration": "9m"})},
        {"team": {"agents": 1, "concurrency": slots, "slowdown": "none"}},
        routing={"inactive_after": "5m"},
        days=21,
        seed=702,
    )
    theory = {
        "utilization": busy,
        "concurrency_mean": in_hand / busy,
        "slot_utilization": in_hand / slots,
        "handle_time_mean": 6 * MINUTE + 0.6 * 9 * MINUTE,
    }
    expect(summary.figures, theory)
    assert mean(summary.figures["missed_rate"]) == 0


def test_slots_in_use_are_the_time_for_which_chats_hold_them():
    """Little's law (1961) on slots, though chats wait, and agents have more in hand than slots: nobody leaves.

    Technical chats take two slots each, and fall silent; the others only hold theirs longer by the wrap-up.
    """
    held = {
        "technical": 2 * 6 / HOUR * (10 * MINUTE + in_hand_while_silent(0.7, 8 * MINUTE, 3 * MINUTE)),
        "sales": 8 / HOUR * (7 * MINUTE + in_hand_while_silent(0.4, 5 * MINUTE, 3 * MINUTE)),
    }
    summary = stationary(
        {
            "technical": chats(6, "10m", "never", slots=2, silence={"share": 0.7, "duration": "8m"}),
            "sales": chats(8, "5m", "never", wrap_up="2m", silence={"share": 0.4, "duration": "5m"}),
        },
        {"team": {"agents": 2, "concurrency": 3, "slowdown": "none"}},
        routing={"inactive_after": "3m"},
        days=21,
        seed=703,
    )
    assert mean(summary.figures["wait_probability"]) > 0.2
    theory = {
        "slot_utilization": sum(held.values()) / 6,
        "handle_time_mean": (6 * (10 + 0.7 * 8) + 8 * (7 + 0.4 * 5)) / 14 * MINUTE,
        "offered_load": (6 * 10 + 8 * 7) / 60,
    }
    expect(summary.figures, theory)


class Chats(NamedTuple):
    """One agent's chats before, in and after their silence, and those that wait."""

    before: int = 0
    silent: int = 0
    after: int = 0
    queue: int = 0

    @property
    def in_hand(self) -> int:
        """Chats that take a slot."""
        return self.before + self.after


MOST = 16
"""Silent chats, and chats in hand, of the chain; more are hardly ever there."""


class Agent(NamedTuple):
    """One agent, to whom every customer falls silent, and loses the slot at once.

    The work has two exponential phases. Falling silent at a uniform point of it, a customer splits it into two
    independent exponential parts again: of a gamma variable of shape 2 that is the beta (1, 1) split (Lukacs 1955).
    """

    arrivals: float
    part: float
    """Mean work before, and after the silence (s)."""
    silence: float
    patience: float
    places: int
    slowdown: tuple[float, ...]

    def pace(self, in_hand: int) -> float:
        """Return the part of full speed at which each chat goes on; beyond the slots the last step goes on."""
        beyond = max(0, in_hand - len(self.slowdown))
        last = self.slowdown[-1] - self.slowdown[-2]
        return 1 / (self.slowdown[in_hand - beyond - 1] + beyond * last)

    def moves(self, state: Chats) -> Iterator[tuple[float, Chats]]:
        """Yield rates and targets."""
        if state.in_hand < len(self.slowdown):
            yield self.arrivals, state._replace(before=state.before + 1)
        elif state.queue < self.places:
            yield self.arrivals, state._replace(queue=state.queue + 1)
        if state.queue:
            yield state.queue / self.patience, state._replace(queue=state.queue - 1)
        if state.silent and state.in_hand < MOST:
            back = state._replace(silent=state.silent - 1, after=state.after + 1)
            yield state.silent / self.silence, back
        pace = self.pace(state.in_hand) / self.part if state.in_hand else 0.0
        if state.before and state.silent < MOST:
            falls_silent = state._replace(before=state.before - 1, silent=state.silent + 1)
            yield state.before * pace, self.served(falls_silent)
        if state.after:
            yield state.after * pace, self.served(state._replace(after=state.after - 1))

    def served(self, state: Chats) -> Chats:
        """Return the state when a slot that is free now goes to a chat that waits."""
        if state.queue and state.in_hand < len(self.slowdown):
            return state._replace(before=state.before + 1, queue=state.queue - 1)
        return state

    def figures(self, states: Chain[Chats], law: Floats) -> dict[str, float]:
        """Return the figures of chats and of the agent's time."""
        queue = float(law @ states.values(lambda state: state.queue))
        in_hand = float(law @ states.values(lambda state: state.in_hand))
        silent = float(law @ states.values(lambda state: state.silent))
        busy = float(law @ states.values(lambda state: state.in_hand > 0))
        full = states.values(lambda state: state.in_hand >= len(self.slowdown) and state.queue == self.places)
        blocked, abandoned = float(law @ full), queue / self.patience / self.arrivals
        return {
            "missed_rate": blocked + abandoned,
            "blocked_rate": blocked,
            "wait_mean_all": queue / self.arrivals,
            "queue_length_mean": queue,
            "utilization": busy,
            "concurrency_mean": in_hand / busy,
            "slot_utilization": in_hand / len(self.slowdown),
            "handle_time_mean": (in_hand + silent) / (self.arrivals * (1 - blocked - abandoned)),
        }


AGENTS = {
    "three slots": Agent(18 / HOUR, 3 * MINUTE, 8 * MINUTE, 4 * MINUTE, 1, (1.0, 1.0, 1.0)),
    "two slots that slow down": Agent(11 / HOUR, 3 * MINUTE, 8 * MINUTE, 4 * MINUTE, 1, (1.0, 1.3)),
}


@pytest.mark.parametrize("agent", AGENTS.values(), ids=AGENTS.keys())
def test_slots_that_silences_free(agent):
    """Work in two phases with silences in between, more chats in hand than slots, one place to wait, patience."""
    states = chain([Chats()], agent.moves)
    theory = agent.figures(states, states.stationary())
    summary = stationary(
        {
            "support": chats(
                agent.arrivals * HOUR,
                {"distribution": "erlang", "mean": f"{2 * agent.part:g}s", "phases": 2},
                f"{agent.patience:g}s",
                silence={"share": 1, "duration": f"{agent.silence:g}s"},
            )
        },
        {"team": {"agents": 1, "concurrency": len(agent.slowdown), "slowdown": list(agent.slowdown)}},
        queue={"max_length": agent.places},
        routing={"inactive_after": "0.001s"},
        days=21,
        seed=704,
    )
    expect(summary.figures, theory)
