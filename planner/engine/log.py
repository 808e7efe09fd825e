"""The engine's notes while it runs, columns when it is done."""

from array import array
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.engine.hands import in_hand_when_written
from planner.flow.demand import Conversations, Demand, FloatColumn, Kind
from planner.flow.records import Outcome, Records, Replies

NOT_YET = float("nan")

Span = tuple[int, float, float]
"""Roster position, from and to (s)."""


class Log:
    """What happened, by chat number.

    Lists where most chats have an entry; arrays, slower to write but columns at once, where few may.
    """

    def __init__(self, chats: int, replies: int) -> None:
        self.agent = [-1] * chats
        self.dequeued = [NOT_YET] * chats
        self.customer_left = array("d", [NOT_YET]) * chats
        self.slot_freed = array("d", [NOT_YET]) * chats
        self.began = [NOT_YET] * replies
        self.sent = [NOT_YET] * replies
        self.wrap_up_began: dict[int, float] = {}
        self.left_midway: set[int] = set()
        """Answered chats whose customers left before the last reply, or wrote no more."""
        self._outcome = bytearray([Outcome.ANSWERED]) * chats
        self._on_duty: list[Span] = []
        self._on_break: list[Span] = []
        self._inactive: list[Span] = []
        self._missed_offers: list[tuple[int, int]] = []
        self._came: dict[int, tuple[float, Kind]] = {}

    def miss(self, number: int, outcome: Outcome, now: float) -> None:
        """Note that the chat goes without an answer."""
        self._outcome[number] = outcome
        self.dequeued[number] = now

    def turn_out(self, number: int, outcome: Outcome) -> None:
        """Note that a chat goes without an answer though an agent has it."""
        self._outcome[number] = outcome

    def note_on_duty(self, agent: int, since: float, until: float) -> None:
        """Note a span in which the agent was on duty."""
        self._on_duty.append((agent, since, until))

    def note_break(self, agent: int, since: float, until: float) -> None:
        """Note a break."""
        self._on_break.append((agent, since, until))

    def note_follow_up(self, number: int, now: float, kind: Kind) -> None:
        """Note that a follow-up has come about."""
        self._came[number] = now, kind

    def note_missed_offer(self, agent: int, number: int) -> None:
        """Note that an agent has missed an offer."""
        self._missed_offers.append((agent, number))

    def note_inactive(self, number: int, since: float, until: float) -> None:
        """Note a span in which a chat took no slot."""
        self._inactive.append((number, since, until))

    def records(self, demand: Demand, slots: Sequence[int]) -> Records:
        """Return the notes as columns; `slots` are those that chats of each type take.

        Where no end is noted, nothing slowed the chat down.
        """
        agent, since, until = _columns(self._on_duty)
        rest_agent, rest_since, rest_until = _columns(self._on_break)
        outcome = np.frombuffer(self._outcome, dtype=np.uint8).astype(np.int64)
        dequeued, arrival = np.array(self.dequeued), demand.arrival
        kind = np.zeros(len(demand), dtype=np.int64)
        if self._came:
            rows, arrival = list(self._came), arrival.copy()
            arrival[rows], kind[rows] = zip(*self._came.values(), strict=True)
        assert not np.isnan(dequeued[arrival < np.inf]).any(), "every chat is answered or missed"
        offers = np.array(self._missed_offers, dtype=np.int64).reshape(-1, 2)
        inactive, inactive_from, inactive_to = _columns(self._inactive)
        customer_left, slot_freed = np.frombuffer(self.customer_left), np.frombuffer(self.slot_freed)
        unslowed = (outcome == Outcome.ANSWERED) & np.isnan(slot_freed) & (arrival < np.inf)
        np.copyto(customer_left, dequeued + demand.handle_time, where=unslowed)
        np.copyto(slot_freed, customer_left + demand.wrap_up, where=unslowed)
        records = Records(
            outcome=outcome,
            arrival=arrival,
            kind=kind,
            agent=np.array(self.agent, dtype=np.int64),
            dequeued=dequeued,
            customer_left=customer_left,
            slot_freed=slot_freed,
            on_agent=agent.astype(np.int64),
            on_from=since,
            on_to=until,
            rest_agent=rest_agent.astype(np.int64),
            rest_from=rest_since,
            rest_to=rest_until,
            slots=np.array(slots)[demand.chat_type] if max(slots, default=1) > 1 else None,
            offer_agent=offers[:, 0],
            offer_chat=offers[:, 1],
            inactive_chat=inactive.astype(np.int64),
            inactive_from=inactive_from,
            inactive_to=inactive_to,
        )
        if demand.conversations is None:
            return records
        return replace(records, replies=self._replies(records, demand.conversations))

    def _replies(self, records: Records, conversations: Conversations) -> Replies:
        sent, chats = np.array(self.sent), len(records.agent)
        wrap_up_began = np.full(chats, NOT_YET)
        wrap_up_began[list(self.wrap_up_began)] = list(self.wrap_up_began.values())
        return Replies(
            began=np.array(self.began),
            sent=sent,
            in_hand=in_hand_when_written(records, conversations, sent),
            wrap_up_began=wrap_up_began,
        )


def _columns(spans: list[Span]) -> FloatColumn:
    """Return spans as three rows; those without length are left out."""
    columns = np.array(spans, dtype=np.float64).reshape(-1, 3)
    return np.asarray(columns[columns[:, 2] > columns[:, 1]].T)
