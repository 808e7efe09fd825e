"""What holds of agents one by one, and of how evenly the work is spread over them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.demand import Blueprint, blueprint, draw, draw_roster
from planner.engine import simulate
from planner.flow.demand import Demand, FloatColumn
from planner.flow.records import Records
from planner.flow.roster import Roster
from planner.flow.window import Division, Promise, Window
from planner.kpi import measure, measure_agents
from planner.kpi.columns import Column
from planner.scenario import load, loads

FIXED = settings(derandomize=True, database=None, deadline=None, max_examples=100)
PROMISE = Promise(0.8, 10.0, False, "offered", 5.0)
OF_CHATS = [Column.ANSWERED, Column.WAIT, Column.FIRST_RESPONSE, Column.HANDLE_TIME]
OF_TIME = [column for column in Column if column >= Column.STAFFED]
FROM_THE_PLAN = (Column.SCHEDULED, Column.AGENT_DAYS)
ADD_UP = [column for column in (*OF_CHATS, *OF_TIME) if column not in FROM_THE_PLAN]


def window_of(edges: Sequence[float], doors: tuple[tuple[float, float], ...]) -> Window:
    """Return a window with an interval between each two edges."""
    each = Division((), np.arange(len(edges) - 1), np.ones(len(edges) - 1, dtype=np.int64))
    once = Division(("all",), np.zeros(len(edges) - 1, dtype=np.int64), np.ones(1, dtype=np.int64))
    return Window(np.array(edges, dtype=np.float64), doors, each, each, once, once, once)


def expect_agents_to_add_up(
    records: Records, demand: Demand, roster: Roster, window: Window, promise: Promise
) -> FloatColumn:
    """Fail unless the agents' sums are the groups' to the last bit; return the agents'."""
    cells = measure(records, demand, roster, window, promise).cells
    of_groups = cells[1 + len(demand.type_names) :].sum(axis=1)
    agents = measure_agents(records, demand, roster, window, promise)
    added = np.zeros_like(of_groups)
    np.add.at(added, np.array(roster.group_of, dtype=np.int64), agents)
    for column in ADD_UP:
        np.testing.assert_array_equal(added[:, column], of_groups[:, column], err_msg=column.name)
    return agents


@FIXED
@given(data=st.data())
def test_agents_add_up_to_their_group(centres, data):
    """Chats, staffed, busy and overtime, in random centres under head counts, with and without a warm-up."""
    day = data.draw(centres()).day()
    closes = day.centre.rules.closes
    window = window_of([data.draw(st.sampled_from((0, 7))), 30, closes], ((0.0, closes),))
    agents = expect_agents_to_add_up(day.records, day.centre.demand, day.centre.roster, window, PROMISE)
    if window.edges[0] == 0:
        taken = [sum(day.agent[chat] == agent for chat in day.answered) for agent in range(len(agents))]
        assert agents[:, Column.ANSWERED].tolist() == taken


@pytest.mark.parametrize("replication", range(3))
def test_agents_of_a_roster_add_up_to_their_group(replication):
    """Four days with shifts, breaks, absence and spells away, on instants that are no whole seconds."""
    file = Path(__file__).parents[2] / "scenarios" / "peak-week.yaml"
    away = ["agent_groups.sales.shrinkage={share: 5%, spell: 10m}", "agent_groups.service.absence=10%"]
    plan = blueprint(load(file, away))
    demand = draw(plan, 1, replication)
    roster = draw_roster(plan.roster, plan.turnouts, plan.days, 1, replication)
    records = simulate(demand, roster, plan.rules, plan.routing)
    agents = expect_agents_to_add_up(records, demand, roster, plan.window, plan.promise)
    for column in (Column.OVERTIME, Column.BREAK_OVERRUN, Column.AWAY, Column.PAID):
        assert agents[:, column].sum() > 0, column.name


TEAM = """
start: 2026-11-23 08:00
end: 2026-11-23 20:00
chat_types:
  support: {arrivals: {per_hour: 30}, handle_time: 8m, patience: 5m}
agent_groups:
  team: {agents: 6, concurrency: 3, slowdown: 20%}
"""


def ginis(plan: Blueprint, routing: str) -> list[float]:
    """Return the Gini index of each of ten days, on the same random numbers for every way of routing."""
    return [
        float(measure(records, demand, plan.roster, plan.window, plan.promise).evenness[0, 0])
        for demand in (draw(plan, 1, replication) for replication in range(10))
        for records in [simulate(demand, plan.roster, plan.rules, routing)]
    ]


def test_filling_one_agent_before_the_next_spreads_the_work_less_evenly_than_the_least_busy_first():
    """On every day, on the same customers, by far: the one leaves the last agents without work, the other nobody."""
    plan = blueprint(loads(TEAM))
    least_busy, fill_first = (ginis(plan, routing) for routing in ("least_busy", "fill_first"))
    assert max(least_busy) < 0.1
    assert all(even < uneven / 5 for even, uneven in zip(least_busy, fill_first, strict=True))
