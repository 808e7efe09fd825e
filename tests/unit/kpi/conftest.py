"""Records written by hand, and what is measured of them."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from planner.flow.demand import Demand
from planner.flow.records import Outcome, Records
from planner.flow.roster import Group, Roster
from planner.flow.window import Promise, Window
from planner.kpi import Ledger, Summary, Tally, measure, summarise
from planner.kpi.columns import Column

Row = dict[str, float]
PROMISE = Promise(target=0.8, within=60.0, by_first_response=False, counting="offered", short_abandon=10.0)


@dataclass(frozen=True)
class Measured:
    """A tally and what its scopes are."""

    tally: Tally
    edges: Sequence[float]
    types: Sequence[str]
    groups: Sequence[str]
    promise: Promise

    def of(self, column: Column, scope: str = "run") -> list[float]:
        """Return a column of the run, a type (`a`) or a group (`g0`), interval by interval."""
        return self.tally.cells[self._place(scope), :, column].tolist()

    def longest(self, scope: str = "run") -> tuple[float, float]:
        """Return the longest wait and the longest queue."""
        wait, queue = self.tally.maxima[self._place(scope)].tolist()
        return wait, queue

    def summary(self, times: int = 1) -> Summary:
        """Return the summary of this replication, as often as told."""
        ledger = Ledger()
        for _ in range(times):
            ledger.add(self.tally)
        return summarise(ledger, self.types, self.groups, np.array(self.edges, dtype=float), self.promise)

    def _place(self, scope: str) -> int:
        return ["run", *self.types, *self.groups].index(scope)


def answered_row(
    at: float,
    wait: float = 0.0,
    handle: float = 60.0,
    *,
    wrap_up: float = 0.0,
    agent: int = 0,
    chat_type: int = 0,
    first_reply: float = 0.0,
    work: float | None = None,
) -> Row:
    """Return a chat that was in hand from `at + wait` for `handle` and `wrap_up` seconds."""
    begin = at + wait
    return {
        "arrival": at,
        "chat_type": chat_type,
        "outcome": Outcome.ANSWERED,
        "agent": agent,
        "dequeued": begin,
        "customer_left": begin + handle,
        "slot_freed": begin + handle + wrap_up,
        "first_reply": first_reply,
        "handle_time": handle if work is None else work,
        "wrap_up": wrap_up,
    }


def missed_row(outcome: str, at: float, after: float = 0.0, *, chat_type: int = 0, work: float = 60.0) -> Row:
    """Return a chat that was abandoned, blocked, expired or closed so many seconds after its arrival."""
    return {
        "arrival": at,
        "chat_type": chat_type,
        "outcome": Outcome[outcome.upper()],
        "agent": -1,
        "dequeued": at + after,
        "customer_left": math.nan,
        "slot_freed": math.nan,
        "first_reply": 5.0,
        "handle_time": work,
        "wrap_up": 0.0,
    }


def measure_rows(
    chats: Sequence[Row] = (),
    duty: Sequence[tuple[int, float, float]] = ((0, 0.0, math.inf),),
    *,
    edges: Sequence[float] = (0.0, 3600.0),
    closes: float | None = None,
    groups: Sequence[tuple[int, int]] = ((1, 1),),
    types: int = 1,
    **promise: Any,
) -> Measured:
    """Measure hand-made records. `duty` is (agent, from, to), `groups` is (agents, concurrency)."""

    def column(name: str, dtype: type = np.float64) -> Any:
        return np.array([row[name] for row in chats], dtype=dtype)

    type_names = tuple("abcdefgh"[:types])
    demand = Demand(
        type_names,
        column("arrival"),
        column("chat_type", np.int64),
        np.full(len(chats), math.inf),
        column("handle_time"),
        column("wrap_up"),
        column("first_reply"),
        np.zeros(len(chats)),
    )
    records = Records(
        outcome=column("outcome", np.int64),
        agent=column("agent", np.int64),
        dequeued=column("dequeued"),
        customer_left=column("customer_left"),
        slot_freed=column("slot_freed"),
        on_agent=np.array([agent for agent, _, _ in duty], dtype=np.int64),
        on_from=np.array([since for _, since, _ in duty], dtype=np.float64),
        on_to=np.array([until for _, _, until in duty], dtype=np.float64),
    )
    names = [f"g{number}" for number in range(len(groups))]
    roster = Roster(
        groups=tuple(
            Group(name, limit, (1.0,) * limit, tuple(range(types)))
            for name, (_, limit) in zip(names, groups, strict=True)
        ),
        group_of=tuple(number for number, (agents, _) in enumerate(groups) for _ in range(agents)),
        headcounts=(),
    )
    window = Window(np.array(edges, dtype=np.float64), float(edges[-1] if closes is None else closes))
    made = Promise(**{**vars(PROMISE), **promise})
    return Measured(measure(records, demand, roster, window, made), edges, type_names, names, made)


@pytest.fixture(scope="session")
def answered() -> Callable[..., Row]:
    """Make a chat that was answered; see `answered_row`."""
    return answered_row


@pytest.fixture(scope="session")
def missed() -> Callable[..., Row]:
    """Make a chat that was not; see `missed_row`."""
    return missed_row


@pytest.fixture(scope="session")
def measured() -> Callable[..., Measured]:
    """Measure hand-made records; see `measure_rows`."""
    return measure_rows


@pytest.fixture(scope="session")
def promise() -> Promise:
    """80 % of offered chats within 60 s of waiting."""
    return PROMISE


@pytest.fixture(scope="session")
def tally_of() -> Callable[..., Tally]:
    """Make a tally of one type and one group from a few sums, the same in every interval."""

    def make(
        sums: Mapping[Column, float],
        intervals: int = 1,
        maxima: Sequence[float] = (math.nan, math.nan),
        histogram: Mapping[int, int] | None = None,
    ) -> Tally:
        cells = np.zeros((3, intervals, len(Column)))
        for column, value in sums.items():
            cells[:, :, column] = value
        bins = histogram or {}
        return Tally(
            cells,
            np.tile(np.array(maxima, dtype=np.float64), (3, 1)),
            np.array(list(bins), dtype=np.int64),
            np.array(list(bins.values()), dtype=np.int64),
        )

    return make
