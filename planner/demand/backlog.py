"""A backlog: chats that all wait from the start, for whoever works on them without a break."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from planner.demand.blueprint import Blueprint, TypePlan
from planner.demand.draw import draw
from planner.demand.laws import ENDLESS
from planner.demand.practices import FollowUpPlan, TakingPlan
from planner.flow.demand import Demand
from planner.flow.profile import Profile
from planner.flow.rules import Rules

DAY = 86400.0


def backlog(plan: Blueprint, chats: Mapping[int, float], seed: int, replication: int) -> Demand:
    """Draw about so many chats of each type (by position), mixed at random, who wait at 0 and leave under no circumstances.

    Their work and their messages are drawn as the plan says; there is nothing else to them.
    """
    types = tuple(
        _patient(of_type, chats.get(number, 0.0) / DAY) for number, of_type in enumerate(plan.types)
    )
    alone = replace(
        plan,
        types=types,
        uncertainty=0.0,
        days=np.array([0.0, DAY]),
        tickets=False,
        taking=(TakingPlan(),) * len(plan.taking),
        rules=Rules(doors=((0.0, DAY),), priorities=(1,) * len(types)),
    )
    drawn = draw(alone, seed, replication)
    return replace(drawn, arrival=np.zeros(len(drawn)))


def _patient(of_type: TypePlan, rate: float) -> TypePlan:
    """Return the plan of customers who come at a rate (1/s) and are done with one chat."""
    talk = of_type.conversation
    return replace(
        of_type,
        rate=Profile(np.array([0.0, DAY]), np.array([rate])),
        log=None,
        uncertainty=0.0,
        patience=ENDLESS,
        bot=None,
        returning=0.0,
        follow_up=FollowUpPlan(),
        silence=None,
        silent_leaving=None,
        conversation=None if talk is None else replace(talk, reply_patience=None, until_reply=False),
    )
