"""The least staffing: against theory, against a plan that is known to be best, and against simulations on other random numbers."""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from theory.agreement import standard_error

from planner.demand import blueprint
from planner.scenario import Scenario, loads
from planner.scenario.draft import Draft
from planner.scenario.load import load
from planner.scenario.rewritten import as_yaml, plain_scenario
from planner.staffing import effort
from planner.staffing.bench import Bench
from planner.staffing.blocks import blocks
from planner.staffing.conditions import Conditions, Standing
from planner.staffing.goals import goals
from planner.staffing.headcounts import HeadcountSpace
from planner.staffing.options import SearchOptions
from planner.staffing.result import Found
from planner.staffing.schedule import schedule
from planner.staffing.shifts import roster_csv, with_roster
from planner.staffing.staff import staff
from planner.staffing.trial import Customers
from planner.study import Options, run_study

HOUR = 3600.0
FRESH = 4711
"""A seed that no search here began with."""


def quietly(stage: str, done: int, of: int | None) -> None:
    """Tell nobody of the progress."""


def agents(found: Found) -> list[int]:
    """Return the agents block by block."""
    return [int(staffed.agents) for staffed in found.staffing]


def on_other_numbers(scenario: Scenario, plans: Sequence[Sequence[int]], replications: int) -> list[Standing]:
    """Return how the scenario's targets stand with head counts, on random numbers that no search has seen."""
    plan = blueprint(scenario)
    sought = goals(scenario, plan)
    of = blocks(plan.window, tuple(range(len(plan.roster.groups))))
    space = HeadcountSpace(plan, of, np.ones(len(of)), np.full(len(of), 99))
    conditions = Conditions(sought, plan.window)
    with Bench(Customers(plan, sought, FRESH), replications) as bench:
        rosters = [space.roster(np.array(counts)) for counts in plans]
        return [conditions.standing(outcome) for outcome in bench.outcomes(rosters)]


SPEEDS = (6.0, 9.0, 10.2)
"""Chats per hour with 1, 2 and 3 in hand."""
STEADY = """\
start: 2026-11-23 00:00
end: 2026-11-24 02:00
interval: 26h
chat_types:
  support: {arrivals: {per_hour: 60}, handle_time: 10m, patience: 3m}
agent_groups:
  team: {agents: 1, concurrency: 3, slowdown: [1, 1.3333333333, 1.7647058824]}
targets: [{kpi: missed_rate, at_most: 5%}]
run: {warm_up: 2h}
"""


