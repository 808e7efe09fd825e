"""A line with few places, or a patience that is exponential: all by chains of a handful of states."""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import expm

from theory.patience import Floats


@dataclass(frozen=True)
class Fates:
    """What becomes of a chat that joins the line behind k others while all slots are taken; index k."""

    answered: Floats
    """Probability of being answered."""
    waited: Floats
    """Mean of the wait, counted as 0 for those who give up."""
    in_queue: Floats
    """Mean time in queue, whatever comes of it."""


@dataclass(frozen=True)
class Places:
    """Chats leave the head of the line at `speed`; each gives up at the rate `gives_up`."""

    speed: float
    gives_up: float
    places: int

    def moves(self) -> Floats:
        """Return the generator of the number ahead of a chat, until it leaves the line."""
        ahead = np.arange(self.places)
        forward = self.speed + ahead * self.gives_up
        return np.asarray(np.diag(-forward - self.gives_up) + np.diag(forward[1:], -1))

    def fates(self) -> Fates:
        """Return the fates by the fundamental matrix of the absorbing chain (Kemeny & Snell 1960)."""
        time_ahead = np.linalg.inv(-self.moves())
        called = np.zeros(self.places)
        called[0] = self.speed
        return Fates(
            answered=time_ahead @ called,
            waited=time_ahead @ (time_ahead @ called),
            in_queue=time_ahead @ np.ones(self.places),
        )

    def answered_within(self, seconds: float) -> Floats:
        """Return the probability of being answered after at most so long."""
        matrix = np.zeros((self.places + 1, self.places + 1))
        matrix[:-1, :-1] = self.moves()
        matrix[0, -1] = self.speed
        return np.asarray(expm(matrix * seconds)[:-1, -1])


def birth_death(births: Floats, deaths: Floats) -> Floats:
    """Return the stationary law on 0, 1, ...; `deaths[i]` leads from i + 1 to i."""
    relative = np.concatenate([[1.0], np.cumprod(births / deaths)])
    return np.asarray(relative / relative.sum())
