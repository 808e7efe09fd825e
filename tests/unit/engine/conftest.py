"""A chat centre in a few words, and what happens in it as a log."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from planner.engine import CustomStrategy, simulate
from planner.flow.demand import NOBODY, Demand, FloatColumn, FollowUps, Kind, Silences, SilentLeaving
from planner.flow.records import Outcome, Records
from planner.flow.roster import Away, Break, Group, Headcount, Roster, Shift
from planner.flow.rules import Ring, Rules
from tests.unit.engine.messages import conversations_of, message_events

AGENTS = "ABCDEFGHIJ"
ENDINGS = {
    Outcome.ABANDONED: (4, "abandons"),
    Outcome.EXPIRED: (5, "expires"),
    Outcome.BLOCKED: (6, "is blocked"),
    Outcome.CLOSED: (8, "is closed"),
    Outcome.AFTER_HOURS: (6, "finds doors closed"),
    Outcome.SILENT: (0, "is found left at"),
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
    previous: object = None,
    accepts: Mapping[int, Any] | None = None,
    notices: Mapping[int, object] | None = None,
    silences: tuple[object, object] | None = None,
    silent: tuple[object, object] | None = None,
    then: Sequence[tuple[Kind, int, float]] = (),
    talk: Sequence[Sequence[float]] | None = None,
    reply_patience: object = math.inf,
    idle: object = 0.0,
    until_reply: object = False,
    types: int = 1,
) -> Demand:
    """Return a demand; whatever is not a list holds for all chats.

    `then` has the follow-ups as (kind, origin, delay), which are rows behind those that arrive. `accepts` and
    `notices` are by group how long its agents take; `accepts` may have a list of several offers for a chat. `silences`
    has (the part of the handle time after which customers fall silent, how long), `silent` (how long after the arrival
    customers give up without a sign, or infinity, and how long agents do not notice). `talk` has the messages of each
    chat, see `conversations_of`; so have the columns after it.
    """
    chats = len(arrival) + len(then)

    def column(value: object, dtype: type = np.float64) -> Any:
        return np.array(np.broadcast_to(np.asarray(value, dtype=dtype), chats))

    return Demand(
        type_names=tuple("abcdefgh"[:types]),
        arrival=column([*arrival, *(math.inf for _ in then)]),
        chat_type=column(chat_type, np.int64),
        patience=column(patience),
        handle_time=column(work),
        wrap_up=column(wrap_up),
        first_reply=column(first_reply),
        draw=column(draw),
        ticket=column(ticket, np.bool_),
        after_hours=NOBODY,
        previous=None if previous is None else column(previous, np.int64),
        acceptance={group: _offers(takes, chats) for group, takes in (accepts or {}).items()},
        noticing={group: column(delay) for group, delay in (notices or {}).items()},
        follow_ups=_follow_ups(then, chats) if then else None,
        silences=None if silences is None else Silences(*map(column, silences)),
        silent_leaving=None if silent is None else SilentLeaving(*map(column, silent)),
        conversations=None
        if talk is None
        else conversations_of(
            talk,
            column(chat_type, np.int64),
            types,
            reply_patience,
            column(idle),
            column(until_reply, np.bool_),
        ),
    )


def _offers(takes: Any, chats: int) -> FloatColumn:
    """Return how long until each offer of each chat is accepted."""
    of_chat = takes if isinstance(takes, Sequence) else [takes] * chats
    rows = [own if isinstance(own, Sequence) else [own] for own in of_chat]
    most = max(map(len, rows), default=1)
    return np.array([[*own, *own[-1:] * (most - len(own))] for own in rows], dtype=np.float64)


def _follow_ups(then: Sequence[tuple[Kind, int, float]], chats: int) -> FollowUps:
    if_missed, if_answered = np.full(chats, -1), np.full(chats, -1)
    retry_delay, repeat_delay, transfer = np.zeros(chats), np.zeros(chats), np.zeros(chats, dtype=np.bool_)
    for row, (why, of, after) in enumerate(then, chats - len(then)):
        link, delay = (if_missed, retry_delay) if why == Kind.RETRY else (if_answered, repeat_delay)
        link[of], delay[of], transfer[row] = row, after, why == Kind.TRANSFER
    return FollowUps(if_missed, retry_delay, np.full(chats, 10), if_answered, repeat_delay, transfer)


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
                slowdown=(factors := tuple(float(factor) for factor in group.get("slowdown", (1,) * limit))),
                slowdown_step=factors[-1] - factors[-2] if len(factors) > 1 else 0.0,
                skills=tuple(group.get("skills", range(types))),
                rank=group.get("rank", 1),
                pace=tuple(map(float, group.get("pace", ()))),
                reply_order=group.get("reply_order", "oldest"),
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
    reopen_below: int | None = None,
    rings: Sequence[Mapping[float, Sequence[int]]] = (),
    slots: Sequence[int] = (),
    offer_timeout: float = math.inf,
    previous_agent: float | None = None,
    inactive_after: float = math.inf,
    **columns: Any,
) -> Records:
    """Run a centre. Without `groups` there is one, of `agents` with `concurrency` and `slowdown`.

    `rings` has for each type {after: groups}.
    """
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
            reopen_below=reopen_below,
            rings=tuple(tuple(Ring(float(after), tuple(who)) for after, who in own.items()) for own in rings),
            slots=tuple(slots),
            offer_timeout=float(offer_timeout),
            previous_agent=previous_agent,
            inactive_after=float(inactive_after),
        ),
        routing,
        custom,
    )


def log_of(records: Records, closes: float, talk: Sequence[Sequence[float]] = ()) -> Log:
    """Return every event as (s, what), in the order of time and, at one instant, of the model's turns."""
    events: list[tuple[float, int, int, int, str]] = []
    columns = (
        records.arrival,
        records.outcome,
        records.agent,
        records.dequeued,
        records.customer_left,
        records.slot_freed,
    )
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for i, (came, outcome, agent, at, gone, freed) in enumerate(rows):
        if came == math.inf:
            continue
        if outcome != Outcome.ANSWERED:
            turn, what = ENDINGS[Outcome(outcome)]
            if agent >= 0:
                events.append((at, 6 if at == came else 3, i, 0, f"chat {i} to {AGENTS[agent]}"))
                at, turn, what = gone, 0 if gone > at else 6, f"{what} {AGENTS[agent]}"
            events.append((at, turn, i, 1, f"chat {i} {what}"))
            continue
        turn = 6 if at == came else 3
        events.append((at, turn, i, 0, f"chat {i} to {AGENTS[agent]}"))
        if gone == freed:
            events.append((gone, 0 if gone > at else turn, i, 1, f"chat {i} leaves {AGENTS[agent]}"))
        else:
            events.append((gone, 0 if gone > at else turn, i, 1, f"customer {i} leaves"))
            events.append((freed, 0, i, 2, f"chat {i} frees {AGENTS[agent]}"))
    events += message_events(records, talk, AGENTS)
    inactive = (records.inactive_chat, records.inactive_from, records.inactive_to)
    for i, since, until in zip(*(column.tolist() for column in inactive), strict=True):
        events.append((since, 0, i, 0, f"chat {i} is inactive"))
        events.append((until, 0, i, 0, f"chat {i} is back"))
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
        return log_of(run_centre(arrival, work, closes=closes, **more), closes, more.get("talk", ()))

    return play_centre
