"""The chats of an interval, those of all types together."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from planner.demand import Blueprint
from planner.flow.demand import FloatColumn
from planner.staffing.guess.service import SHORTEST, Service


class Chats(NamedTuple):
    """What a stationary queue knows of its chats."""

    rate: float
    """Per second."""
    alone: float
    """How long (s) one takes as the agent's only one, on average."""
    patience: float
    """Mean (s); infinite if nobody leaves."""
    first_reply: float
    """From the assignment to the agent's first message, on average (s)."""

    def rounded(self) -> "Chats":
        """Return it to three digits, so that intervals that are nearly alike share an answer."""
        return Chats(*(float(f"{value:.3g}") for value in self))


@dataclass(frozen=True)
class TypeFigures:
    """What customers of each chat type are like."""

    leaving: FloatColumn
    """How many of those who wait leave per second, each: 1 / mean patience."""
    first_reply: FloatColumn
    """Seconds."""

    @classmethod
    def of(cls, plan: Blueprint) -> "TypeFigures":
        """Take them from the laws; who has waited for the longest time that is allowed leaves, too."""
        first = [
            of_type.first_reply if of_type.conversation is None else of_type.conversation.first_reply_work
            for of_type in plan.types
        ]
        patience = [min(of_type.patience.mean, plan.rules.max_wait) for of_type in plan.types]
        return cls(1.0 / np.maximum(patience, SHORTEST), np.array([law.mean for law in first]))

    def pooled(self, rates: FloatColumn, service: Service) -> Chats:
        """Return the chats that come at these rates (per second, by chat type, not all 0) to a group."""
        rate = float(rates.sum())
        shares = rates / rate
        leaving = float(shares @ self.leaving)
        patience = 1.0 / leaving if leaving else math.inf
        return Chats(rate, float(shares @ service.alone), patience, float(shares @ self.first_reply))
