"""What holds of agents who come, rest, are away and go, in random centres whose doors open and close."""

import math
from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engine import MEANINGS, simulate
from planner.flow.demand import NOBODY, Demand
from planner.flow.records import Outcome
from planner.flow.roster import Away, Break, Group, Roster, Shift
from planner.flow.rules import Rules

FIXED = settings(derandomize=True, database=None, deadline=None, max_examples=300)
DOORS = (((0.0, 200.0),), ((0.0, 100.0), (150.0, 260.0)), ((20.0, 120.0), (120.0 + 5, 180.0), (200.0, 260.0)))


@dataclass(frozen=True)
class Plan:
    """A centre and, worked out apart from the engine, who accepts chats when."""

    demand: Demand
    roster: Roster
    rules: Rules
    routing: str

    def accepts(self, agent: int, time: float) -> bool:
        """Tell whether an agent takes new chats from an instant on."""
        shifts = [shift for shift in self.roster.shifts if shift.agent == agent]
        now = [shift for shift in shifts if shift.begin <= time < shift.end]
        if now:
            return not self._barred(now[0], time)
        over = [shift for shift in shifts if shift.end <= time]
        return bool(over) and self._stays(over[-1], time)

    def _barred(self, shift: Shift, time: float) -> bool:
        early = self.roster.groups[self.roster.group_of[shift.agent]].last_chat_before
        return (
            any(rest.begin - early <= time < rest.end for rest in shift.breaks)
            or (early > 0 and time >= shift.end - early)
            or any(
                spell.begin <= time < spell.end for spell in self.roster.away if spell.agent == shift.agent
            )
        )

    def _stays(self, shift: Shift, time: float) -> bool:
        """Tell whether an agent whose shift is over is still there for those who wait from before the close."""
        if any(opens <= shift.end < closes for opens, closes in self.rules.doors):
            return False
        reopens = min((opens for opens, _ in self.rules.doors if opens > shift.end), default=math.inf)
        last_moment = shift.end - 0.5
        return time < reopens and not self._barred(shift, last_moment)


@st.composite
def plans(draw) -> Plan:
    """Draw two types, two groups, up to four agents with up to two shifts each, on whole seconds."""
    doors = draw(st.sampled_from(DOORS))
    times = draw(st.lists(st.integers(0, 259), min_size=5, max_size=25))
    rows = sorted(
        (float(t), draw(st.integers(0, 1)), draw(st.sampled_from((math.inf, math.inf, 40.0, 10.0))))
        for t in times
        if any(opens <= t < closes for opens, closes in doors)
    )
    work = [float(draw(st.sampled_from((30, 15, 60, 5)))) for _ in rows]
    ticket = [draw(st.integers(0, 7)) == 0 and any(row[0] == opens for opens, _ in doors) for row in rows]
    demand = Demand(
        type_names=("a", "b"),
        arrival=np.array([row[0] for row in rows]),
        chat_type=np.array([row[1] for row in rows], dtype=np.int64),
        patience=np.array(
            [math.inf if is_ticket else row[2] for row, is_ticket in zip(rows, ticket, strict=True)]
        ),
        handle_time=np.array(work),
        wrap_up=np.zeros(len(rows)),
        first_reply=np.zeros(len(rows)),
        draw=np.array([i * 0.618 % 1 for i in range(len(rows))]),
        ticket=np.array(ticket, dtype=np.bool_),
        after_hours=NOBODY,
    )
    groups, group_of, shifts, away = [], [], [], []
    for number in range(2):
        limit = draw(st.integers(1, 2))
        groups.append(
            Group(
                name=f"g{number}",
                concurrency=limit,
                slowdown=(1.0, 1.5)[:limit],
                skills=draw(st.sampled_from(((0, 1), (0,), (1,)))),
                last_chat_before=draw(st.sampled_from((0.0, 0.0, 10.0))),
            )
        )
        for _ in range(draw(st.integers(1, 2))):
            cuts = sorted(
                draw(
                    st.sets(
                        st.sampled_from((0, 10, 20, 60, 100, 120, 150, 200, 240, 260, 300)),
                        min_size=4,
                        max_size=4,
                    )
                )
            )
            for begin, end in (cuts[:2], cuts[2:]):
                shifts.append(_shift(draw, len(group_of), begin, end))
                if draw(st.integers(0, 2)) == 0:
                    away.append(Away(len(group_of), begin + 3.0, min(end, begin + 18.0)))
            group_of.append(number)
    shifts.sort(key=lambda shift: (shift.begin, shift.agent))
    rules = Rules(
        doors, (1, draw(st.integers(1, 2))), serve_at_most=draw(st.sampled_from((math.inf, math.inf, 20.0)))
    )
    roster = Roster(tuple(groups), tuple(group_of), (), tuple(shifts), tuple(away))
    return Plan(demand, roster, rules, draw(st.sampled_from(sorted(MEANINGS))))


