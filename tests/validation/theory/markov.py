"""Markov chains in continuous time on whatever states the transitions lead to."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from scipy.sparse import bmat, coo_matrix, csr_matrix, identity
from scipy.sparse.linalg import expm_multiply, spsolve

from theory.patience import Floats

State = TypeVar("State", bound=Hashable)


@dataclass(frozen=True)
class Chain(Generic[State]):
    """States, and the generator with rates per second."""

    states: list[State]
    generator: csr_matrix

    def stationary(self) -> Floats:
        """Return the law pi with pi Q = 0."""
        equations = self.generator.T.tolil()
        equations[0] = np.ones(len(self.states))
        right = np.zeros(len(self.states))
        right[0] = 1.0
        return np.asarray(spsolve(equations.tocsc(), right))

    def after(self, law: Floats, seconds: float) -> tuple[Floats, Floats]:
        """Return the law after so long, and the mean time spent in each state until then."""
        count = len(self.states)
        both = bmat([[self.generator.T, None], [identity(count), csr_matrix((count, count))]], format="csr")
        end = expm_multiply(both * seconds, np.concatenate([law, np.zeros(count)]))
        return end[:count], end[count:]

    def values(self, of: Callable[[State], float]) -> Floats:
        """Return a function of the state as a vector."""
        return np.array([of(state) for state in self.states], dtype=np.float64)


def chain(start: Iterable[State], moves: Callable[[State], Iterable[tuple[float, State]]]) -> Chain[State]:
    """Explore the chain: `moves` gives the rate and target of each transition."""
    states = list(start)
    place = {state: number for number, state in enumerate(states)}
    rows, columns, rates = [], [], []
    for number, state in enumerate(states):  # grows while it is walked
        for rate, target in moves(state):
            if rate and target not in place:
                place[target] = len(states)
                states.append(target)
            if rate:
                rows += [number, number]
                columns += [place[target], number]
                rates += [rate, -rate]
    shape = (len(states), len(states))
    return Chain(states, coo_matrix((rates, (rows, columns)), shape=shape).tocsr())