def missed_rate(number: int, per_hour: float) -> float:
    """Solve the chain on the chats in the centre, spread evenly: the share of time in a state is a product of ratios."""
    in_hand = range(1, 3 * number + 1)
    speeds = (0.0, *SPEEDS)
    services = [
        (number - chats % number) * speeds[chats // number]
        + (chats % number) * speeds[min(3, chats // number + 1)]
        for chats in in_hand
    ]
    services += [number * SPEEDS[-1] + waiting * HOUR / 180 for waiting in range(1, 400)]
    weights = np.array(
        list(accumulate((per_hour / service for service in services), float.__mul__, initial=1.0))
    )
    waiting = np.maximum(np.arange(len(weights)) - 3 * number, 0)
    return float((weights / weights.sum()) @ waiting) * HOUR / 180 / per_hour


@pytest.mark.slow
@pytest.mark.parametrize(("per_hour", "least"), [(20, 3), (40, 5), (60, 7), (80, 9), (100, 11)])
def test_the_fewest_agents_are_those_of_the_chain(per_hour, least):
    """One agent less misses more than 5 %; division takes fewer agents where teams are large enough for it to matter."""
    assert missed_rate(least, per_hour) <= 0.05 < missed_rate(least - 1, per_hour)
    scenario = loads(STEADY, [f"chat_types.support.arrivals.per_hour={per_hour}"])
    found = staff(scenario, SearchOptions(), quietly)
    assert len(found.staffing) == 1
    assert (found.feasible, agents(found)) == (True, [least])
    assert found.lower_bound is not None
    assert least - 1 < found.lower_bound / 24 <= least
    (divided,) = found.by_division
    assert divided.agents < least or per_hour < 60
    (short,) = found.short
    assert short.breaks == found.goals


KNOWN = """\
name: Known optimum
start: 2026-11-23 08:00
end: 2026-11-23 12:00
interval: 30m
chat_types:
  support:
    arrivals:
      per_hour: {"08:00": 18, "08:30": 30, "09:00": 42, "09:30": 48, "10:00": 45, "10:30": 36, "11:00": 27, "11:30": 18}
    handle_time: 10m
    patience: 2m
agent_groups: {team: {agents: 10}}
targets: [{kpi: abandoned_rate, at_most: 5%}]
shift_patterns:
  a: {group: team, start: "08:00", length: 2h, cost: 2}
  b: {group: team, start: "09:00", length: 2h, cost: 2}
  c: {group: team, start: "10:00", length: 2h, cost: 2}
  d: {group: team, start: "08:00", length: 4h, cost: 3.8}
  e: {group: team, start: "08:30", length: 3h, cost: 3.0}
"""


@pytest.mark.slow
def test_the_cheapest_shifts_are_the_known_ones(tmp_path):
    """No dearer than 32.4, proven, and what `planner simulate` says of the plan that was written."""
    file = tmp_path / "known.yaml"
    file.write_text(KNOWN)
    found = schedule(load(file), SearchOptions(), quietly)
    (proof,) = found.proof
    assert found.feasible
    assert found.cost <= 32.4 + 1e-9
    assert proof.holds
    assert proof.estimate.high is not None
    assert proof.estimate.high < 0.05
    assert found.cost == pytest.approx(sum(one.agents * one.cost for one in found.plan))
    planned = simulated(found, file)
    assert planned.mean is not None
    assert proof.estimate.mean is not None
    errors = np.hypot(standard_error(planned, 4000), standard_error(proof.estimate, found.proof_replications))
    assert abs(planned.mean - proof.estimate.mean) < 3 * errors
    assert planned.mean <= 0.05


def simulated(found, file: Path):
    """Write the plan as `planner schedule` does, and simulate what was written."""
    (file.parent / "roster.csv").write_text(roster_csv(found.roster))
    plain = with_roster(plain_scenario(Draft.read(file, ())), found.roster, ["team"], "roster.csv")
    written = file.parent / "planned.yaml"
    written.write_text(as_yaml(plain))
    options = Options(replications=4000, seed=FRESH, allow_large=True)
    return run_study(load(written), options).summary.figures["abandoned_rate"]


DAY = """\
start: 2026-11-23 09:00
end: 2026-11-23 15:00
interval: 30m
chat_types:
  support:
    arrivals: {per_hour: {"09:00": 12, "10:00": 20, "11:00": 30, "12:00": 24, "13:00": 16, "14:00": 12}}
    handle_time: 8m
    patience: 4m
agent_groups:
  team: {agents: 1, concurrency: 2, slowdown: [1, 1.3]}
service_level: {target: 80%, within: 40s}
targets: [{kpi: service_level, at_least: 80%, per: interval}]
"""


def soon(scenario: Scenario) -> Found:
    """Return a staffing found on 60 replications, whose proofs are a tenth of the usual length: so tests take seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(effort, "CHATS_PER_PROOF", 200_000)
        return staff(scenario, SearchOptions(replications=60), quietly)


@cache
def staffed_day() -> Found:
    """Return the staffing of a day that keeps its target in every half-hour."""
    return soon(loads(DAY))


@pytest.mark.slow
def test_no_block_can_do_with_fewer():
    """An agent less in any of the 12 half-hours, and some half-hour misses its target, as far as other numbers can tell."""
    found = staffed_day()
    assert found.feasible
    counts = agents(found)
    fewer = [[number - (place == less) for place, number in enumerate(counts)] for less in range(12)]
    whole, *others = on_other_numbers(loads(DAY), [counts, *fewer], 500)
    assert (whole.value + 3 * whole.error >= 0).all()
    worst = [float((one.value / one.error).min()) for one in others]
    assert [place for place, off in enumerate(worst) if off > 2] == []
    assert sum(off < -2 for off in worst) >= 6


@pytest.mark.slow
def test_what_an_agent_less_is_said_to_cost_is_what_it_costs():
    """Of each half-hour, the service level with one agent less, beside that on other numbers."""
    found = staffed_day()
    counts = agents(found)
    fewer = [[number - (place == less) for place, number in enumerate(counts)] for less in range(12)]
    for place, (short, other) in enumerate(
        zip(found.short, on_other_numbers(loads(DAY), fewer, 300), strict=True)
    ):
        (told,) = (estimate for _, estimate in short.figures)
        top, bottom = (sums[:, 0, place].sum() for sums in (other.outcome.top, other.outcome.bottom))
        error = float(other.error[place]) * other.outcome.replications / bottom
        assert abs(told.mean - top / bottom) < 4 * np.hypot(error, told.half_width / 2)
        assert short.breaks == found.goals or told.low > 0.8 - 2 * told.half_width


ON_DAYS = """\
start: 2026-11-23 09:00
end: 2026-11-23 13:00
interval: 1h
chat_types:
  support: {arrivals: {per_hour: 40}, handle_time: 6m, patience: 5m}
agent_groups:
  team: {agents: 1}
targets: [{kpi: service_level, at_least: 80%, on: 90% of days}]
"""


@pytest.mark.slow
def test_targets_on_a_share_of_days():
    """Proven by counting days; one agent less anywhere, and fewer than 90 % of other days keep the promise."""
    found = soon(loads(ON_DAYS))
    (proof,) = found.proof
    assert found.feasible
    assert proof.days is not None
    assert proof.days.low is not None
    assert proof.days.low >= 0.9
    counts = agents(found)
    mean = soon(loads(ON_DAYS, ["targets=[{kpi: service_level, at_least: 80%}]"]))
    assert sum(counts) > sum(agents(mean))
    fewer = [[number - (place == less) for place, number in enumerate(counts)] for less in range(4)]
    whole, *others = (good_days(one) for one in on_other_numbers(loads(ON_DAYS), [counts, *fewer], 1000))
    error = np.sqrt(0.9 * 0.1 / 1000)
    assert whole > 0.9 - 3 * error
    assert max(others) < 0.9 + 2 * error


def good_days(standing: Standing) -> float:
    """Return the share of days with a service level of 80 %."""
    top, bottom = (sums[:, 0].sum(axis=1) for sums in (standing.outcome.top, standing.outcome.bottom))
    return float((top >= 0.8 * bottom).mean())


@pytest.mark.slow
def test_more_agents_never_miss_more():
    """One, two and five agents more in every hour of a proven plan miss ever fewer chats, and keep the target."""
    scenario = loads(ON_DAYS, ["targets=[{kpi: missed_rate, at_most: 4%}]"])
    found = soon(scenario)
    assert found.feasible
    counts = np.array(agents(found))
    values = [
        float(one.value[0])
        for one in on_other_numbers(scenario, [counts + more for more in (0, 1, 2, 5)], 200)
    ]
    assert values == sorted(values)
    assert values[1] > 0
