"""Agents who come and go within a day: who stops first, what they finish, who comes back, the end of the day.

Kolmogorov's forward equations between the steps; at a step the chain's states change as the rule says.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest
from theory.agreement import expect
from theory.markov import Chain, chain
from theory.patience import Floats
from theory.simulation import SECTIONS, chats, hourly, mean, one_day

HOUR, MINUTE = 3600.0, 60.0
LONGEST_QUEUE = 80
"""Places in the chains' queues; more are never taken."""

STEPS = {"08:00": 6, "10:00": 3, "10:06": 4, "11:00": 3, "12:00": 5, "13:00": 4}
"""Agents who accept, one chat each; at 10:06 some who were sent away have to come back while they drain."""
PER_HOUR = [40.0, 34.0, 24.0, 16.0, 32.0, 28.0]
HANDLE = 9 * MINUTE
ALL_DAY = 12 * HOUR
"""Long enough for the last chat to end."""


class Team(NamedTuple):
    """Accepting agents with a chat, draining agents, chats waiting."""

    busy: int
    draining: int
    waiting: int


def team_chain(accepting: int, arrives: float, gives_up: float) -> Chain[Team]:
    """Return the chain while so many agents accept."""

    def moves(state: Team) -> Iterator[tuple[float, Team]]:
        busy, draining, waiting = state
        if busy < accepting:
            yield arrives, Team(busy + 1, draining, waiting)
        elif waiting < LONGEST_QUEUE:
            yield arrives, Team(busy, draining, waiting + 1)
        if waiting:
            yield busy / HANDLE + waiting * gives_up, Team(busy, draining, waiting - 1)
        elif busy:
            yield busy / HANDLE, Team(busy - 1, draining, waiting)
        if draining:
            yield draining / HANDLE, Team(busy, draining - 1, waiting)

    most = max(STEPS.values()) - accepting
    with_slot = [Team(busy, draining, 0) for busy in range(accepting + 1) for draining in range(most + 1)]
    full = [Team(accepting, d, q) for d in range(most + 1) for q in range(1, LONGEST_QUEUE + 1)]
    return chain([*with_slot, *full], moves)


def change_headcount(state: Team, before: int, after: int) -> Team:
    """Step down: the idle stop first. Step up: the idle come first, then who still drains; the queue is served."""
    busy, draining, waiting = state
    if after <= before:
        return Team(min(busy, after), draining + max(0, busy - after), waiting)
    fresh = min(after - before, max(STEPS.values()) - before - draining)
    back = after - before - fresh
    called = min(waiting, fresh)
    return Team(busy + back + called, draining - back, waiting - called)


class Hour(NamedTuple):
    """Agent hours and chat hours spent in some time."""

    busy: float
    draining: float
    waiting: float
    staffed: float = 0.0

    def plus(self, other: "Hour", staffed: float) -> "Hour":
        """Add what happened in a part of the hour, in which so many agent hours were staffed."""
        return Hour(
            self.busy + other.busy,
            self.draining + other.draining,
            self.waiting + other.waiting,
            self.staffed + staffed,
        )


def means(states: Chain[Team], law: Floats) -> Hour:
    """Return the mean busy, draining and waiting; with time spent in place of a law, hours of each."""
    return Hour(*(float(law @ states.values(lambda state, i=i: state[i])) for i in range(3)))


class Day(NamedTuple):
    """What theory says of the day."""

    hours: list[Hour]
    closed: float
    """Chats sent away as doors close."""
    after: Hour
    """Hours of agents and chats after doors closed."""

    @property
    def waited(self) -> float:
        """Hours that all chats waited."""
        return sum(hour.waiting for hour in self.hours) + self.after.waiting

    @property
    def overtime(self) -> float:
        """Agent hours with a chat after acceptance ended, or after the day's end."""
        return sum(hour.draining for hour in self.hours) + self.after.busy + self.after.draining


def stretches() -> Iterator[tuple[int, float, int]]:
    """Yield the day's stretches with constant rates: number of the hour, length in hours, who accepts."""
    cuts = sorted({clock(step) for step in STEPS} | {float(hour) for hour in range(len(PER_HOUR) + 1)})
    accepting = 0
    for begin, end in pairwise(cuts):
        accepting = next((agents for step, agents in STEPS.items() if clock(step) == begin), accepting)
        yield int(begin), end - begin, accepting


def clock(step: str) -> float:
    """Return the hours from doors open."""
    return int(step[:2]) - 8 + int(step[3:]) / 60


def walk_through(gives_up: float, at_close: str) -> Day:
    """Carry the law of the team's state through the day."""
    hours = [Hour(0, 0, 0, 0)] * len(PER_HOUR)
    before, here = STEPS["08:00"], team_chain(STEPS["08:00"], 0.0, 0.0)
    law = np.array([float(state == (0, 0, 0)) for state in here.states])
    for hour, length, accepting in stretches():
        there = team_chain(accepting, PER_HOUR[hour] / HOUR, gives_up)
        law = carry(law, here, there, [change_headcount(state, before, accepting) for state in here.states])
        law, spent = there.after(law, length * HOUR)
        hours[hour] = hours[hour].plus(means(there, spent / HOUR), accepting * length)
        here, before = there, accepting
    closed, closing = 0.0, team_chain(before, 0.0, gives_up)
    if at_close == "miss":
        closed = means(here, law).waiting
        law = carry(law, here, closing, [state._replace(waiting=0) for state in here.states])
    _, spent = closing.after(law, ALL_DAY)
    return Day(hours, closed, means(closing, spent / HOUR))


