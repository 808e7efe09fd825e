"""An agent with so many chats that never end: the machine repairman, or the finite source (Palm 1947)."""

import math

import numpy as np
from scipy.special import gammainc

from theory.patience import Floats


def waiting(chats: int, work: float, gap: float) -> Floats:
    """Return the shares of time in which 0, 1, ... of the chats wait for a reply; times are exponential means (s)."""
    shares = np.array([math.perm(chats, number) * (work / gap) ** number for number in range(chats + 1)])
    return shares / shares.sum()


def reply_time(chats: int, work: float, gap: float) -> float:
    """Return the mean reply time by mean value analysis (Reiser & Lavenberg 1980).

    A message finds as many before it as one chat fewer would have waiting on average.
    """
    before = time = 0.0
    for number in range(1, chats + 1):
        time = work * (1 + before)
        before = number * time / (gap + time)
    return time


def replied_within(seconds: float, chats: int, work: float, gap: float) -> float:
    """Return the share of messages that get their reply in so many seconds, the oldest being first."""
    found = waiting(chats - 1, work, gap)
    return float(found @ gammainc(np.arange(1, chats + 1), seconds / work))