def _shift(draw, agent: int, begin: int, end: int) -> Shift:
    """Draw a shift with no, one or two breaks, which may begin with it or end with it."""
    marks = sorted(draw(st.sets(st.integers(begin, end), min_size=4, max_size=4)))
    breaks = [Break(float(marks[0]), float(marks[1])), Break(float(marks[2]), float(marks[3]))]
    return Shift(agent, float(begin), float(end), tuple(breaks[: draw(st.integers(0, 2))]))


@FIXED
@given(plan=plans())
def test_only_who_accepts_gets_a_chat_and_nobody_waits_beside_a_free_slot(plan):
    """At every instant at which anything happens, by the roster and the rules alone."""
    records = simulate(plan.demand, plan.roster, plan.rules, plan.routing)
    chats = range(len(plan.demand))
    arrival, agent = plan.demand.arrival.tolist(), records.agent.tolist()
    begun, freed = records.dequeued.tolist(), records.slot_freed.tolist()
    answered = [i for i in chats if agent[i] >= 0]
    for i in answered:
        assert plan.accepts(agent[i], begun[i]), (i, agent[i], begun[i])
        assert plan.demand.chat_type[i] in plan.roster.groups[plan.roster.group_of[agent[i]]].skills
    instants = {
        *arrival,
        *(begun[i] for i in answered),
        *(freed[i] for i in answered),
        *(time for shift in plan.roster.shifts for time in (shift.begin, shift.end)),
        *(time for shift in plan.roster.shifts for rest in shift.breaks for time in (rest.begin, rest.end)),
        *(spell.end for spell in plan.roster.away),
    }
    for time in instants:
        free = [
            position
            for position, group in enumerate(plan.roster.group_of)
            if plan.accepts(position, time)
            and sum(agent[i] == position and begun[i] <= time < freed[i] for i in answered)
            < plan.roster.groups[group].concurrency
        ]
        open_now = any(opens <= time < closes for opens, closes in plan.rules.doors)
        for i in chats:
            if arrival[i] <= time < begun[i] and (open_now or not plan.demand.ticket[i]):
                skilled = [
                    position
                    for position in free
                    if plan.demand.chat_type[i] in plan.roster.groups[plan.roster.group_of[position]].skills
                ]
                assert not skilled, (i, time, skilled)


@FIXED
@given(plan=plans())
def test_every_wait_ends_for_its_reason(plan):
    """Answered, given up, or closed: in a closed hour, when nobody is left or service after closing ends."""
    records = simulate(plan.demand, plan.roster, plan.rules, plan.routing)
    for i in range(len(plan.demand)):
        waited = records.dequeued[i] - plan.demand.arrival[i]
        outcome = Outcome(records.outcome[i])
        if outcome == Outcome.ANSWERED:
            assert waited <= plan.demand.patience[i]
        elif outcome == Outcome.ABANDONED:
            assert waited == plan.demand.patience[i]
        elif plan.demand.ticket[i]:
            assert records.dequeued[i] == math.inf
        else:
            assert outcome == Outcome.CLOSED
            at = float(records.dequeued[i])
            assert not any(opens <= at < closes for opens, closes in plan.rules.doors)


@FIXED
@given(plan=plans())
def test_time_on_duty_and_on_break_is_that_of_the_plan(plan):
    """Breaks begin and end on time, duty is the rest of the shift, whatever is in hand."""
    records = simulate(plan.demand, plan.roster, plan.rules, plan.routing)

    def spans(agent, begin, end):
        return sorted(zip(agent.tolist(), begin.tolist(), end.tolist(), strict=True))

    duty, rests = [], []
    for shift in plan.roster.shifts:
        since = shift.begin
        for rest in shift.breaks:
            duty.append((shift.agent, since, rest.begin))
            rests.append((shift.agent, rest.begin, rest.end))
            since = rest.end
        duty.append((shift.agent, since, shift.end))
    assert spans(records.on_agent, records.on_from, records.on_to) == sorted(
        span for span in duty if span[1] < span[2]
    )
    assert spans(records.rest_agent, records.rest_from, records.rest_to) == sorted(rests)
