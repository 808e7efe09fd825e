"""A chat centre in a few words, and what happens in it as a log."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from planner.engine import CustomStrategy, simulate
from planner.flow.demand import NOBODY, Demand
from planner.flow.records import Outcome, Records
from planner.flow.roster import Away, Break, Group, Headcount, Roster, Shift
from planner.flow.rules import Rules

AGENTS = "ABCDEFGHIJ"
ENDINGS = {
    Outcome.ABANDONED: (4, "abandons"),
    Outcome.EXPIRED: (5, "expires"),
    Outcome.BLOCKED: (6, "is blocked"),
    Outcome.CLOSED: (8, "is closed"),
}

Log = list[tuple[float, str]]


def demand_of(
    arrival: Sequence[float],
    work: object = 60.0,
    *,
    chat_type: object = 0,
    patience: object = math.inf,
    wrap_up: object = 0.0,
    first_reply: object = 0.0,
    draw: object = 0.0,
    ticket: object = False,
    types: int = 1,
) -> Demand:
    """Return a demand; whatever is not a list holds for all chats."""

    def column(value: object, dtype: type = np.float64) -> Any:
        return np.array(np.broadcast_to(np.asarray(value, dtype=dtype), len(arrival)))

    return Demand(
        type_names=tuple("abcdefgh"[:types]),
        arrival=column(arrival),
        chat_type=column(chat_type, np.int64),
        patience=column(patience),
        handle_time=column(work),
        wrap_up=column(wrap_up),
        first_reply=column(first_reply),
        draw=column(draw),
        ticket=column(ticket, np.bool_),
        after_hours=NOBODY,
    )


def roster_of(groups: Sequence[Mapping[str, Any]], types: int) -> Roster:
    """Return a roster; `agents` is a number or {time: number}, whatever a group leaves out is plain.

    Instead of `agents`, `shifts` has for each agent a list of (from, to, *breaks), breaks as (from, to); `away` has
    (agent of the group, from, to).
    """
    made, group_of, headcounts = [], [], []
    shifts: list[Shift] = []
    away: list[Away] = []
    for number, group in enumerate(groups):
        limit = group.get("concurrency", 1)
        first = len(group_of)
        steps = group.get("agents", 1)
        steps = steps if isinstance(steps, Mapping) else {0: steps}
        made.append(
            Group(
                name=f"group {number}",
                concurrency=limit,
                slowdown=tuple(float(factor) for factor in group.get("slowdown", (1,) * limit)),
                skills=tuple(group.get("skills", range(types))),
                rank=group.get("rank", 1),
                last_chat_before=float(group.get("last_chat_before", 0)),
                breaks_when_free=group.get("breaks_when_free", False),
            )
        )
        away += [
            Away(first + agent, float(since), float(until)) for agent, since, until in group.get("away", ())
        ]
        if "shifts" in group:
            group_of += [number] * len(group["shifts"])
            shifts += [
                Shift(
                    first + agent,
                    float(since),
                    float(until),
                    tuple(Break(*map(float, rest)) for rest in breaks),
                )
                for agent, own in enumerate(group["shifts"])
                for since, until, *breaks in own
            ]
            continue
        group_of += [number] * max(steps.values())
        headcounts += [Headcount(float(time), number, agents) for time, agents in steps.items()]
    in_order = sorted(headcounts, key=lambda change: change.time)
    shifts.sort(key=lambda shift: (shift.begin, shift.agent))
    return Roster(tuple(made), tuple(group_of), tuple(in_order), tuple(shifts), tuple(away))


def run_centre(
    arrival: Sequence[float],
    work: object = 60.0,
    *,
    routing: str = "least_busy",
    custom: CustomStrategy | None = None,
    groups: Sequence[Mapping[str, Any]] | None = None,
    agents: object = 1,
    concurrency: int = 1,
    slowdown: Sequence[float] | None = None,
    priorities: Sequence[int] = (1,),
    closes: float = 10_000.0,
    max_length: int | None = None,
    max_wait: float = math.inf,
    serve_at_most: float = math.inf,
    doors: tuple[tuple[float, float], ...] | None = None,
    **columns: object,
) -> Records:
    """Run a centre. Without `groups` there is one, of `agents` with `concurrency` and `slowdown`."""
    types = len(priorities)
    if groups is None:
        groups = [{"agents": agents, "concurrency": concurrency, "slowdown": slowdown or (1,) * concurrency}]
    return simulate(
        demand_of(arrival, work, types=types, **columns),
        roster_of(groups, types),
        Rules(
            doors=doors or ((0.0, float(closes)),),
            priorities=tuple(priorities),
            max_length=max_length,
            max_wait=float(max_wait),
            serve_at_most=float(serve_at_most),
        ),
        routing,
        custom,
    )


def log_of(records: Records, arrival: Sequence[float], closes: float) -> Log:
    """Return every event as (s, what), in the order of time and, at one instant, of the model's turns."""
    events: list[tuple[float, int, int, int, str]] = []
    columns = (records.outcome, records.agent, records.dequeued, records.customer_left, records.slot_freed)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for i, (outcome, agent, at, gone, freed) in enumerate(rows):
        if outcome != Outcome.ANSWERED:
            turn, what = ENDINGS[Outcome(outcome)]
            events.append((at, turn, i, 0, f"chat {i} {what}"))
            continue
        turn = 6 if at == arrival[i] else 3
        events.append((at, turn, i, 0, f"chat {i} to {AGENTS[agent]}"))
        if gone == freed:
            events.append((gone, 0 if gone > at else turn, i, 1, f"chat {i} leaves {AGENTS[agent]}"))
        else:
            events.append((gone, 0 if gone > at else turn, i, 1, f"customer {i} leaves"))
            events.append((freed, 0, i, 2, f"chat {i} frees {AGENTS[agent]}"))
    rests = list(
        zip(records.rest_agent.tolist(), records.rest_from.tolist(), records.rest_to.tolist(), strict=True)
    )
    for agent, since, until in rests:
        events.append((since, 1, agent, 0, f"{AGENTS[agent]} goes on break"))
        events.append((until, 2, agent, 0, f"{AGENTS[agent]} ends the break"))
    duty = zip(records.on_agent.tolist(), records.on_from.tolist(), records.on_to.tolist(), strict=True)
    for agent, since, until in duty:
        if since > 0 and not any(who == agent and since == end for who, _, end in rests):
            events.append((since, 2, agent, 0, f"{AGENTS[agent]} starts"))
        if until < math.inf and not any(who == agent and until == begin for who, begin, _ in rests):
            events.append((until, 7 if until == closes else 1, agent, 0, f"{AGENTS[agent]} stops"))
    return [(time, what) for time, _, _, _, what in sorted(events)]


