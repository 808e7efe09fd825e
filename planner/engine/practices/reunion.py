"""Returning customers go to the agent they know, if that one is free, or soon will be."""

from functools import partial

from planner.engine.agent import NOWHERE, Agent
from planner.engine.calendar import Moment, Turn
from planner.engine.lines import Line
from planner.engine.practice import House, Practice
from planner.flow.demand import Demand


class Reunion(Practice):
    """Tries the previous agent first; one who is busy is waited for, for a while, in a line of the agent's own."""

    def __init__(self, demand: Demand, patience: float, house: House) -> None:
        self._house = house
        self._patience = patience
        """How long a customer waits for the agent they know (s)."""
        assert demand.previous is not None
        self._previous: list[int] = demand.previous.tolist()
        self._chat_type: list[int] = demand.chat_type.tolist()
        self._own: dict[tuple[int, int], int] = {}
        """The line by roster position and chat type."""

    def knows(self, number: int, origin: int, agent: int) -> None:
        """Note whom the customer of a chat that follows another knows: its agent, if any, else whom they knew then."""
        self._previous[number] = agent if agent >= 0 else self._previous[origin]

    def diverts(self, number: int, line: int, now: float) -> bool:
        """See `Practice`."""
        position = self._previous[number]
        if position < 0:
            return False
        house, agent = self._house, self._house.agents[position]
        if not self._serves(agent, self._chat_type[number]):
            return False
        if agent.key != NOWHERE and house.pools.has_room(agent, self._chat_type[number]):
            house.route(number, [agent.key], now)
            return True
        return bool(self._patience) and agent.accepting and self._waits(number, agent, now)

    def _serves(self, agent: Agent, chat_type: int) -> bool:
        """Tell whether an agent has the skill for chats of a type, and slots enough."""
        return any(self._house.lines[line].chat_type == chat_type for line in agent.serves)

    def _waits(self, number: int, agent: Agent, now: float) -> bool:
        """Have a chat wait for an agent; tell whether there was room for that."""
        house, ordinary = self._house, self._house.line_of[number]
        own = self._line(agent, self._chat_type[number])
        if not house.queue.join(number, own, now):
            return False
        house.line_of[number] = own
        house.joined(number, own, now)
        fall_back = partial(self._fall_back, number, own, ordinary)
        house.calendar.at(Turn.QUEUE_SERVED, now + self._patience, fall_back)
        return True

    def _line(self, agent: Agent, chat_type: int) -> int:
        """Return the agent's own line for a chat type, a new one where there is none yet."""
        key = (agent.position, chat_type)
        if key not in self._own:
            house, line = self._house, self._house.lines[chat_type]
            last = chat_type if line.last < 0 else line.last
            house.lines.append(Line(chat_type, line.priority, (), last=last))
            house.queue.add_line(line.priority)
            self._own[key] = house.pools.add_line(agent, chat_type)
        return self._own[key]

    def _fall_back(self, number: int, own: int, ordinary: int, _: Moment) -> None:
        """Wait as anyone, in the place that the time of arrival gives."""
        house = self._house
        now = house.calendar.environment.now
        if house.line_of[number] != own:
            return
        if house.queue.is_waiting(number, now):
            house.move(number, ordinary, now)
        else:  # if the agent has been offered the chat and misses that, it is for anyone
            house.line_of[number] = ordinary
