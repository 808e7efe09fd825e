"""The engine's notes: lists while it runs, columns when it is done."""

import numpy as np

from planner.flow.records import Outcome, Records

NEVER = float("nan")


class Log:
    """What happened, by chat number."""

    def __init__(self, chats: int) -> None:
        self.outcome = [int(Outcome.ANSWERED)] * chats
        self.agent = [-1] * chats
        self.dequeued = [NEVER] * chats
        self.customer_left = [NEVER] * chats
        self.slot_freed = [NEVER] * chats
        self._on_duty: list[tuple[int, float, float]] = []

    def assign(self, number: int, agent: int, now: float) -> None:
        """Note that the agent takes the chat."""
        self.dequeued[number] = now
        self.agent[number] = agent

    def miss(self, number: int, outcome: Outcome, now: float) -> None:
        """Note that the chat goes without an answer."""
        self.outcome[number] = outcome
        self.dequeued[number] = now

    def note_on_duty(self, agent: int, since: float, until: float) -> None:
        """Note a span in which the agent accepted chats."""
        self._on_duty.append((agent, since, until))

    def records(self) -> Records:
        """Return the notes as columns."""
        agent, since, until = zip(*self._on_duty, strict=True) if self._on_duty else ((), (), ())
        return Records(
            outcome=np.array(self.outcome, dtype=np.int64),
            agent=np.array(self.agent, dtype=np.int64),
            dequeued=np.array(self.dequeued),
            customer_left=np.array(self.customer_left),
            slot_freed=np.array(self.slot_freed),
            on_agent=np.array(agent, dtype=np.int64),
            on_from=np.array(since, dtype=np.float64),
            on_to=np.array(until, dtype=np.float64),
        )