def carry(law: Floats, old: Chain[Team], new: Chain[Team], becomes: list[Team]) -> Floats:
    """Return the law when each of the old chain's states at once becomes another."""
    place = {state: number for number, state in enumerate(new.states)}
    return np.bincount([place[state] for state in becomes], law, len(new.states))


CLOSINGS = {"endless patience, serve": (None, "serve"), "patience of 5 min, miss": (5 * MINUTE, "miss")}


@pytest.mark.slow
@pytest.mark.parametrize(("patience", "at_close"), CLOSINGS.values(), ids=CLOSINGS.keys())
def test_drain(patience, at_close):
    """M_t/M/c_t: a step down sends the idle first, the others finish their chat, and so it is after the end."""
    gives_up, offered = 1 / patience if patience else 0.0, sum(PER_HOUR)
    day = walk_through(gives_up, at_close)
    summary = one_day(
        len(PER_HOUR),
        chats(hourly(PER_HOUR), "9m", "5m" if patience else "never"),
        {"agents": STEPS},
        queue={"at_close": at_close},
        seed=602,
        replications=10_000,
    )
    for hour, interval in zip(day.hours, summary.intervals, strict=True):
        theory = {"utilization": hour.busy / hour.staffed, "queue_length_mean": hour.waiting}
        expect(interval.figures, theory, SECTIONS)
    missed = day.waited * HOUR * gives_up + day.closed
    theory = {
        "answered": offered - missed,
        "wait_mean_all": day.waited * HOUR / offered,
        "overtime_hours": day.overtime,
        "handle_time_mean": HANDLE,
        **({"missed_rate": missed / offered} if missed else {}),
        **({"closed_rate": day.closed / offered} if day.closed else {}),
    }
    expect(summary.figures, theory, summary.replications)
    assert mean(summary.figures["staffed_hours"]) == pytest.approx(sum(hour.staffed for hour in day.hours))


class Pair(NamedTuple):
    """Chats in hand of the agent who stays and of the one who goes, chats waiting."""

    stays: int
    goes: int
    waiting: int


SLOWDOWN, GIVES_UP, ARRIVES = [1, 1.4], 1 / (6 * MINUTE), 17 / HOUR
PAIRS = [Pair(stays, goes, 0) for stays in range(3) for goes in range(3)]
PAIRS += [Pair(2, goes, queue) for goes in range(3) for queue in range(1, LONGEST_QUEUE + 1)]


def pair_chain(both: bool, arrives: float = ARRIVES) -> Chain[Pair]:
    """Return the chain of two agents with two slots while both or just one accepts (least busy).

    They are alike, so a tie for a chat may be broken evenly.
    """
    speed = [0.0, *(n / (factor * 8 * MINUTE) for n, factor in enumerate(SLOWDOWN, start=1))]

    def moves(state: Pair) -> Iterator[tuple[float, Pair]]:
        stays, goes, waiting = state
        if stays < 2 and (not both or stays <= goes):
            yield arrives / (1 + (both and stays == goes)), state._replace(stays=stays + 1)
        if goes < 2 and both and goes <= stays:
            yield arrives / (1 + (stays == goes)), state._replace(goes=goes + 1)
        if stays == 2 and (goes == 2 or not both) and waiting < LONGEST_QUEUE:
            yield arrives, state._replace(waiting=waiting + 1)
        if waiting:
            yield waiting * GIVES_UP + speed[stays], state._replace(waiting=waiting - 1)
        elif stays:
            yield speed[stays], state._replace(stays=stays - 1)
        if goes:
            called = waiting > 0 and both
            yield speed[goes], Pair(stays, goes - (not called), waiting - called)

    return chain(PAIRS, moves)


def at_the_step(state: Pair) -> Pair:
    """Let the fuller agent be who stays; free slots of the other, if back, take those who wait."""
    called = min(state.waiting, 2 - state.goes)
    fewer, more = sorted((state.stays, state.goes + called))
    return Pair(more, fewer, state.waiting - called)


@pytest.mark.slow
def test_drain_of_two_slots():
    """Who has fewer chats in hand stops first and finishes them; back again, free slots take those who wait."""
    summary = one_day(
        3,
        chats(17, "8m", "6m"),
        {"agents": hourly([2, 1, 2]), "concurrency": 2, "slowdown": SLOWDOWN},
        seed=603,
        replications=6000,
    )
    law, overtime = np.eye(len(PAIRS))[0], 0.0
    for both, interval in zip((True, False, True), summary.intervals, strict=True):
        states = pair_chain(both)
        law, spent = states.after(law, HOUR)
        expect(interval.figures, pair_figures(states, spent / HOUR, accepting=1 + both), SECTIONS)
        overtime += 0.0 if both else float(spent @ states.values(lambda state: state.goes > 0)) / HOUR
        law = np.bincount([PAIRS.index(at_the_step(state)) for state in PAIRS], law)
    closing = pair_chain(both=True, arrives=0.0)
    _, spent = closing.after(law, ALL_DAY)
    overtime += float(spent @ closing.values(lambda state: (state.stays > 0) + (state.goes > 0))) / HOUR
    expect(summary.figures, {"overtime_hours": overtime}, summary.replications)


def pair_figures(states: Chain[Pair], found: Floats, accepting: int) -> dict[str, float]:
    """Return the figures of those who accept: the one who stays, and the other if both do."""
    busy = float(found @ states.values(lambda state: sum(n > 0 for n in state[:accepting])))
    in_hand = float(found @ states.values(lambda state: sum(state[:accepting])))
    return {
        "utilization": busy / accepting,
        "concurrency_mean": in_hand / busy,
        "slot_utilization": in_hand / 2 / accepting,
        "queue_length_mean": float(found @ states.values(lambda state: state.waiting)),
    }
