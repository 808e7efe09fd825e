"""Small random centres for Hypothesis, and what their records say."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from planner.engine import MEANINGS, simulate
from planner.flow.demand import NOBODY, Demand, SilentLeaving
from planner.flow.records import Outcome, Records
from planner.flow.roster import Group, Headcount, Roster
from planner.flow.rules import Rules

Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass(frozen=True)
class Centre:
    """All that the engine takes."""

    demand: Demand
    roster: Roster
    rules: Rules
    routing: str

    def run(self, **changes: Any) -> Records:
        """Simulate it, with another roster, demand, rules or routing if told."""
        centre = replace(self, **changes)
        return simulate(centre.demand, centre.roster, centre.rules, centre.routing)

    def day(self, **changes: Any) -> "Day":
        """Simulate it and lay its records out."""
        return Day(replace(self, **changes), self.run(**changes))


@dataclass(frozen=True)
class Day:
    """Records as lists; spans are half-open, so that a number at `t` holds until the next instant."""

    centre: Centre
    records: Records

    @cached_property
    def chats(self) -> range:
        """The chats' numbers."""
        return range(len(self.centre.demand))

    @cached_property
    def arrival(self) -> list[float]:
        """When each chat arrived."""
        return self.records.arrival.tolist()

    @cached_property
    def chat_type(self) -> list[int]:
        """Each chat's type."""
        return self.centre.demand.chat_type.tolist()

    @cached_property
    def dequeued(self) -> list[float]:
        """When each chat was assigned or missed."""
        return self.records.dequeued.tolist()

    @cached_property
    def freed(self) -> list[float]:
        """When each chat's slot was free again."""
        return self.records.slot_freed.tolist()

    @cached_property
    def agent(self) -> list[int]:
        """Each chat's agent."""
        return self.records.agent.tolist()

    @cached_property
    def outcome(self) -> list[Outcome]:
        """Each chat's outcome."""
        return [Outcome(outcome) for outcome in self.records.outcome.tolist()]

    @cached_property
    def answered(self) -> list[int]:
        """The chats that an agent served."""
        return [i for i in self.chats if self.outcome[i] == Outcome.ANSWERED]

    @cached_property
    def held(self) -> list[int]:
        """The chats that an agent had, whether the customer was still there or not."""
        return [i for i in self.chats if self.agent[i] >= 0]

    @cached_property
    def patience(self) -> list[float]:
        """How long each customer waits before giving up, with a sign or without."""
        demand = self.centre.demand
        silent = demand.silent_leaving
        return (demand.patience if silent is None else np.minimum(demand.patience, silent.patience)).tolist()

    @cached_property
    def spans(self) -> list[list[tuple[float, float]]]:
        """When each agent accepted chats."""
        spans: list[list[tuple[float, float]]] = [[] for _ in self.centre.roster.group_of]
        columns = (self.records.on_agent, self.records.on_from, self.records.on_to)
        for agent, since, until in zip(*(column.tolist() for column in columns), strict=True):
            spans[agent].append((since, until))
        return spans

    @cached_property
    def inactive(self) -> dict[int, list[tuple[float, float]]]:
        """By chat when it took no slot."""
        spans: dict[int, list[tuple[float, float]]] = {}
        columns = (self.records.inactive_chat, self.records.inactive_from, self.records.inactive_to)
        for chat, since, until in zip(*(column.tolist() for column in columns), strict=True):
            spans.setdefault(chat, []).append((since, until))
        return spans

    @cached_property
    def instants(self) -> list[float]:
        """Every instant at which anything happened."""
        ends = [time for agent in self.spans for span in agent for time in span]
        left = self.records.customer_left.tolist()
        silent = [time for spans in self.inactive.values() for span in spans for time in span]
        times = {0.0, *self.arrival, *self.dequeued, *self.freed, *left, *ends, *silent}
        return sorted(time for time in times if math.isfinite(time))

    def group(self, agent: int) -> Group:
        """Return an agent's group."""
        return self.centre.roster.groups[self.centre.roster.group_of[agent]]

    def accepts(self, agent: int, time: float) -> bool:
        """Whether an agent accepts chats from `time` on."""
        return any(since <= time < until for since, until in self.spans[agent])

    def in_hand(self, agent: int, time: float) -> int:
        """Return how many chats an agent has from `time` on."""
        return sum(self.agent[i] == agent and self.dequeued[i] <= time < self.freed[i] for i in self.held)

    def in_hand_before_routing(self, agent: int, time: float) -> int:
        """Return how many chats an agent has when chats have left at `time` and none was assigned yet."""
        return sum(self.agent[i] == agent and self.dequeued[i] < time < self.freed[i] for i in self.held)

    def has_free_slot(self, agent: int, time: float) -> bool:
        """Whether an agent could take a chat from `time` on."""
        return self.accepts(agent, time) and self.in_hand(agent, time) < self.group(agent).concurrency

    def waiting(self, time: float) -> list[int]:
        """Return the chats that wait from `time` on."""
        return [i for i in self.chats if self.arrival[i] <= time < self.dequeued[i]]


