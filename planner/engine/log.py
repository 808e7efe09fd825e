"""The engine's notes while it runs, columns when it is done."""

from array import array

import numpy as np

from planner.flow.demand import Demand
from planner.flow.records import Outcome, Records

NOT_YET = float("nan")


class Log:
    """What happened, by chat number.

    Lists where most chats have an entry; arrays, slower to write but columns at once, where few may.
    """

    def __init__(self, chats: int) -> None:
        self.agent = [-1] * chats
        self.dequeued = [NOT_YET] * chats
        self.customer_left = array("d", [NOT_YET]) * chats
        self.slot_freed = array("d", [NOT_YET]) * chats
        self._outcome = bytearray([Outcome.ANSWERED]) * chats
        self._on_duty: list[tuple[int, float, float]] = []

    def miss(self, number: int, outcome: Outcome, now: float) -> None:
        """Note that the chat goes without an answer."""
        self._outcome[number] = outcome
        self.dequeued[number] = now

    def note_on_duty(self, agent: int, since: float, until: float) -> None:
        """Note a span in which the agent accepted chats."""
        self._on_duty.append((agent, since, until))

    def records(self, demand: Demand) -> Records:
        """Return the notes as columns. Where no end is noted, nothing slowed the chat down."""
        agent, since, until = zip(*self._on_duty, strict=True) if self._on_duty else ((), (), ())
        outcome = np.frombuffer(self._outcome, dtype=np.uint8).astype(np.int64)
        dequeued = np.array(self.dequeued)
        assert not np.isnan(dequeued).any(), "every chat is answered or missed"
        customer_left, slot_freed = np.frombuffer(self.customer_left), np.frombuffer(self.slot_freed)
        unslowed = (outcome == Outcome.ANSWERED) & np.isnan(slot_freed)
        np.copyto(customer_left, dequeued + demand.handle_time, where=unslowed)
        np.copyto(slot_freed, customer_left + demand.wrap_up, where=unslowed)
        return Records(
            outcome=outcome,
            agent=np.array(self.agent, dtype=np.int64),
            dequeued=dequeued,
            customer_left=customer_left,
            slot_freed=slot_freed,
            on_agent=np.array(agent, dtype=np.int64),
            on_from=np.array(since, dtype=np.float64),
            on_to=np.array(until, dtype=np.float64),
        )
