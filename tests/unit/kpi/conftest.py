"""Records written by hand, and what is measured of them."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

import numpy as np
import pytest

from planner.flow.demand import NOBODY, AfterHours, Bots, Demand, FloatColumn, FollowUps, Kind, SilentLeaving
from planner.flow.profile import Profile
from planner.flow.records import Outcome, Records
from planner.flow.roster import Away, Group, Roster, Shift
from planner.flow.window import Division, Promise, Window
from planner.kpi import Ledger, Scopes, Summary, Tally, measure, measure_agents, summarise
from planner.kpi.columns import Column
from planner.kpi.kinds import Feature
from planner.kpi.tally import OF_DAYS
from tests.unit.kpi.talks import Talk, conversations_of, replies_of

Row = dict[str, float]
DAY = 86400
PROMISE = Promise(target=0.8, within=60.0, by_first_response=False, counting="offered", short_abandon=10.0)


@dataclass(frozen=True)
class Measured:
    """A tally and what its scopes are."""

    tally: Tally
    types: Sequence[str]
    groups: Sequence[str]
    promise: Promise
    window: Window
    agents: Sequence[tuple[str, str]]
    """Name (`agent 0`) and group of each."""
    features: Collection[Feature] = get_args(Feature)

    def of(self, column: Column, scope: str = "run") -> list[float]:
        """Return a column of the run, a type (`a`) or a group (`g0`), interval by interval."""
        cells = self.tally.cells[self._place(scope), :, column]
        return np.bincount(self.window.intervals.of_cell, cells).tolist()

    def longest(self, scope: str = "run") -> tuple[float, float]:
        """Return the longest wait and the longest queue."""
        wait, queue = self.tally.maxima[self._place(scope)].tolist()
        return wait, queue

    def summary(self, times: int = 1) -> Summary:
        """Return the summary of this replication, as often as told."""
        ledger = Ledger()
        for _ in range(times):
            ledger.add(self.tally)
        scopes = Scopes(self.types, self.groups, self.features, self.agents)
        return summarise(ledger, scopes, self.window, self.promise)

    def _place(self, scope: str) -> int:
        return ["run", *self.types, *self.groups].index(scope)


def window_of(
    edges: Sequence[float],
    closes: float | None = None,
    doors: Sequence[tuple[float, float]] | None = None,
) -> Window:
    """Return a window whose intervals lie between `edges` and are hours and weeks, too; days begin at 0."""
    ends = float(edges[-1] if closes is None else closes)
    midnights = np.arange(0.0, edges[-1], DAY)
    cells = np.unique(np.concatenate([edges, midnights[midnights > edges[0]]]))
    of_cell = np.searchsorted(edges, cells[:-1], side="right") - 1
    each = Division((), of_cell, np.ones(len(edges) - 1, dtype=np.int64))
    day = (cells[:-1] // DAY).astype(np.int64)
    day -= day[0]
    names = tuple(f"day {number}" for number in range(day[-1] + 1))
    days = Division(names, day, np.ones(len(names), dtype=np.int64))
    return Window(cells, tuple(doors or [(0.0, ends)]), each, each, days, days, days)


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


def silent_row(at: float, wait: float, held: float, **more: int) -> Row:
    """Return a chat whose customer had left without a sign when an agent got it for `held` seconds."""
    return {
        **answered_row(at, wait, held, **more),
        "outcome": Outcome.SILENT,
        "first_reply": 5.0,
        "handle_time": 60.0,
    }


def missing_row(chat_type: int = 0) -> Row:
    """Return a follow-up that did not come about."""
    return {
        **missed_row("answered", math.inf, math.nan, chat_type=chat_type),
        "dequeued": math.nan,
    }


def follow_ups_of(chats: Sequence[Row]) -> FollowUps | None:
    """Return the links of rows that have `if_missed` or `if_answered`; None if none has."""
    if not any("if_missed" in row or "if_answered" in row for row in chats):
        return None
    if_missed, if_answered = (
        np.array([row.get(link, -1) for row in chats], dtype=np.int64)
        for link in ("if_missed", "if_answered")
    )
    none = np.zeros(len(chats))
    transfer = np.array([row.get("kind") == Kind.TRANSFER for row in chats])
    return FollowUps(if_missed, none, np.full(len(if_missed), 10), if_answered, none, transfer)


def measure_rows(
    chats: Sequence[Row] = (),
    duty: Sequence[tuple[int, float, float]] = ((0, 0.0, math.inf),),
    rests: Sequence[tuple[int, float, float]] = (),
    *,
    doors: Sequence[tuple[float, float]] | None = None,
    late: tuple[Any, Any] | None = None,
    bots: Bots | None = None,
    shifts: Sequence[Shift] = (),
    away: Sequence[Away] = (),
    slots: Sequence[int] | None = None,
    offers: Sequence[tuple[int, int]] = (),
    inactive: Sequence[tuple[int, float, float]] = (),
    scheduled: Sequence[Profile] | None = None,
    talks: Mapping[int, Talk] | None = None,
    gave_up_after: Mapping[int, float] | None = None,
    edges: Sequence[float] = (0.0, 3600.0),
    closes: float | None = None,
    groups: Sequence[tuple[int, int]] = ((1, 1),),
    types: int = 1,
    **promise: Any,
) -> Measured:
    """Measure hand-made records.

    `duty` and `rests` are (agent, from, to), `groups` is (agents, concurrency), `slots` those that a chat of each type
    takes, `offers` are those missed as (agent, row), `inactive` is (row, from, to). `talks` are conversations by row,
    all of their types; `gave_up_after` is by row the patience of customers who left without a sign.
    """

    def column(name: str, dtype: type = np.float64) -> Any:
        return np.array([row.get(name, 0.0) for row in chats], dtype=dtype)

    said = talks or {}
    of_type = [any(chats[row]["chat_type"] == number for row in said) for number in range(types)]
    silent = np.array([(gave_up_after or {}).get(row, math.inf) for row in range(len(chats))])
    type_names = tuple("abcdefgh"[:types])
    arrival, kind, chat_type = column("arrival"), column("kind", np.int64), column("chat_type", np.int64)
    demand = Demand(
        type_names,
        np.where(kind == Kind.FRESH, arrival, math.inf),
        chat_type,
        np.full(len(chats), math.inf),
        column("handle_time"),
        column("wrap_up"),
        column("first_reply"),
        np.zeros(len(chats)),
        column("ticket", np.bool_),
        NOBODY if late is None else AfterHours(*late),
        follow_ups=follow_ups_of(chats),
        conversations=conversations_of(len(chats), said, of_type),
        silent_leaving=SilentLeaving(silent, np.zeros(len(chats))) if gave_up_after else None,
        bots=bots,
    )
    records = Records(
        outcome=column("outcome", np.int64),
        arrival=arrival,
        kind=kind,
        agent=column("agent", np.int64),
        dequeued=column("dequeued"),
        customer_left=column("customer_left"),
        slot_freed=column("slot_freed"),
        on_agent=np.array([agent for agent, _, _ in duty], dtype=np.int64),
        on_from=np.array([since for _, since, _ in duty], dtype=np.float64),
        on_to=np.array([until for _, _, until in duty], dtype=np.float64),
        rest_agent=np.array([agent for agent, _, _ in rests], dtype=np.int64),
        rest_from=np.array([since for _, since, _ in rests], dtype=np.float64),
        rest_to=np.array([until for _, _, until in rests], dtype=np.float64),
        slots=None if slots is None else np.array(slots)[chat_type],
        offer_agent=np.array([agent for agent, _ in offers], dtype=np.int64),
        offer_chat=np.array([chat for _, chat in offers], dtype=np.int64),
        inactive_chat=np.array([chat for chat, _, _ in inactive], dtype=np.int64),
        inactive_from=np.array([since for _, since, _ in inactive], dtype=np.float64),
        inactive_to=np.array([until for _, _, until in inactive], dtype=np.float64),
        replies=replies_of(len(chats), said),
    )
    names = [f"g{number}" for number in range(len(groups))]
    roster = Roster(
        groups=tuple(
            Group(name, limit, (1.0,) * limit, tuple(range(types)))
            for name, (_, limit) in zip(names, groups, strict=True)
        ),
        group_of=tuple(number for number, (agents, _) in enumerate(groups) for _ in range(agents)),
        shifts=tuple(shifts),
        away=tuple(away),
        scheduled=tuple(scheduled or [Profile(np.array([0.0, 1.0]), np.zeros(1)) for _ in groups]),
    )
    window = window_of(edges, closes, doors)
    made = Promise(**{**vars(PROMISE), **promise})
    tally = measure(records, demand, roster, window, made)
    return Measured(
        tally=replace(tally, agents=measure_agents(records, demand, roster, window, made)),
        types=type_names,
        groups=names,
        promise=made,
        window=window,
        agents=[(f"agent {number}", names[group]) for number, group in enumerate(roster.group_of)],
    )


@pytest.fixture(scope="session")
def answered() -> Callable[..., Row]:
    """Make a chat that was answered; see `answered_row`."""
    return answered_row


@pytest.fixture(scope="session")
def missed() -> Callable[..., Row]:
    """Make a chat that was not; see `missed_row`."""
    return missed_row


@pytest.fixture(scope="session")
def silent() -> Callable[..., Row]:
    """Make a chat whose customer left without a sign; see `silent_row`."""
    return silent_row


@pytest.fixture(scope="session")
def missing() -> Callable[..., Row]:
    """Make a follow-up that did not come about; see `missing_row`."""
    return missing_row


@pytest.fixture(scope="session")
def measured() -> Callable[..., Measured]:
    """Measure hand-made records; see `measure_rows`."""
    return measure_rows


@pytest.fixture(scope="session")
def summarised() -> Callable[..., Summary]:
    """Summarise a ledger of one type `a` and one group `g`."""

    def make(ledger: Ledger, edges: Sequence[float], promise: Promise) -> Summary:
        return summarise(ledger, Scopes(["a"], ["g"], get_args(Feature)), window_of(edges), promise)

    return make


@pytest.fixture(scope="session")
def window() -> Callable[..., Window]:
    """Make a window; see `window_of`."""
    return window_of


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
        evenness: Sequence[float] = (math.nan, math.nan),
        agents: FloatColumn | None = None,
    ) -> Tally:
        cells = np.zeros((3, intervals, len(Column)))
        for column, value in sums.items():
            cells[:, :, column] = value
        bins = histogram or {}
        return Tally(
            cells,
            cells[:2][:, :, OF_DAYS].sum(axis=1, keepdims=True),
            np.tile(np.array(maxima, dtype=np.float64), (3, 1)),
            np.array(list(bins), dtype=np.int64),
            np.array(list(bins.values()), dtype=np.int64),
            np.tile(np.array(evenness, dtype=np.float64), (3, 1)),
            agents,
        )

    return make