def _slowdown(draw: Draw, slots: int, most: Sequence[float]) -> tuple[float, ...]:
    factors = [1.0]
    for _ in range(slots - 1):
        factors.append(round(factors[-1] + draw(st.sampled_from(most)), 2))
    return tuple(factors)


def _roster(draw: Draw, types: int, closes: int, equal_concurrency: bool) -> Roster:
    groups, group_of, headcounts = [], [], []
    common = draw(st.sampled_from((2, 1, 3))) if equal_concurrency else 0
    for number in range(draw(st.integers(1, 3))):
        slots = common or draw(st.sampled_from((2, 1, 3)))
        skills = draw(st.sets(st.integers(0, types - 1), min_size=1))
        groups.append(
            Group(
                f"group {number}",
                slots,
                _slowdown(draw, slots, (0.0, 0.15, 0.4, 1.0)),
                tuple(sorted(skills)),
                draw(st.integers(1, 2)),
            )
        )
        first = draw(st.sampled_from((1, 2, 3, 0)))
        later = draw(st.dictionaries(st.integers(1, closes - 1), st.sampled_from((1, 2, 3, 0)), max_size=3))
        group_of += [number] * max(first, *later.values(), 0)
        headcounts += [Headcount(float(time), number, n) for time, n in {0: first, **later}.items()]
    return Roster(tuple(groups), tuple(group_of), tuple(sorted(headcounts, key=lambda change: change.time)))


@st.composite
def random_centres(
    draw: Draw, *, least_work: int = 0, routing: str | None = None, equal_concurrency: bool = False
) -> Centre:
    """Draw a centre of a few types, groups and chats on whole seconds, so that ties are frequent.

    What is likely stands often among the choices: most draws shall have chats that wait and agents who come and go.
    """
    types, closes = draw(st.integers(1, 3)), draw(st.sampled_from((60, 100, 150, 40)))
    row = st.tuples(
        st.sampled_from((3, 0, 1, 2, 5, 10)),  # after the one before
        st.integers(0, types - 1),
        st.sampled_from((math.inf, math.inf, math.inf, 90, 60, 30, 15, 0)),
        st.sampled_from((30, 60, 15, 40, 20, 10, 5, least_work)),
        st.sampled_from((0, 0, 3, 10)),
        st.sampled_from((0.0, 0.3, 0.5, 0.99)),
    )
    rows = draw(st.lists(row, min_size=8, max_size=25))
    arrival = np.cumsum([gap for gap, *_ in rows]).astype(np.float64)
    rows = rows[: int((arrival < closes).sum())]

    def column(place: int) -> Any:
        return np.array([row[place] for row in rows], dtype=np.float64)

    demand = Demand(
        type_names=tuple("abc"[:types]),
        arrival=arrival[: len(rows)],
        chat_type=column(1).astype(np.int64),
        patience=column(2),
        handle_time=column(3),
        wrap_up=column(4),
        first_reply=np.full(len(rows), 5.0),
        draw=column(5),
        ticket=np.zeros(len(rows), dtype=np.bool_),
        after_hours=NOBODY,
    )
    rules = Rules(
        doors=((0.0, float(closes)),),
        priorities=tuple(draw(st.integers(1, 2)) for _ in range(types)),
        max_length=draw(st.sampled_from((None, None, None, 4, 2, 1, 0))),
        max_wait=float(draw(st.sampled_from((math.inf, math.inf, math.inf, 50, 25, 10)))),
        serve_at_most=draw(st.sampled_from((math.inf, math.inf, 0.0, 20.0))),
    )
    roster = _roster(draw, types, closes, equal_concurrency)
    return Centre(demand, roster, rules, routing or draw(st.sampled_from(sorted(MEANINGS))))


