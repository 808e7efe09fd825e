"""Agents whose number steps up and down, chats that are followed to their end: Markov chains through a day.

Between two steps rates are constant, so Kolmogorov's forward equations have an exact solution; at a step each
state at once becomes another. Agents are alike and work is exponential, so only how many chats each has counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from theory.markov import Chain, chain
from theory.patience import Floats

HOUR = 3600.0


class State(NamedTuple):
    """Chats in hand of each agent who accepts and of each who drains, in ascending order, and who waits."""

    accepting: tuple[int, ...]
    draining: tuple[int, ...]
    older: int
    """Chats waiting that came before some interval."""
    newer: int
    """Chats waiting that came in it."""

    @property
    def waiting(self) -> int:
        """All who wait."""
        return self.older + self.newer

    def call(self) -> "State":
        """Let the first in line go to an agent."""
        if self.older:
            return self._replace(older=self.older - 1)
        return self._replace(newer=self.newer - 1)


Law = Mapping[State, float]


class Stretch(NamedTuple):
    """Some time in which nothing steps."""

    seconds: float
    arrives: float
    """Chats per second."""
    accept: int
    """Agents who accept."""


@dataclass(frozen=True)
class Team:
    """Agents who all can do the same; chats go to who is least busy, and wait in one line."""

    agents: int
    """Of whom the first few accept."""
    speeds: Sequence[float]
    """Chats finished per second by an agent with 0, 1, ... in hand, the last with all slots taken."""
    gives_up: float
    places: int
    """Places in the line, more than are ever taken."""

    def through(self, law: Law, stretch: Stretch) -> tuple[Law, Chain[State], Floats]:
        """Return the law after the stretch, the chain, and the mean seconds spent in each of its states."""
        begin: dict[State, float] = {}
        for state, chance in law.items():
            there = self.step(state, stretch.accept)
            begin[there] = begin.get(there, 0.0) + chance
        states = chain(begin, lambda state: self.moves(state, stretch.arrives))
        first = np.zeros(len(states.states))
        first[: len(begin)] = list(begin.values())
        end, spent = states.after(first, stretch.seconds)
        return dict(zip(states.states, end.tolist(), strict=True)), states, spent

    def step(self, state: State, accept: int) -> State:
        """Down: those with the fewest chats stop. Up: who is off comes first, then the fewest; the line is served."""
        stay, draining = list(state.accepting), list(state.draining)
        off = self.agents - len(stay) - len(draining)
        stopped = max(0, len(stay) - accept)
        draining = sorted([*draining, *(n for n in stay[:stopped] if n)])
        stay = stay[stopped:]
        fresh = min(off, accept - len(stay))
        back = accept - len(stay) - fresh
        after = State((0,) * fresh + tuple(stay + draining[:back]), tuple(draining[back:]), *state[2:])
        while after.waiting and min(after.accepting) < self._slots:
            after = self._assigned(after.call())
        return after._replace(accepting=tuple(sorted(after.accepting)))

    def moves(self, state: State, arrives: float) -> Iterator[tuple[float, State]]:
        """Yield rates and targets."""
        accepting, draining, older, newer = state
        if min(accepting) < self._slots:
            yield arrives, self._assigned(state)
        elif state.waiting < self.places:
            yield arrives, state._replace(newer=newer + 1)
        yield older * self.gives_up, state._replace(older=older - 1)
        yield newer * self.gives_up, state._replace(newer=newer - 1)
        for number, in_hand in enumerate(accepting):
            freed = state._replace(accepting=one_less(accepting, number))
            yield self.speeds[in_hand], state.call() if state.waiting else freed
        for number, in_hand in enumerate(draining):
            left = tuple(n for n in one_less(draining, number) if n)
            yield self.speeds[in_hand], state._replace(draining=left)

    @property
    def _slots(self) -> int:
        return len(self.speeds) - 1

    @staticmethod
    def _assigned(state: State) -> State:
        first, *rest = sorted(state.accepting)
        return state._replace(accepting=tuple(sorted([first + 1, *rest])))


def one_less(in_hand: tuple[int, ...], number: int) -> tuple[int, ...]:
    """Return the chats in hand after one of the agents finished one."""
    return tuple(sorted([*in_hand[:number], in_hand[number] - 1, *in_hand[number + 1 :]]))


def all_older(law: Law) -> Law:
    """Begin a new interval: who waits has come before it."""
    begin: dict[State, float] = {}
    for state, chance in law.items():
        older = state._replace(older=state.waiting, newer=0)
        begin[older] = begin.get(older, 0.0) + chance
    return begin


def some_newer(law: Law) -> Law:
    """Keep the states in which chats of the interval still wait; the others have nothing to tell of them."""
    return {state: chance for state, chance in law.items() if state.newer}


def sent_away(law: Law) -> Law:
    """Close the line."""
    begin: dict[State, float] = {}
    for state, chance in law.items():
        alone = state._replace(older=0, newer=0)
        begin[alone] = begin.get(alone, 0.0) + chance
    return begin
