"""Which desk each agent gets."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.engine.agent import Agent
from planner.engine.conversing import Conversing, ConversingBesideOthers, ConversingWithTheImpatient
from planner.engine.desks import Desk, FollowedSlots, IndependentSlots, Office, SharedAttention
from planner.engine.script import Script
from planner.engine.silences import AttentionWithSilences, Silence
from planner.flow.clock import on_grid
from planner.flow.demand import Demand


def seat(
    agents: Sequence[Agent], demand: Demand, inactive_after: float, arrivals: Sequence[float], office: Office
) -> None:
    """Give each agent a desk that fits the chats they serve, the group's slowdown and pace, and the customers' silences.

    `arrivals` is when each chat came (s); those of follow-ups are entered later.
    """
    furniture = _Furniture(demand, inactive_after, office)
    script = None
    if demand.conversations is not None:
        script = Script(demand, demand.conversations, arrivals)
    for agent in agents:
        agent.desk = (
            furniture.desk(agent) if script is None else _conversing(agent, script, furniture, office)
        )


def _conversing(agent: Agent, script: Script, furniture: "_Furniture", office: Office) -> Desk:
    """Return the desk of one who may have conversations."""
    talks = script.of_type[list(agent.group.skills)]
    if not talks.any():
        return furniture.desk(agent)
    if talks.all():
        return _talking(agent, script, office)
    others = furniture.desk(agent)

    def leaves(number: int, agent: Agent) -> None:
        others.crowd(agent, -1)

    talking = _talking(agent, script, replace(office, released=(leaves, *office.released)))
    return ConversingBesideOthers(talking, others, script)


def _talking(agent: Agent, script: Script, office: Office) -> Conversing:
    if script.leaving is None:
        return Conversing(agent, script, office)
    return ConversingWithTheImpatient(agent, script, office, script.leaving)


class _Furniture:
    """Makes the desks of those who handle chats by handle time."""

    def __init__(self, demand: Demand, inactive_after: float, office: Office) -> None:
        self._demand = demand
        self._office = office
        followed = office.left or office.released
        self._independent = (FollowedSlots if followed else IndependentSlots)(demand, office)
        self._silence: Silence | None = None
        if demand.silences is not None:
            after, length = demand.silences.after.tolist(), demand.silences.length.tolist()
            self._silence = Silence(after, length, inactive_after)
        self._works: dict[tuple[float, ...], tuple[list[float], list[float]]] = {}

    def desk(self, agent: Agent) -> Desk:
        """Return a desk for an agent."""
        pace = agent.group.pace
        if max(agent.group.slowdown) == 1 and not pace and self._silence is None:
            return self._independent
        if pace not in self._works:
            self._works[pace] = self._at_pace(pace)
        if self._silence is None:
            return SharedAttention(agent, *self._works[pace], self._office)
        return AttentionWithSilences(agent, *self._works[pace], self._office, self._silence)

    def _at_pace(self, pace: tuple[float, ...]) -> tuple[list[float], list[float]]:
        """Return each chat's handle time and wrap-up of agents of a pace."""
        demand = self._demand
        factor = np.array(pace)[demand.chat_type] if pace else 1.0
        return (
            on_grid(demand.handle_time * factor).tolist(),
            on_grid(demand.wrap_up * factor).tolist(),
        )
