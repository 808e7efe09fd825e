"""Chats that take more than one slot."""

from collections.abc import Sequence

from planner.engine.agent import Agent
from planner.engine.desks import Desk
from planner.engine.practice import Practice
from planner.flow.demand import Demand


class Weighed:
    """A desk that counts the further slots of a chat; all else is for the desk behind it."""

    def __init__(self, desk: Desk, further: Sequence[int]) -> None:
        self._desk = desk
        self._further = further

    def begin(self, number: int, agent: Agent) -> None:
        """See `Desk`."""
        agent.extra += self._further[number]
        self._desk.begin(number, agent)

    def crowd(self, agent: Agent, change: int) -> None:
        """See `Desk`."""
        self._desk.crowd(agent, change)


class Weighing(Practice):
    """Takes and releases the slots that chats take beyond one each; see `RoomyPools`."""

    def __init__(self, demand: Demand, slots: Sequence[int]) -> None:
        self._further = [slots[chat_type] - 1 for chat_type in demand.chat_type.tolist()]

    def seated(self, agents: Sequence[Agent]) -> None:
        """See `Practice`."""
        for agent in agents:
            agent.desk = Weighed(agent.desk, self._further)

    def released(self, number: int, agent: Agent) -> None:
        """See `Practice`."""
        agent.extra -= self._further[number]

    def retaken(self, number: int, agent: Agent) -> None:
        """See `Practice`."""
        agent.extra += self._further[number]
