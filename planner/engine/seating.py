"""Which desk each agent gets."""

from collections.abc import Iterable

import numpy as np

from planner.engine.agent import Agent
from planner.engine.desks import Desk, FollowedSlots, IndependentSlots, Office, SharedAttention
from planner.engine.silences import AttentionWithSilences, Silence
from planner.flow.clock import on_grid
from planner.flow.demand import Demand


def seat(agents: Iterable[Agent], demand: Demand, inactive_after: float, office: Office) -> None:
    """Give each agent a desk that fits the group's slowdown and pace, and the customers' silences."""
    followed = office.left or office.released
    independent = (FollowedSlots if followed else IndependentSlots)(demand, office)
    silence = None
    if demand.silences is not None:
        after, length = demand.silences.after.tolist(), demand.silences.length.tolist()
        silence = Silence(after, length, inactive_after)
    works: dict[tuple[float, ...], tuple[list[float], list[float]]] = {}

    def desk(agent: Agent) -> Desk:
        pace = agent.group.pace
        if max(agent.group.slowdown) == 1 and not pace and silence is None:
            return independent
        if pace not in works:
            factor = np.array(pace)[demand.chat_type] if pace else 1.0
            durations = demand.handle_time * factor, demand.wrap_up * factor
            works[pace] = on_grid(durations[0]).tolist(), on_grid(durations[1]).tolist()
        if silence is None:
            return SharedAttention(agent, *works[pace], office)
        return AttentionWithSilences(agent, *works[pace], office, silence)

    for agent in agents:
        agent.desk = desk(agent)
