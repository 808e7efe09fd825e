"""One day with changing arrivals and agents, from empty doors to the last chat: Kolmogorov's forward equations.

Every piece of the day has constant rates, so its matrix exponential is exact (no steady state is assumed).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np
import pytest
from theory.agreement import expect
from theory.markov import Chain, chain
from theory.patience import Floats
from theory.simulation import chats, mean, study
from theory.waiting_room import Places

HOUR, MINUTE = 3600.0, 60.0
OPENS = datetime(2026, 3, 2, 8)
SECTIONS = 30
"""Intervals are estimated from so many sections of the replications."""


def hourly(values: list[float]) -> dict[str, float]:
    """Return a step function with a step each hour from 08:00."""
    return {f"{8 + number:02d}:00": value for number, value in enumerate(values)}


def one_day(hours: int, chat_type: object, team: object, *, seed: int, replications: int, **sections: object):
    """Simulate one day many times."""
    run = {"replications": replications, "seed": seed}
    return study(
        OPENS, OPENS + timedelta(hours=hours), {"support": chat_type}, {"team": team}, run=run, **sections
    )


def test_hourly_rates():
    """M_t/M/c+M: each hour's missed, waits and service level go to the hour of arrival, utilisation to the clock's.

    An arrival finds the transient law of that moment (Poisson), and what becomes of it depends on that only.
    """
    agents, handle, gives_up, within, places = 6, 8 * MINUTE, 1 / (4 * MINUTE), 45.0, 100
    per_hour = [38.0, 55.0, 70.0, 45.0, 30.0, 60.0]
    summary = one_day(
        len(per_hour),
        chats(hourly(per_hour), "8m", "4m"),
        {"agents": agents},
        interval="1h",
        service_level={"within": f"{within:g}s"},
        seed=601,
        replications=5000,
    )
    line = Places(agents / handle, gives_up, places)
    fates, at_once = line.fates(), np.ones(agents)
    answered = np.concatenate([at_once, fates.answered])
    in_time = np.concatenate([at_once, line.answered_within(within)])
    waited = np.concatenate([0 * at_once, fates.waited])
    in_queue = np.concatenate([0 * at_once, fates.in_queue])
    law = np.eye(agents + places)[0]
    for rate, interval in zip(per_hour, summary.intervals, strict=True):
        present = _one_line(agents, places, rate / HOUR, 1 / handle, gives_up)
        law, spent = present.after(law, HOUR)
        found, number = spent / HOUR, present.values(float)
        theory = {
            "offered": rate,
            "missed_rate": 1 - found @ answered,
            "wait_probability": found[agents:].sum(),
            "wait_mean": found @ waited / (found @ answered),
            "wait_mean_all": found @ in_queue,
            "service_level": found @ in_time,
            "utilization": found @ np.minimum(number, agents) / agents,
            "queue_length_mean": found @ np.maximum(number - agents, 0),
        }
        expect(interval.figures, theory, SECTIONS)


def _one_line(agents: int, places: int, arrives: float, finishes: float, gives_up: float) -> Chain[int]:
    """Return the chain on the number present."""

    def moves(present: int) -> Iterator[tuple[float, int]]:
        if present + 1 < agents + places:
            yield arrives, present + 1
        if present:
            yield min(present, agents) * finishes + max(0, present - agents) * gives_up, present - 1

    return chain(range(agents + places), moves)


STEPS = [6, 6, 3, 3, 5, 4]
"""Agents who accept, by the hour."""
PER_HOUR = [40.0, 34.0, 34.0, 14.0, 36.0, 30.0]
MU = 1 / (9 * MINUTE)
LONGEST_QUEUE = 80

Team = tuple[int, int, int]
"""Accepting agents with a chat, draining agents, chats waiting; one chat per agent."""


def team_chain(accepting: int, arrives: float, gives_up: float) -> Chain[Team]:
    """Return the chain while so many agents accept."""

    def moves(state: Team) -> Iterator[tuple[float, Team]]:
        busy, draining, queue = state
        if busy < accepting:
            yield arrives, (busy + 1, draining, queue)
        elif queue < LONGEST_QUEUE:
            yield arrives, (busy, draining, queue + 1)
        if queue:
            yield busy * MU, (busy, draining, queue - 1)
            yield queue * gives_up, (busy, draining, queue - 1)
        elif busy:
            yield busy * MU, (busy - 1, draining, queue)
        if draining:
            yield draining * MU, (busy, draining - 1, queue)

    most = max(STEPS)
    with_slot = [(m, d, 0) for m in range(accepting + 1) for d in range(most - accepting + 1)]
    full = [(accepting, d, q) for d in range(most - accepting + 1) for q in range(1, LONGEST_QUEUE + 1)]
    return chain([*with_slot, *full], moves)


def change_headcount(state: Team, before: int, after: int) -> Team:
    """Step down: the idle stop first. Step up: the idle come first, then who still drains; the queue is served."""
    busy, draining, queue = state
    if after <= before:
        return min(busy, after), draining + max(0, busy - after), queue
    fresh = min(after - before, max(STEPS) - before - draining)
    back = after - before - fresh
    served = min(queue, fresh)
    return busy + back + served, draining - back, queue - served


def carry(law: Floats, old: Chain[Team], new: Chain[Team], before: int, after: int) -> Floats:
    """Return the law behind a change of headcount."""
    place = {state: number for number, state in enumerate(new.states)}
    carried = np.zeros(len(new.states))
    for state, chance in zip(old.states, law, strict=True):
        carried[place[change_headcount(state, before, after)]] += chance
    return carried


def walk_through(gives_up: float) -> tuple[list[dict[str, float]], Chain[Team], Floats]:
    """Return the mean busy, draining and waiting of each hour, and the chain and law as doors close."""
    hours = []
    chains = [team_chain(c, rate / HOUR, gives_up) for c, rate in zip(STEPS, PER_HOUR, strict=True)]
    law = np.array([float(state == (0, 0, 0)) for state in chains[0].states])
    for number, here in enumerate(chains):
        if number:
            law = carry(law, chains[number - 1], here, STEPS[number - 1], STEPS[number])
        law, spent = here.after(law, HOUR)
        hours.append(sums(here, spent / HOUR))
    return hours, chains[-1], law


def sums(states: Chain[Team], law: Floats) -> dict[str, float]:
    """Return the mean busy, draining and waiting."""
    names = ("busy", "draining", "waiting")
    return {name: float(law @ states.values(lambda state, i=i: state[i])) for i, name in enumerate(names)}


@pytest.mark.parametrize(("patience", "at_close"), [(None, "serve"), (5 * MINUTE, "miss")])
def test_agents_come_and_go(patience, at_close):
    """M_t/M/c_t with drain: a step down sends the idle first and the others finish; after the end too."""
    gives_up = 1 / patience if patience else 0.0
    hours, last, law = walk_through(gives_up)
    at_end = sums(last, law)
    closing = team_chain(STEPS[-1], 0.0, gives_up)
    if at_close == "miss":
        law = carry_without_queue(last, law, closing)
    _, spent = closing.after(law, 12 * HOUR)
    after = sums(closing, spent)
    summary = one_day(
        len(STEPS),
        chats(hourly(PER_HOUR), "9m", "5m" if patience else "never"),
        {"agents": hourly(STEPS)},
        queue={"at_close": at_close},
        interval="1h",
        seed=602,
        replications=10_000,
    )
    for hour, agents, interval in zip(hours, STEPS, summary.intervals, strict=True):
        theory = {"utilization": hour["busy"] / agents, "queue_length_mean": hour["waiting"]}
        expect(interval.figures, theory, SECTIONS)
    offered = sum(PER_HOUR)
    waited = sum(hour["waiting"] for hour in hours) + after["waiting"] / HOUR
    closed = at_end["waiting"] if at_close == "miss" else 0.0
    missed = waited * HOUR * gives_up + closed
    drained = sum(hour["draining"] for hour in hours) + (after["busy"] + after["draining"]) / HOUR
    theory = {
        "offered": offered,
        "answered": offered - missed,
        "wait_mean_all": waited * HOUR / offered,
        "overtime_hours": drained,
        "handle_time_mean": 1 / MU,
    }
    if missed:
        theory["missed_rate"] = missed / offered
    if closed:
        theory["closed_rate"] = closed / offered
    expect(summary.figures, theory, summary.replications)
    assert mean(summary.figures["staffed_hours"]) == pytest.approx(sum(STEPS))


def carry_without_queue(last: Chain[Team], law: Floats, closing: Chain[Team]) -> Floats:
    """Return the law once those who wait have been sent away."""
    place = {state: number for number, state in enumerate(closing.states)}
    carried = np.zeros(len(closing.states))
    for (busy, draining, _), chance in zip(last.states, law, strict=True):
        carried[place[busy, draining, 0]] += chance
    return carried


Pair = tuple[int, int, int]
"""Chats in hand of the agent who stays and of the one who goes, chats waiting."""
SLOWDOWN, HANDLE, GIVES_UP, ARRIVES = (1.0, 1.4), 8 * MINUTE, 1 / (6 * MINUTE), 17 / HOUR


def pair_chain(both: bool, arrives: float = ARRIVES) -> Chain[Pair]:
    """Return the chain of two agents with two slots while both or just the first accept (least busy)."""
    speed = [n / (factor * HANDLE) for n, factor in enumerate((1.0, *SLOWDOWN))]

    def moves(state: Pair) -> Iterator[tuple[float, Pair]]:
        stays, goes, queue = state
        first = (stays < 2) * (1.0 if not both or stays < goes else 0.5 if stays == goes else 0.0)
        second = (goes < 2) * both * (1 - first)
        yield arrives * first, (min(stays + 1, 2), goes, queue)
        yield arrives * second, (stays, min(goes + 1, 2), queue)
        if queue < LONGEST_QUEUE:
            yield arrives * (1 - first - second), (stays, goes, queue + 1)
        yield queue * GIVES_UP, (stays, goes, max(0, queue - 1))
        yield speed[stays], (stays, goes, queue - 1) if queue else (max(0, stays - 1), goes, 0)
        yield speed[goes], (stays, goes, queue - 1) if queue and both else (stays, max(0, goes - 1), queue)

    starts = [(stays, goes, 0) for stays in range(3) for goes in range(3)]
    waits = [(2, goes, queue) for goes in range(3) for queue in range(1, LONGEST_QUEUE + 1)]
    return chain([*starts, *waits], moves)


def test_drain_of_an_agent_with_two_slots():
    """Who has fewer chats in hand stops first and finishes them; coming back, free slots take those who wait."""
    summary = one_day(
        3,
        chats(17, "8m", "6m"),
        {
            "agents": {"08:00": 2, "09:00": 1, "10:00": 2},
            "concurrency": 2,
            "slowdown": list(SLOWDOWN),
        },
        interval="1h",
        seed=603,
        replications=6000,
    )
    drained = 0.0
    law = np.array([float(state == (0, 0, 0)) for state in pair_chain(True).states])
    for both, interval in zip((True, False, True), summary.intervals, strict=True):
        states = pair_chain(both)
        law, spent = states.after(law, HOUR)
        found = spent / HOUR
        stays, goes, queue = (states.values(lambda state, i=i: state[i]) for i in range(3))
        accepts = (stays, goes) if both else (stays,)
        busy, in_hand = sum(found @ (n > 0) for n in accepts), sum(found @ n for n in accepts)
        theory = {
            "utilization": busy / len(accepts),
            "concurrency_mean": in_hand / busy,
            "slot_utilization": in_hand / 2 / len(accepts),
            "queue_length_mean": found @ queue,
        }
        expect(interval.figures, theory, SECTIONS)
        drained += 0.0 if both else float(found @ (goes > 0))
        law = _step(states, law)
    closing = pair_chain(True, 0.0)
    _, spent = closing.after(law, 12 * HOUR)
    after = sum(float(spent @ closing.values(lambda state, i=i: state[i] > 0)) for i in (0, 1)) / HOUR
    expect(summary.figures, {"overtime_hours": drained + after}, summary.replications)


def _step(states: Chain[Pair], law: Floats) -> Floats:
    """Name the fuller agent first, as who stays; let free slots of the other take those who wait."""
    place = {state: number for number, state in enumerate(pair_chain(True).states)}
    stepped = np.zeros(len(law))
    for (stays, goes, queue), chance in zip(states.states, law, strict=True):
        called = min(queue, 2 - goes)
        pair = sorted((stays, goes + called), reverse=True)
        stepped[place[pair[0], pair[1], queue - called]] += chance
    return stepped