def leaving_silently(draw: Draw, demand: Demand) -> Demand:
    """Return a demand some of whose customers give up soon and without a sign, noticed after some time."""
    row = st.tuples(st.sampled_from((5.0, 10.0, 25.0, math.inf)), st.sampled_from((15.0, 0.0, 5.0, 40.0)))
    rows = draw(st.lists(row, min_size=len(demand), max_size=len(demand)))
    patience, noticed_after = np.array(rows).reshape(-1, 2).T
    return replace(
        demand,
        patience=np.where(np.isfinite(patience), math.inf, demand.patience),
        silent_leaving=SilentLeaving(patience, noticed_after),
    )


@st.composite
def silent_centres(draw: Draw) -> Centre:
    """Draw a centre as `random_centres` does, some of whose customers give up without a sign."""
    centre = draw(random_centres())
    return replace(centre, demand=leaving_silently(draw, centre.demand))


@st.composite
def simple_centres(draw: Draw, *, slots: int = 1) -> Centre:
    """Draw a centre of one type and one group, all there all the time, with customers who never leave."""
    rows = draw(
        st.lists(
            st.tuples(st.integers(0, 15), st.integers(0, 40), st.integers(0, 5)), min_size=5, max_size=30
        )
    )
    zero = np.zeros(len(rows))
    demand = Demand(
        type_names=("a",),
        arrival=np.cumsum([gap for gap, _, _ in rows]).astype(np.float64),
        chat_type=zero.astype(np.int64),
        patience=np.full(len(rows), math.inf),
        handle_time=np.array([work for _, work, _ in rows], dtype=np.float64),
        wrap_up=np.array([work for _, _, work in rows], dtype=np.float64),
        first_reply=zero,
        draw=np.array([i * 0.618 % 1 for i in range(len(rows))]),
        ticket=zero.astype(np.bool_),
        after_hours=NOBODY,
    )
    return Centre(
        demand, constant_roster(draw(st.integers(1, 4)), slots), Rules(((0.0, 1000.0),), (1,)), "least_busy"
    )


def constant_roster(agents: int, slots: int) -> Roster:
    """Return one group of agents who are there all the time, without slowdown."""
    group = Group("all", slots, (1.0,) * slots, (0,))
    return Roster((group,), (0,) * agents, (Headcount(0.0, 0, agents),))


@pytest.fixture(scope="session")
def centres() -> Callable[..., st.SearchStrategy[Centre]]:
    """Return a strategy for centres of every kind; see `random_centres`."""
    return random_centres


@pytest.fixture(scope="session")
def silent() -> Callable[..., st.SearchStrategy[Centre]]:
    """Return a strategy for centres where some give up without a sign; see `silent_centres`."""
    return silent_centres


@pytest.fixture(scope="session")
def left_silently() -> Callable[[Draw, Demand], Demand]:
    """Have some customers of a demand give up without a sign; see `leaving_silently`."""
    return leaving_silently


@pytest.fixture(scope="session")
def simple() -> Callable[..., st.SearchStrategy[Centre]]:
    """Return a strategy for the simplest centres; see `simple_centres`."""
    return simple_centres


@pytest.fixture(scope="session")
def staffed() -> Callable[[int, int], Roster]:
    """Make a roster of agents who are all there all the time; see `constant_roster`."""
    return constant_roster