@pytest.fixture(scope="session")
def demand() -> Callable[..., Demand]:
    """Make a demand; see `demand_of`."""
    return demand_of


@pytest.fixture(scope="session")
def run() -> Callable[..., Records]:
    """Run a centre and return its records; see `run_centre`."""
    return run_centre


@pytest.fixture(scope="session")
def play() -> Callable[..., Log]:
    """Run a centre and return its log; agents are letters in roster order, chats are numbers."""

    def play_centre(
        arrival: Sequence[float], work: object = 60.0, closes: float = 10_000.0, **more: Any
    ) -> Log:
        return log_of(run_centre(arrival, work, closes=closes, **more), arrival, closes)

    return play_centre


@pytest.fixture(scope="session")
def chosen() -> Callable[..., str]:
    """Prepare agents, and return who gets the next chat."""

    def agent_chosen(
        routing: str,
        in_hand: Sequence[Sequence[float]],
        *,
        done: Sequence[tuple[int, float]] = (),
        limits: Sequence[int] | None = None,
        ranks: Sequence[int] | None = None,
        extra_skills: Sequence[int] | None = None,
        draw: float = 0.0,
    ) -> str:
        """Send a chat at 500 s to agents who all can take it, each a group of their own.

        `in_hand` holds for each agent when the chats that they still have were assigned, `done` the chats
        long over as (agent, when assigned). Chats get to the right agent by skills of their own.
        """
        n = len(in_hand)
        before = [(at, agent, 1e6) for agent, times in enumerate(in_hand) for at in times]
        before += [(at, agent, 1.0) for agent, at in done]
        before.sort()
        extra = extra_skills or [0] * n
        most = max(extra)
        groups = [
            {
                "agents": 1,
                "concurrency": limits[agent] if limits else 10,
                "skills": sorted([agent, n, *range(n + 1, n + 1 + extra[agent])]),
                "rank": ranks[agent] if ranks else 1,
            }
            for agent in range(n)
        ]
        records = run_centre(
            [*(at for at, _, _ in before), 500.0],
            [*(work for _, _, work in before), 1.0],
            chat_type=[*(agent for _, agent, _ in before), n],
            draw=draw,
            routing=routing,
            groups=groups,
            priorities=[1] * (n + 1 + most),
        )
        assert records.agent.tolist()[:-1] == [agent for _, agent, _ in before]
        assert records.dequeued.tolist()[:-1] == [at for at, _, _ in before]
        return AGENTS[records.agent[-1]]

    return agent_chosen
